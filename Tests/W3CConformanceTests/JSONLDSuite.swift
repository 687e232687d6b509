import ByteStorage
import Foundation
import IsoglossTestSupport
import JSONLDSyntax
import RDFModel
import RDFSyntax

/// A test of the JSON-LD suites.
struct JSONLDTest: Sendable, CustomStringConvertible {
  let iri: String
  let types: [String]
  let input: IRI
  let expected: IRI?
  let errorCode: String?
  let base: IRI?
  let expandContext: IRI?
  let context: IRI?
  let compactsArrays: Bool
  let compactsToRelative: Bool
  let usesNativeTypes: Bool
  let usesRDFType: Bool
  let processingMode: JSONLDOptions.ProcessingMode
  let rdfDirection: JSONLDOptions.RDFDirection?
  let folder: SuiteFolder

  var description: String { iri }

  func isOf(type name: String) -> Bool { types.contains { $0.contains(name) } }

  /// The options that the test asks for.
  func options() throws -> JSONLDOptions {
    let folder = folder
    var options = JSONLDOptions(
      base: base ?? input, documentIRI: input,
      contexts: ContextSource { try? folder.bytes($0) },
      expandContext: try expandContext.map { try folder.bytes($0) },
      processingMode: processingMode, rdfDirection: rdfDirection, sourceName: input.value)
    options.compactsArrays = compactsArrays
    options.compactsToRelative = compactsToRelative
    return options
  }

  /// Runs the test.
  ///
  /// - Returns: what is wrong, or nil.
  func run() throws -> String? {
    do {
      if isOf(type: "ToRDFTest") { return try readRDF() }
      let result = try JSONTree(parsing: try output())
      if let errorCode { return "has to fail: \(errorCode)" }
      guard let expected else { return "no expectation" }
      let other = try JSONTree(parsing: try folder.bytes(expected))
      return result.isSame(as: other) ? nil : "\(result)\nis not\n\(other)"
    } catch let error as SyntaxError {
      return check(error)
    } catch StreamError.source(let error) {
      return check(error)
    } catch let error as WritingError {
      return check(error.message)
    }
  }

  /// What the algorithm that is tested makes of the input.
  private func output() throws -> [UInt8] {
    let bytes = try folder.bytes(input)
    if isOf(type: "FromRDFTest") { return try written(bytes) }
    let processor = JSONLDProcessor(options: try options())
    if isOf(type: "ExpandTest") { return try processor.expand(bytes) }
    let context = try context.map { try folder.bytes($0) }
    if isOf(type: "FlattenTest") { return try processor.flatten(bytes, context: context) }
    guard isOf(type: "CompactTest"), let context else { throw SuiteError("unknown: \(types)") }
    return try processor.compact(bytes, context: context)
  }

  /// What the writer makes of N-Quads.
  private func written(_ quads: [UInt8]) throws -> [UInt8] {
    let document = read(quads, with: NQuadsReader.self)
    if let error = document.error { throw error }
    var writer = JSONLDWriter(
      ByteBuffer(),
      options: JSONLDWriterOptions(
        form: .expanded, usesNativeTypes: usesNativeTypes, usesRDFType: usesRDFType,
        processing: try options()))
    try writer.receive(TripleBatch(document.quads))
    let output = try writer.finish()
    return (0..<output.count).map { output[$0] }
  }

  private func readRDF() throws -> String? {
    let options = try options()
    var reader = JSONLDReader(
      options: ReaderOptions(base: options.base, sourceName: input.value), jsonLD: options)
    var collector = QuadCollector()
    let bytes = try folder.bytes(input)
    try reader.read(bytes.span, into: &collector)
    try reader.finish(into: &collector)
    if let errorCode { return "has to fail: \(errorCode)" }
    if isOf(type: "PositiveSyntaxTest") { return nil }
    guard let expected else { return "no expectation" }
    let other = read(try folder.bytes(expected), with: NQuadsReader.self)
    if let error = other.error { return "\(error)" }
    if try areIsomorphic(collector.quads, other.quads) { return nil }
    return "\(collector.quads.map { "\($0)" })\nis not\n\(other.quads.map { "\($0)" })"
  }

