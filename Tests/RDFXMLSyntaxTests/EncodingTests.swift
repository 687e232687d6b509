import Foundation
import IsoglossTestSupport
import RDFModel
import RDFXMLSyntax
import Testing

/// Every encoding that a document may be in, told by its first bytes or by its declaration.
///
/// Source: XML 1.0 (fifth edition), section 4.3.3 and appendix F.
struct EncodingTests {
  /// A document whose only text is `text`.
  private func whole(_ text: String, encoding: String?) -> String {
    let declared = encoding.map { " encoding=\"\($0)\"" } ?? ""
    return "<?xml version=\"1.0\"\(declared)?>\n"
      + document("<rdf:Description rdf:about=\"http://e/a\" e:p=\"\(text)\"/>")
  }

  private func units(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  private func scalars(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  private func expectText(_ bytes: [UInt8], _ text: String, _ name: String) {
    for size in [1, 7, 1 << 20] {
      let result = readBytes(bytes, pieceSize: size)
      #expect(result.error == nil, "\(name) in pieces of \(size)")
      #expect(result.quads.map(\.triple.object) == [.literal(Literal(text))], "\(name)")
    }
  }

  static let text = "é\u{5D0}\u{4F8B}\u{1F600}"

  @Test("UTF-16 with and without mark and declaration", arguments: [true, false], [true, false])
  func utf16(_ bigEndian: Bool, _ mark: Bool) {
    for encoding in [nil, "UTF-16", bigEndian ? "UTF-16BE" : "UTF-16LE"] {
      // Without a mark, only the declaration says that it is not UTF-8.
      if encoding == nil, !mark { continue }
      let bytes = units(whole(Self.text, encoding: encoding), bigEndian: bigEndian, mark: mark)
      expectText(bytes, Self.text, "\(encoding ?? "no declaration"), mark: \(mark)")
    }
  }

  @Test("UTF-8 with and without mark and declaration", arguments: [true, false], ["UTF-8", nil])
  func utf8(_ mark: Bool, _ encoding: String?) {
    let bytes = (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(whole(Self.text, encoding: encoding).utf8)
    expectText(bytes, Self.text, encoding ?? "no declaration")
  }

  @Test("UCS-4 is read or an error, as the library has it", arguments: [true, false])
  func ucs4(_ bigEndian: Bool) {
    let bytes = scalars(whole(Self.text, encoding: nil), bigEndian: bigEndian)
    let result = readBytes(bytes)
    if let error = result.error {
      #expect([.xmlEncoding, .xmlNotWellFormed].contains(error.code))
    } else {
      #expect(result.quads.map(\.triple.object) == [.literal(Literal(Self.text))])
    }
  }

  @Test(
    "encodings of one byte, by declaration",
    arguments: [
      ("ISO-8859-1", [0xE9, 0xFF], "éÿ"), ("ISO-8859-2", [0xB1, 0xE8], "ąč"),
      ("ISO-8859-3", [0xF8, 0xA1], "ĝĦ"), ("ISO-8859-4", [0xBA, 0xE0], "ēā"),
      ("ISO-8859-5", [0xD0, 0xEF], "ая"), ("ISO-8859-6", [0xC7, 0xEA], "اي"),
      ("ISO-8859-7", [0xE1, 0xF9], "αω"), ("ISO-8859-8", [0xE0, 0xFA], "את"),
      ("ISO-8859-9", [0xF0, 0xFD], "ğı"), ("ISO-8859-13", [0xE0, 0xF8], "ąų"),
      ("ISO-8859-15", [0xA4, 0xBD], "€œ"), ("windows-1250", [0x9C, 0xB9], "śą"),
      ("windows-1251", [0xC0, 0xFF], "Ая"), ("windows-1252", [0x80, 0x9F], "€Ÿ"),
      ("windows-1253", [0xC1, 0xF9], "Αω"), ("windows-1254", [0xD0, 0xFE], "Ğş"),
      ("windows-1255", [0xE0, 0xFA], "את"), ("windows-1256", [0xC7, 0xED], "اي"),
      ("windows-1257", [0xE0, 0xF8], "ąų"), ("windows-1258", [0xD5, 0xFE], "Ơ₫"),
      ("KOI8-R", [0xC1, 0xD1], "ая"), ("US-ASCII", [0x61], "a"),
    ] as [(String, [UInt8], String)])
  func oneByte(_ encoding: String, _ bytes: [UInt8], _ text: String) {
    let parts = whole("|", encoding: encoding).utf8.split(separator: UInt8(ascii: "|"))
    expectText(Array(parts[0]) + bytes + Array(parts[1]), text, encoding)
  }

  @Test(
    "encodings of several bytes, by declaration",
    arguments: [
      ("Shift_JIS", [0x83, 0x65], "テ"), ("EUC-JP", [0xC6, 0xFC], "日"),
      ("GB18030", [0xC4, 0xE3], "你"),
      ("Big5", [0xA7, 0x41], "你"), ("EUC-KR", [0xB0, 0xA1], "가"),
    ] as [(String, [UInt8], String)])
  func severalBytes(_ encoding: String, _ bytes: [UInt8], _ text: String) {
    let parts = whole("|", encoding: encoding).utf8.split(separator: UInt8(ascii: "|"))
    expectText(Array(parts[0]) + bytes + Array(parts[1]), text, encoding)
  }

  @Test("a declaration that the bytes belie, and bytes that are no text in the declared encoding")
  func wrong() {
    let latin =
      Array("<?xml version=\"1.0\"?>\n".utf8)
      + Array(document("<e:C e:p='").utf8.dropLast(11)) + [0xE9] + Array("'/></rdf:RDF>".utf8)
    let cases: [(String, [UInt8])] = [
      ("Latin-1 as UTF-8", latin),
      ("UTF-8 as UTF-16", Array(whole("a", encoding: "UTF-16").utf8)),
      ("UTF-8 as ASCII", Array(whole("é", encoding: "US-ASCII").utf8)),
      (
        "half a unit",
        Array(units(whole("a", encoding: nil), bigEndian: true, mark: true).dropLast())
      ),
      ("no such encoding", Array(whole("a", encoding: "x-nowhere").utf8)),
    ]
    for (name, bytes) in cases {
      let error = readBytes(bytes).error
      // Some libraries take the word of the bytes over that of the declaration.
      if name == "UTF-8 as UTF-16", error == nil { continue }
      #expect(error != nil, "\(name)")
      #expect(error?.position.line ?? 0 > 0, "\(name)")
    }
    #expect(readBytes(cases[4].1).error?.code == .xmlEncoding)
  }

  @Test("a place in UTF-16 is counted in characters of its line")
  func place() {
    let text = "<?xml version=\"1.0\"?>\n" + document("<e:C e:p=\"\u{1F600}é\"><e:q></e:C>")
    let result = readBytes(units(text, bigEndian: false, mark: true))
    #expect(result.error?.position.line == 3)
  }

  @Test("line ends of other systems are line feeds")
  func lineEnds() {
    for end in ["\n", "\r\n", "\r"] {
      let text = document(
        "<rdf:Description rdf:about=\"http://e/a\">\n<e:p>a\nb</e:p>\n</rdf:Description>"
      )
      .replacing("\n", with: end)
      for size in [1, 1 << 20] {
        let result = readDocument(text, pieceSize: size)
        #expect(result.quads.map(\.triple.object) == [.literal(Literal("a\nb"))])
      }
    }
  }
}
