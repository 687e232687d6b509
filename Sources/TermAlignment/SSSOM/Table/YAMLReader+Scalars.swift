import RDFModel

/// Scalars and flow collections.
extension YAMLReader {
  /// Reads a value that starts on the current line, and the lines that continue it.
  mutating func readValue(
    from start: Int, parentIndent: Int
  ) throws(SyntaxError) -> YAMLNode {
    let line = lines[index]
    var node = YAMLNode(
      content: .null, line: line.number, column: line.columnOffset + start + 1)
    try refuseIndicator(line.scalars, start)
    switch line.scalars[start] {
    case "|", ">": node.content = .scalar(try readBlockScalar(start, parentIndent))
    case "\"", "'": node.content = .scalar(try readQuoted(start))
    case "[", "{": node.content = try readFlow(start)
    default:
      let text = try readPlain(start, parentIndent)
      node.content = text == "~" || text == "null" ? .null : .scalar(text)
    }
    return node
  }

  // MARK: Plain

  private mutating func readPlain(
    _ start: Int, _ parentIndent: Int
  ) throws(SyntaxError) -> String {
    var result = try plainLine(start)
    index += 1
    var blanks = 0
    while index < lines.count {
      guard let indent = lines[index].indent else {
        blanks += 1
        index += 1
        continue
      }
      guard indent > parentIndent, lines[index].scalars[indent] != "#" else { break }
      result += blanks == 0 ? " " : String(repeating: "\n", count: blanks)
      blanks = 0
      result += try plainLine(indent)
      index += 1
    }
    return result
  }

  private func plainLine(_ start: Int) throws(SyntaxError) -> String {
    let scalars = lines[index].scalars
    var end = start
    while end < scalars.count {
      if scalars[end] == "#", end > start, scalars[end - 1] == " " || scalars[end - 1] == "\t" {
        break
      }
      if scalars[end] == ":", end + 1 == scalars.count || scalars[end + 1] == " " {
        throw error(
          "a colon before a space in a plain value", at: end, remedy: "put the value in quotes")
      }
      end += 1
    }
    return text(scalars[start..<end]).trimmingSpaces()
  }

  // MARK: Quoted

  private mutating func readQuoted(_ start: Int) throws(SyntaxError) -> String {
    let quote = lines[index].scalars[start]
    var result = String.UnicodeScalarView()
    var position = start + 1
    var pendingBreaks = 0
    while true {
      let scalars = lines[index].scalars
      var isJoined = false
      while position < scalars.count,
        scalars[position] != quote
          || (quote == "'" && position + 1 < scalars.count && scalars[position + 1] == "'")
      {
        if pendingBreaks > 0 {
          result.append(contentsOf: Self.fold(pendingBreaks))
          pendingBreaks = 0
        }
        if quote == "\"", scalars[position] == "\\" {
          if position + 1 == scalars.count {
            isJoined = true
            position += 1
          } else {
            result.append(try readEscape(scalars, &position))
          }
        } else {
          result.append(scalars[position])
          position += scalars[position] == quote ? 2 : 1
        }
      }
      if position < scalars.count {
        if pendingBreaks > 0 { result.append(contentsOf: Self.fold(pendingBreaks)) }
        try expectEnd(scalars, position + 1)
        index += 1
        return String(result)
      }
      guard index + 1 < lines.count else {
        throw error("a quoted value without its closing quote", at: start, remedy: "close it")
      }
      if !isJoined {
        while let last = result.last, last == " " || last == "\t" { result.removeLast() }
        pendingBreaks += 1
      }
      index += 1
      position = lines[index].indent ?? lines[index].scalars.count
    }
  }

  private static func fold(_ breaks: Int) -> String.UnicodeScalarView {
    (breaks == 1 ? " " : String(repeating: "\n", count: breaks - 1)).unicodeScalars
  }

