internal import ByteStorage
internal import RDFModel

// Literals, with quotation marks or as the numbers and booleans that they are.
extension TurtlePrinter {
  mutating func literal(_ literal: Rank, of graph: SortedStatements) {
    let bytes = graph.bytes(literal)
    let qualifier = graph.qualifier(literal)
    if case .datatype(let datatype) = qualifier, isShorthand(bytes, datatype: datatype) {
      return text.append(bytes)
    }
    if bytes.endOfLine(from: 0) < bytes.count {
      text.append(longQuoted: bytes)
    } else {
      text.append(quoted: bytes)
    }
    switch qualifier {
    case .none: break
    case .language(let number):
      text.append("@")
      text.append(graph.language(number))
    case .datatype(let datatype):
      text.append("^^")
      iri(datatype, of: graph)
    }
  }

  /// Whether a lexical form is exactly what the shorthand of its datatype looks like.
  private func isShorthand(_ bytes: Span<UInt8>, datatype: Rank) -> Bool {
    if datatype == shorthand.boolean {
      return bytes.equals("true".utf8Span.span) || bytes.equals("false".utf8Span.span)
    }
    let form: NumberForm
    switch datatype {
    case shorthand.integer: form = .integer
    case shorthand.decimal: form = .decimal
    case shorthand.double: form = .double
    default: return false
    }
    guard bytes.count > 0, bytes[bytes.count - 1] != UInt8(ascii: ".") else { return false }
    var cursor = TextCursor(bytes, at: 0, isFinal: true, options: ReaderOptions())
    guard let number = try? cursor.scanNumber() else { return false }
    return number.contents == 0..<bytes.count && number.datatype == form
  }
}

extension GrowingColumn where Element == UInt8 {
  /// Appends a string between three quotation marks, with its line feeds as they are.
  mutating func append(longQuoted text: Span<UInt8>) {
    append("\"\"\"")
    var plain = 0
    for offset in 0..<text.count {
      let byte = text[offset]
      let isEscaped =
        switch byte {
        case 0x0A, 0x09: false
        case ..<0x20, 0x7F, UInt8(ascii: "\\"): true
        // One quotation mark may stand alone; a second one, or one at the end, may not.
        case UInt8(ascii: "\""):
          offset + 1 == text.count || text[offset + 1] == UInt8(ascii: "\"")
        default: false
        }
      guard isEscaped else { continue }
      append(text.extracting(plain..<offset))
      append(escaped: byte)
      plain = offset + 1
    }
    append(text.extracting(plain..<text.count))
    append("\"\"\"")
  }
}
