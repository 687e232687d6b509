import Foundation
import RDFModel
import Testing

@testable import TermAlignment

/// Where the tests find files that are not written in them.
enum Samples {
  /// The folder `Ontology` of the repository.
  static let ontology = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Ontology")

  /// The mapping sets of the repository, by name.
  static let mappingSets: [URL] = files(in: ontology.appending(path: "mappings"), suffix: ".tsv")

  /// The concept schemes of the repository.
  static let vocabularies: [URL] = [
    "africa", "americas", "asia-pacific", "europe", "founding-paper", "global", "industry",
    "iso-iec",
  ].flatMap { files(in: ontology.appending(path: $0), suffix: ".rdf") }

  /// The official examples of SSSOM; nil where the suites are not at hand.
  static let officialExamples: [URL]? = {
    guard let suites = ProcessInfo.processInfo.environment["ISOGLOSS_SUITES"] else { return nil }
    let folder = URL(filePath: suites).appending(path: "sssom/examples")
    return ["embedded", "external", "schema"]
      .flatMap { files(in: folder.appending(path: $0), suffix: ".tsv") }
  }()

  /// The official examples, or none where the suites are not at hand, which is said aloud and
  /// fails where they are promised.
  static func promisedExamples() throws -> [URL] {
    guard let officialExamples else {
      print("SSSOM examples skipped: ISOGLOSS_SUITES is not set")
      #expect(ProcessInfo.processInfo.environment["CI"] != "true")
      return []
    }
    #expect(officialExamples.count >= 31)
    return officialExamples
  }

  private static func files(in folder: URL, suffix: String) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { folder.appending(path: $0) }
  }

  static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

  /// Reads a file with the metadata beside it, where there are any.
  static func read(_ url: URL) throws -> MappingSet {
    let beside = URL(filePath: String(url.path.dropLast(4)) + ".yml")
    let metadata = try? bytes(beside)
    return try SSSOMReader(options: ReaderOptions(sourceName: url.lastPathComponent))
      .read(try bytes(url), metadata: metadata, metadataName: beside.lastPathComponent)
  }
}

/// Reads a set from text.
func readSet(_ text: String, metadata: String? = nil) throws -> MappingSet {
  try SSSOMReader(options: ReaderOptions(sourceName: "set.sssom.tsv"))
    .read(Array(text.utf8), metadata: metadata.map { Array($0.utf8) })
}

/// A set with two prefixes, `a` and `b`, and a row of the four needed columns for each triple.
func sampleSet(header: String = "", _ rows: String...) -> String {
  """
  #curie_map:
  #  a: https://example.org/a/
  #  b: https://example.org/b/
  #mapping_set_id: https://example.org/set
  #license: https://creativecommons.org/publicdomain/zero/1.0/
  \(header)subject_id\tpredicate_id\tobject_id\tmapping_justification

  """
    + rows.map { $0.split(separator: " ").joined(separator: "\t") + "\tsemapv:MappingReview\n" }
    .joined()
}

/// The error that reading text ends with.
func readError(_ text: String, metadata: String? = nil) -> SyntaxError? {
  do {
    _ = try readSet(text, metadata: metadata)
    return nil
  } catch {
    return error as? SyntaxError
  }
}