  private func readEscape(
    _ scalars: [Unicode.Scalar], _ position: inout Int
  ) throws(SyntaxError) -> Unicode.Scalar {
    let letter = scalars[position + 1]
    let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    if let length = lengths[letter] {
      let start = position + 2
      guard start + length <= scalars.count,
        let number = UInt32(text(scalars[start..<start + length]), radix: 16),
        let scalar = Unicode.Scalar(number)
      else { throw error("an escape that is no character", at: position) }
      position = start + length
      return scalar
    }
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "0": "\0", "a": "\u{07}", "b": "\u{08}", "t": "\t", "\t": "\t", "n": "\n", "v": "\u{0B}",
      "f": "\u{0C}", "r": "\r", "e": "\u{1B}", " ": " ", "\"": "\"", "/": "/", "\\": "\\",
      "N": "\u{85}", "_": "\u{A0}", "L": "\u{2028}", "P": "\u{2029}",
    ]
    guard let scalar = simple[letter] else {
      throw error("\\\(letter) is no escape of YAML", at: position, remedy: "double the backslash")
    }
    position += 2
    return scalar
  }

  private func expectEnd(_ scalars: [Unicode.Scalar], _ start: Int) throws(SyntaxError) {
    guard let rest = scalars[start...].firstIndex(where: { $0 != " " && $0 != "\t" }) else {
      return
    }
    guard scalars[rest] == "#", rest > start else {
      throw error("text after the end of the value", at: rest)
    }
  }

  // MARK: Block scalars

  private mutating func readBlockScalar(
    _ start: Int, _ parentIndent: Int
  ) throws(SyntaxError) -> String {
    let header = lines[index].scalars
    let isFolded = header[start] == ">"
    var chomping: Unicode.Scalar?
    var indent: Int?
    var position = start + 1
    while position < header.count, header[position] != " " {
      switch header[position] {
      case "+", "-": chomping = header[position]
      case "1"..."9": indent = parentIndent + Int(header[position].value - 48)
      default: throw error("an unknown indicator of a block value", at: position)
      }
      position += 1
    }
    try expectEnd(header, position)
    index += 1
    var content: [[Unicode.Scalar]] = []
    while index < lines.count {
      let scalars = lines[index].scalars
      let spaces = scalars.prefix { $0 == " " }.count
      if spaces == scalars.count {
        content.append([])
        index += 1
        continue
      }
      let needed = indent ?? spaces
      guard needed > parentIndent, spaces >= needed else { break }
      indent = needed
      content.append(Array(scalars[needed...]))
      index += 1
    }
    var trailing = 0
    while content.last?.isEmpty == true {
      content.removeLast()
      trailing += 1
    }
    var result =
      isFolded ? foldLines(content) : content.map { text($0[...]) }.joined(separator: "\n")
    if chomping == "+" {
      result += String(repeating: "\n", count: trailing + 1)
    } else if chomping == nil, !content.isEmpty {
      result += "\n"
    }
    return result
  }

  private func foldLines(_ content: [[Unicode.Scalar]]) -> String {
    var result = ""
    var breaks = 0
    var keepsBreak = true
    for line in content {
      if line.isEmpty {
        breaks += 1
        continue
      }
      let isIndented = line[0] == " " || line[0] == "\t"
      if result.isEmpty {
        result += String(repeating: "\n", count: breaks)
      } else if isIndented || keepsBreak {
        result += String(repeating: "\n", count: breaks + 1)
      } else {
        result += breaks == 0 ? " " : String(repeating: "\n", count: breaks)
      }
      breaks = 0
      keepsBreak = isIndented
      result += text(line[...])
    }
    return result
  }

  // MARK: Flow collections

  /// Reads `[a, b]` or `{a: b}` of scalars on one line.
  private mutating func readFlow(_ start: Int) throws(SyntaxError) -> YAMLNode.Content {
    let line = lines[index]
    let isSequence = line.scalars[start] == "["
    let closing: Unicode.Scalar = isSequence ? "]" : "}"
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    var position = start + 1
    func skipSpaces() {
      while position < line.scalars.count, line.scalars[position] == " " { position += 1 }
    }
    while true {
      skipSpaces()
      guard position < line.scalars.count else {
        throw error(
          "a flow collection that does not end on its line", at: start,
          remedy: "write one value a line, each after a dash")
      }
      if line.scalars[position] == closing { break }
      let column = line.columnOffset + position + 1
      let first = try flowScalar(line.scalars, &position, endsAtColon: !isSequence)
      skipSpaces()
      if isSequence {
        items.append(YAMLNode(content: .scalar(first), line: line.number, column: column))
      } else {
        guard position < line.scalars.count, line.scalars[position] == ":" else {
          throw error("a colon is expected here", at: position)
        }
        position += 1
        skipSpaces()
        let value = try flowScalar(line.scalars, &position, endsAtColon: false)
        entries.append(
          YAMLEntry(
            key: first, line: line.number, column: column,
            value: YAMLNode(content: .scalar(value), line: line.number, column: column)))
        skipSpaces()
      }
      if position < line.scalars.count, line.scalars[position] == "," {
        position += 1
      } else if position < line.scalars.count, line.scalars[position] != closing {
        throw error("a comma or \(closing) is expected here", at: position)
      }
    }
    try expectEnd(line.scalars, position + 1)
    index += 1
    return isSequence ? .sequence(items) : .mapping(entries)
  }

  private func flowScalar(
    _ scalars: [Unicode.Scalar], _ position: inout Int, endsAtColon: Bool
  ) throws(SyntaxError) -> String {
    guard position < scalars.count else { throw error("a value is missing", at: position) }
    try refuseIndicator(scalars, position)
    let quote = scalars[position]
    if quote == "[" || quote == "{" {
      throw error("a flow collection within another", at: position, remedy: "use indented lines")
    }
    var result = String.UnicodeScalarView()
    if quote == "\"" || quote == "'" {
      position += 1
      while position < scalars.count {
        if quote == "\"", scalars[position] == "\\", position + 1 < scalars.count {
          result.append(try readEscape(scalars, &position))
          continue
        }
        if scalars[position] == quote {
          guard quote == "'", position + 1 < scalars.count, scalars[position + 1] == "'" else {
            position += 1
            return String(result)
          }
          position += 1
        }
        result.append(scalars[position])
        position += 1
      }
      throw error("a quoted value without its closing quote", at: position)
    }
    while position < scalars.count, !",]}".unicodeScalars.contains(scalars[position]) {
      let ends = position + 1 == scalars.count || scalars[position + 1] == " "
      if endsAtColon, scalars[position] == ":", ends { break }
      result.append(scalars[position])
      position += 1
    }
    return String(result).trimmingSpaces()
  }
}
