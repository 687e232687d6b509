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
  let processingMode: JSONLDOptions.ProcessingMode
  let rdfDirection: JSONLDOptions.RDFDirection?
  let folder: SuiteFolder

  var description: String { iri }

  func isOf(type name: String) -> Bool { types.contains { $0.contains(name) } }

  /// The options that the test asks for.
  func options() throws -> JSONLDOptions {
    let folder = folder
    return JSONLDOptions(
      base: base ?? input, documentIRI: input,
      contexts: ContextSource { try? folder.bytes($0) },
      expandContext: try expandContext.map { try folder.bytes($0) },
      processingMode: processingMode, rdfDirection: rdfDirection, sourceName: input.value)
  }

  /// Runs a test of expansion or of RDF.
  ///
  /// - Returns: what is wrong, or nil.
  func run() throws -> String? {
    let bytes = try folder.bytes(input)
    let options = try options()
    if isOf(type: "ExpandTest") {
      do {
        let document = try ExpandedDocument(bytes, options: options)
        if let errorCode { return "has to fail: \(errorCode)" }
        guard let expected else { return "no expectation" }
        let other = try JSONValue(parsing: try folder.bytes(expected))
        if ExpandedForm.areEqual(.array(document.nodes), other) { return nil }
        return "\(document.nodes)\nis not\n\(other)"
      } catch let error as SyntaxError {
        return check(error)
      }
    }
    var reader = JSONLDReader(
      options: ReaderOptions(base: options.base, sourceName: input.value), jsonLD: options)
    var collector = QuadCollector()
    do throws(StreamError) {
      try reader.read(bytes.span, into: &collector)
      try reader.finish(into: &collector)
    } catch {
      guard case .source(let error) = error else { return "\(error)" }
      return check(error)
    }
    if let errorCode { return "has to fail: \(errorCode)" }
    if isOf(type: "PositiveSyntaxTest") { return nil }
    guard let expected else { return "no expectation" }
    let other = read(try folder.bytes(expected), with: NQuadsReader.self)
    if let error = other.error { return "\(error)" }
    if try areIsomorphic(collector.quads, other.quads) { return nil }
    return "\(collector.quads.map { "\($0)" })\nis not\n\(other.quads.map { "\($0)" })"
  }

  private func check(_ error: SyntaxError) -> String? {
    guard let errorCode else { return "\(error)" }
    return error.message.hasPrefix(errorCode + ": ") ? nil : "not \(errorCode): \(error)"
  }
}

/// Comparison of expanded documents.
enum ExpandedForm {
  /// Whether two documents are the same; order matters in lists and in JSON literals only.
  static func areEqual(_ left: JSONValue, _ right: JSONValue, ordered: Bool = false) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): return Double(left) == Double(right)
    case (.object(let left), .object(let right)):
      guard left.count == right.count else { return false }
      return left.names.allSatisfy { name in
        guard let one = left[name], let other = right[name] else { return false }
        return areEqual(one, other, ordered: ordered || name == "@list" || name == "@value")
      }
    case (.array(let left), .array(let right)):
      guard left.count == right.count else { return false }
      if ordered {
        return zip(left, right).allSatisfy { areEqual($0, $1, ordered: ordered) }
      }
      var rest = right
      for item in left {
        guard let index = rest.firstIndex(where: { areEqual(item, $0) }) else { return false }
        rest.remove(at: index)
      }
      return true
    default: return left == right
    }
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
  static let all = [expand, toRDF]

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