  private func check(_ error: SyntaxError) -> String? {
    check(error.message)
  }

  private func check(_ message: String) -> String? {
    guard let errorCode else { return message }
    return message.hasPrefix(errorCode + ": ") ? nil : "not \(errorCode): \(message)"
  }
}

/// One manifest of the JSON-LD suites, the number of its tests, and those known to fail.
struct JSONLDSuite: Sendable, CustomStringConvertible {
  let name: String
  let count: Int
  private(set) var tests: [JSONLDTest] = []
  private(set) var exceptions: [String: String] = [:]
  private(set) var failure: String?

  var description: String { name }

  static let folder = SuiteFolder.root.map {
    SuiteFolder(
      directory: $0.appending(path: "w3c/json-ld/tests"),
      base: "https://w3c.github.io/json-ld-api/tests/")
  }

  static let expand = JSONLDSuite("expand", count: 385)
  static let toRDF = JSONLDSuite("toRdf", count: 467)
  static let flatten = JSONLDSuite("flatten", count: 58)
  static let compact = JSONLDSuite("compact", count: 246)
  static let fromRDF = JSONLDSuite("fromRdf", count: 54)
  static let all = [expand, toRDF, flatten, compact, fromRDF]

  init(_ name: String, count: Int) {
    self.name = name
    self.count = count
    guard let folder = Self.folder else { return }
    do {
      let bytes = try folder.bytes(folder.iri(name + "-manifest.jsonld"))
      let manifest = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      tests = try (manifest?["sequence"] as? [[String: Any]] ?? []).map {
        try Self.test($0, manifest: name, folder)
      }
      exceptions = try Self.exceptions().filter { $0.key.contains("/\(name)-manifest#") }
    } catch {
      failure = "\(error)"
    }
  }

  private static func test(
    _ entry: [String: Any], manifest: String, _ folder: SuiteFolder
  ) throws -> JSONLDTest {
    guard let id = entry["@id"] as? String, let input = entry["input"] as? String,
      let types = entry["@type"] as? [String]
    else { throw SuiteError("an entry without @id, @type or input") }
    let option = entry["option"] as? [String: Any] ?? [:]
    // A test of JSON-LD 1.0 is run in its mode, as 1.1 does not promise the result.
    let mode = option["processingMode"] ?? option["specVersion"]
    return JSONLDTest(
      iri: "\(folder.base)\(manifest)-manifest\(id)", types: types, input: folder.iri(input),
      expected: (entry["expect"] as? String).map { folder.iri($0) },
      errorCode: entry["expectErrorCode"] as? String,
      base: (option["base"] as? String).map { IRI(trusted: $0) },
      expandContext: (option["expandContext"] as? String).map { folder.iri($0) },
      context: (entry["context"] as? String).map { folder.iri($0) },
      compactsArrays: option["compactArrays"] as? Bool ?? true,
      compactsToRelative: option["compactToRelative"] as? Bool ?? true,
      usesNativeTypes: option["useNativeTypes"] as? Bool ?? false,
      usesRDFType: option["useRdfType"] as? Bool ?? false,
      processingMode: (mode as? String).flatMap { .init(rawValue: $0) } ?? .jsonLD11,
      rdfDirection: (option["rdfDirection"] as? String).flatMap { .init(rawValue: $0) },
      folder: folder)
  }

  private static func exceptions() throws -> [String: String] {
    guard
      let file = Bundle.module.url(
        forResource: "json-ld", withExtension: "txt", subdirectory: "Exceptions")
    else { throw SuiteError("no list of exceptions") }
    var result: [String: String] = [:]
    for line in String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2 else { throw SuiteError("not IRI, tab, reason: \(line)") }
      result[String(parts[0])] = String(parts[1])
    }
    return result
  }
}
