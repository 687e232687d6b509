public import Foundation
import RDFModel

/// One manifest, the number of tests it has to have, and the tests that are known to fail.
///
/// A list of exceptions is a text file with one line per test: IRI, tab, reason.
public struct ConformanceSuite: Sendable, CustomStringConvertible {
  /// The path of the manifest in its folder.
  public let path: String
  /// How many tests the manifest has to list.
  public let count: Int
  /// The tests; empty where the folder is not there.
  public let tests: [Manifest.Entry]
  /// The reasons of known failures, by the IRI of the test.
  public let exceptions: [String: String]
  /// Why the manifest could not be read.
  public let failure: String?

  /// The path of the manifest.
  public var description: String { path }

  /// Reads a manifest and its exceptions.
  public init(_ path: String, in folder: SuiteFolder?, count: Int, exceptions file: URL? = nil) {
    self.path = path
    self.count = count
    var tests: [Manifest.Entry] = []
    var exceptions: [String: String] = [:]
    var failure: String?
    if let folder {
      do {
        tests = try Manifest(path, in: folder).entries
        exceptions = try file.map { try Self.exceptions($0) } ?? [:]
      } catch {
        failure = "\(error)"
      }
    }
    (self.tests, self.exceptions, self.failure) = (tests, exceptions, failure)
  }

  private static func exceptions(_ file: URL) throws -> [String: String] {
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    var result: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, result[String(parts[0])] == nil else {
        throw SuiteError("\(file.lastPathComponent): not IRI, tab, reason: \(line)")
      }
      result[String(parts[0])] = String(parts[1])
    }
    return result
  }

  /// The exceptions that name no test of the manifest.
  public var strayExceptions: [String] {
    exceptions.keys.filter { name in !tests.contains { $0.iri.value == name } }.sorted()
  }
}
