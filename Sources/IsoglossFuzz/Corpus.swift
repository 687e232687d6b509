import ArgumentParser
import Foundation

/// The files that inputs are made from, in the order of their paths, none twice.
struct Corpus: Sendable {
  let examples: [Example]

  /// Finds the files of some syntaxes below paths.
  init(_ paths: [String], syntaxes: [Syntax]) throws {
    var examples: [Example] = []
    var seen: Set<[UInt8]> = []
    for path in try paths.flatMap(Self.files) {
      guard let syntax = Self.syntax(path), syntaxes.contains(syntax) else { continue }
      let example = try Self.example(path)
      if seen.insert(Array(syntax.rawValue.utf8) + [0] + example.bytes).inserted {
        examples.append(example)
      }
    }
    guard !examples.isEmpty else {
      throw ValidationError("There are no files of RDF below \(paths.joined(separator: ", ")).")
    }
    self.examples = examples
  }

  /// The files below a path, sorted; the path itself where it is a file.
  private static func files(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ValidationError("There is no file or folder \(path).")
    }
    guard isFolder.boolValue else { return [path] }
    return try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
      .map { path + "/" + $0 }
  }

  private static func syntax(_ path: String) -> Syntax? {
    Syntax(rawValue: URL(fileURLWithPath: path).pathExtension)
  }

  /// The content of a file.
  static func example(_ path: String) throws -> Example {
    guard let syntax = syntax(path) else {
      throw ValidationError(
        "\(path) has none of the extensions \(Syntax.allValueStrings.joined(separator: ", ")).")
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return Example(syntax: syntax, bytes: [UInt8](data))
  }
}
