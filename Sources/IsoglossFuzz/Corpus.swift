import ArgumentParser
import Foundation

/// The files that inputs are made from, in the order of their paths, none twice.
struct Corpus: Sendable {
  let examples: [Example]

  /// Finds the files of some notations below paths.
  init(_ paths: [String], notations: [Notation]) throws {
    var examples: [Example] = []
    var seen: Set<[UInt8]> = []
    for path in try paths.flatMap(Self.files) {
      guard let notation = Notation(path: path), notations.contains(notation) else { continue }
      let example = try Self.example(path)
      if seen.insert(Array(notation.rawValue.utf8) + [0] + example.bytes).inserted {
        examples.append(example)
      }
    }
    guard !examples.isEmpty else {
      throw ValidationError(
        "There are no files to start from below \(paths.joined(separator: ", ")).")
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

  /// The content of a file.
  static func example(_ path: String) throws -> Example {
    guard let notation = Notation(path: path) else {
      throw ValidationError(
        "\(path) has none of the extensions \(Notation.allValueStrings.joined(separator: ", ")).")
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return Example(notation: notation, bytes: [UInt8](data))
  }
}
