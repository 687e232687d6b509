import ByteStorage
import RDFModel
import SPARQLAlgebra
import SPARQLResults
import TermAlignment

/// What is asked of readers that take a text whole: an end, and a sound one; what they read survives
/// being written.
struct TextExamination {
  private let example: Example

  init(_ example: Example) { self.example = example }

  /// What is wrong with the reader, or nil.
  func finding() -> String? {
    do throws(SyntaxError) {
      switch example.notation {
      case .rq:
        return roundTripProblem(
          try SPARQLParser.parse(utf8: example.bytes.span), \.description
        ) { text throws(SyntaxError) in try SPARQLParser.parse(query: text) }
      case .ru:
        guard let text = String(validating: example.bytes, as: UTF8.self) else { return nil }
        return roundTripProblem(
          try SPARQLParser.parse(update: text), \.description
        ) { text throws(SyntaxError) in try SPARQLParser.parse(update: text) }
      case .srx: return try resultsProblem(.xml)
      case .srj: return try resultsProblem(.json)
      case .sssom: return try mappingSetProblem()
      case .nt, .nq, .ttl, .trig, .rdf, .jsonld: return "this is no text that is taken whole"
      }
    } catch {
      return problem(of: error)
    }
  }

  private func problem(of error: SyntaxError) -> String? {
    let (position, text) = (error.position, error.description)
    guard position.line >= 1, position.column >= 1, position.byteOffset >= 0,
      position.byteOffset <= example.bytes.count
    else { return "the place is none: \(text)" }
    guard !error.message.isEmpty, !error.remedy.isEmpty else { return "it says nothing: \(text)" }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return "it holds control characters: \(text.debugDescription)"
    }
    return nil
  }

  /// Written, read and written again it is the same text.
  private func roundTripProblem<Value>(
    _ value: Value, _ write: (Value) -> String, _ read: (String) throws(SyntaxError) -> Value
  ) -> String? {
    let text = write(value)
    do throws(SyntaxError) {
      let again = write(try read(text))
      return again == text ? nil : "it is written as \(text.debugDescription), then otherwise"
    } catch {
      return "it is written as \(text.debugDescription), which is wrong: \(error)"
    }
  }

  private func resultsProblem(_ format: ResultsFormat) throws(SyntaxError) -> String? {
    let results = try ResultsReader.read(example.bytes, format: format)
    let written: [UInt8]
    do {
      var writer = ResultsWriter(format, to: ByteBuffer(capacity: 1 << 10))
      try writer.write(results)
      let buffer = try writer.finish()
      written = Array(String(bytes: buffer.span).utf8)
    } catch {
      // XML cannot say every character.
      return format == .xml ? nil : "it cannot be written: \(error)"
    }
    do throws(SyntaxError) {
      let again = try ResultsReader.read(written, format: format)
      return again == results ? nil : "written and read again it is something else"
    } catch {
      return "as it is written it is wrong: \(error)"
    }
  }

  private func mappingSetProblem() throws(SyntaxError) -> String? {
    let set = try SSSOMReader().read(example.bytes)
    // An IRI that no prefix of the set shortens has no form in a table.
    guard let text = try? SSSOMWriter().text(of: set) else { return nil }
    do throws(SyntaxError) {
      let again = try SSSOMReader().read(Array(text.utf8))
      return (try? SSSOMWriter().text(of: again)) == text
        ? nil : "it is written as \(text.debugDescription), then otherwise"
    } catch {
      return "it is written as \(text.debugDescription), which is wrong: \(error)"
    }
  }
}
