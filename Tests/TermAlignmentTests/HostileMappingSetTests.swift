import Foundation
import RDFModel
import Testing

@testable import TermAlignment

@Suite("Hostile mapping sets")
struct HostileMappingSetTests {
  /// Reads bytes in every format; nothing but a syntax error may come of it.
  private func readAll(_ bytes: [UInt8]) {
    _ = try? SSSOMReader().read(bytes)
    _ = try? SSSOMReader().read(Array("a\n".utf8), metadata: bytes)
    _ = try? SSSOMJSONReader().read(bytes)
    _ = try? AlignmentFormatReader().read(bytes)
  }

  /// Small documents that use what the formats have.
  private func documents() throws -> [[UInt8]] {
    var set = try readSet(
      sampleSet(
        header: """
          #extension_definitions:
          #  - slot_name: ext_n
          #    property: a:n
          #    type_hint: xsd:integer
          #creator_label: ["A", 'B']
          #comment: >-
          #  folded
          #  text
          #ext_n: 1

          """, "a:1 skos:exactMatch b:1", "a:2 skos:broadMatch b:2"))
    set.mappings[0].values[.comment] = .text("tab\there \"quoted\"\nnext | \\ ü")
    set.mappings[0].confidence = 0.5
    set.mappings[1].setPositions([
      Position(agent: IRI(trusted: "https://example.org/me"), stance: .reject, reason: "no")
    ])
    return [
      Array(try SSSOMWriter().text(of: set).utf8), Array(SSSOMJSONWriter().text(of: set).utf8),
      Array(try AlignmentFormatWriter().text(of: set).utf8),
    ]
  }

  @Test("cut at each byte, a document reads or is refused, and nothing else")
  func cuts() throws {
    for document in try documents() {
      for end in document.indices { readAll(Array(document[..<end])) }
    }
  }

  @Test("with bytes changed, doubled or left out, a document reads or is refused")
  func mutations() throws {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }
    let letters = Array("\"'\\|#:-[]{}<>&\t\n\r ,0a\u{FF}".utf8) + [0xFF, 0x00]
    for document in try documents() {
      for _ in 0..<400 {
        var bytes = document
        for _ in 0..<(1 + next(4)) {
          let place = next(bytes.count)
          switch next(3) {
          case 0: bytes[place] = letters[next(letters.count)]
          case 1: bytes.insert(letters[next(letters.count)], at: place)
          default: bytes.remove(at: place)
          }
        }
        readAll(bytes)
      }
    }
  }

  @Test("the official examples, cut here and there")
  func cutExamples() throws {
    for (number, url) in try Samples.promisedExamples().enumerated() {
      let bytes = try Samples.bytes(url)
      for end in stride(from: number % 13, to: bytes.count, by: 13) {
        _ = try? SSSOMReader().read(Array(bytes[..<end]))
      }
    }
  }

  @Test("rows, cells, columns, prefixes and the whole are bounded, and the error names the limit")
  func limits() throws {
    let row = "a:1\tskos:exactMatch\tb:1\tsemapv:MappingReview\t"
    let table = sampleSet().replacing(
      "mapping_justification", with: "mapping_justification\tcomment")
    func expect(
      _ limit: WritableKeyPath<ReaderLimits, Int>, _ value: Int, _ name: String, _ text: String
    ) {
      var limits = ReaderLimits.standard
      limits[keyPath: limit] = value
      let reader = SSSOMReader(options: ReaderOptions(limits: limits))
      #expect {
        try reader.read(Array(text.utf8))
      } throws: { error in
        guard let error = error as? SyntaxError else { return false }
        return error.code == .limitExceeded && error.message.contains(name)
      }
    }
    expect(\.literalBytes, 500, "literalBytes", table + row + String(repeating: "x", count: 501))
    expect(
      \.statementBytes, 500, "statementBytes", table + row + String(repeating: "x", count: 501))
    expect(\.attributes, 4, "attributes", table + row + "x\n")
    expect(\.namespaces, 9, "namespaces", table)
    expect(\.documentBytes, 100, "documentBytes", table)
    let deep = (0..<20).map { "#" + String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(readError(deep)?.code == .sssomMetadata)
    let flow = "#creator_id: " + String(repeating: "[", count: 50_000)
    #expect(readError(flow) != nil)
  }

  @Test("many definitions, many slots, many scopes take no more than a pass each")
  func manyOfEverything() throws {
    var text = "#extension_definitions:\n"
    for number in 0..<5_000 { text += "#  - slot_name: ext_\(number)\n" }
    #expect(try readSet(text).extensionDefinitions.count == 5_000)
    var cells: [String] = []
    for number in 0..<5_000 {
      cells.append("<map><Cell xmlns:e='http://example.org/e\(number)/'><e:x>1</e:x></Cell></map>")
    }
    let document = """
      <rdf:RDF xmlns="\(Alignment.namespace)" xmlns:rdf="\(RDF.namespace)"><Alignment>\
      \(cells.joined())</Alignment></rdf:RDF>
      """
    #expect(throws: SyntaxError.self) { try AlignmentFormatReader().read(Array(document.utf8)) }
  }
}
