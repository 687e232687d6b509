public import Foundation
public import RDFModel

/// A folder of third-party test data and the IRIs under which its files are known.
public struct SuiteFolder: Sendable {
  /// Where the files lie.
  public let directory: URL
  /// The IRI of the folder, ending in a slash.
  public let base: String

  /// Makes a folder.
  public init(directory: URL, base: String) {
    self.directory = directory
    self.base = base
  }

  /// The folder that `ISOGLOSS_SUITES` names, or nil where it names none.
  public static let root: URL? = ProcessInfo.processInfo.environment["ISOGLOSS_SUITES"]
    .map { URL(fileURLWithPath: $0, isDirectory: true) }

  /// Whether tests run where every suite has to be present.
  public static let isContinuousIntegration =
    ProcessInfo.processInfo.environment["CI"] == "true"

  /// The tests of w3c/rdf-tests, RDF and SPARQL.
  public static let rdfTests = root.map {
    SuiteFolder(
      directory: $0.appendingPathComponent("w3c", isDirectory: true),
      base: "https://w3c.github.io/rdf-tests/")
  }

  /// The tests of w3c/rdf-canon.
  public static let rdfCanonicalization = root.map {
    SuiteFolder(
      directory: $0.appendingPathComponent("w3c/rdf-canon", isDirectory: true),
      base: "https://w3c.github.io/rdf-canon/")
  }

  /// The IRI of a file, given by its path in the folder.
  public func iri(_ path: String) -> IRI { IRI(trusted: base + path) }

  /// The file of an IRI, or nil where it lies elsewhere.
  public func file(_ iri: IRI) -> URL? {
    guard iri.value.hasPrefix(base) else { return nil }
    let path = iri.value.dropFirst(base.count).prefix { $0 != "#" && $0 != "?" }
    return directory.appendingPathComponent(path.removingPercentEncoding ?? String(path))
  }

  /// The bytes of the file of an IRI.
  public func bytes(_ iri: IRI) throws -> [UInt8] {
    guard let file = file(iri) else { throw SuiteError("\(iri) is not below \(base)") }
    return [UInt8](try Data(contentsOf: file))
  }
}

/// Test data that is not as the tests expect.
public struct SuiteError: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  /// Makes an error.
  public init(_ description: String) { self.description = description }
}
