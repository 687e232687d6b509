/// A parsed pattern.
indirect enum RegexNode {
  case empty
  case scalar(UInt32)
  case set(CharacterClass)
  case start
  case end
  case sequence([RegexNode])
  case alternatives([RegexNode])
  case repeated(RegexNode, least: Int, most: Int?, isLazy: Bool)
  case group(RegexNode, number: Int?)
}

/// The letters after a pattern.
///
/// Source: XPath and XQuery Functions and Operators 3.1, section 5.6.2.
struct RegexFlags {
  /// `s`: a dot matches line ends too.
  var dotMatchesAll = false
  /// `m`: `^` and `$` match at lines.
  var isMultiline = false
  /// `i`: case does not matter.
  var foldsCase = false
  /// `x`: white space in the pattern means nothing.
  var ignoresSpace = false
  /// `q`: no character of the pattern is special.
  var isLiteral = false

  /// Reads the letters; nil for one that means nothing.
  init?(_ letters: String) {
    for letter in letters.unicodeScalars {
      switch letter {
      case "s": dotMatchesAll = true
      case "m": isMultiline = true
      case "i": foldsCase = true
      case "x": ignoresSpace = true
      case "q": isLiteral = true
      default: return nil
      }
    }
  }
}

/// Reads a pattern in the syntax of XPath; what is not a pattern gives nil.
///
/// Back-references are not read: no matcher in linear time has them.
///
/// Source: XSD 1.1 part 2, appendix G; XPath and XQuery Functions and Operators 3.1,
/// section 5.6.1.
struct RegexParser {
  private let scalars: [UnicodeScalar]
  private let flags: RegexFlags
  private var position = 0
  private var depth = 0
  private(set) var groupCount = 0

  private static let depthLimit = 100

  init(_ pattern: String, flags: RegexFlags) {
    scalars = Array(pattern.unicodeScalars)
    self.flags = flags
  }

  mutating func parse() -> RegexNode? {
    if flags.isLiteral { return .sequence(scalars.map { scalarNode($0) }) }
    guard let node = alternatives(), position == scalars.count else { return nil }
    return node
  }

  private func scalarNode(_ scalar: UnicodeScalar) -> RegexNode {
    guard flags.foldsCase, !CaseFolding.variants(scalar.value).isEmpty else {
      return .scalar(scalar.value)
    }
    var set = CharacterClass()
    set.ranges = [scalar.value...scalar.value]
    return finish(set)
  }

  private func finish(_ set: CharacterClass) -> RegexNode {
    var set = set
    set.foldsCase = flags.foldsCase
    for index in set.subtracted.indices { set.subtracted[index].foldsCase = flags.foldsCase }
    set.complete()
    return .set(set)
  }

  private var next: UnicodeScalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: UnicodeScalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() -> RegexNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { return nil }
    var branches: [RegexNode] = []
    repeat {
      guard let branch = branch() else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func branch() -> RegexNode? {
    var pieces: [RegexNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if flags.ignoresSpace, [" ", "\t", "\n", "\r"].contains(scalar) {
        position += 1
        continue
      }
      guard let atom = atom(), let piece = quantified(atom) else { return nil }
      pieces.append(piece)
    }
    return pieces.count == 1 ? pieces[0] : pieces.isEmpty ? .empty : .sequence(pieces)
  }

  private mutating func quantified(_ atom: RegexNode) -> RegexNode? {
    var node = atom
    let bounds: (Int, Int?)
    switch next {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{":
      position += 1
      guard let least = number() else { return nil }
      var most: Int? = least
      if take(",") { most = next == "}" ? nil : number() ?? -1 }
      guard next == "}", most.map({ $0 >= least }) ?? true else { return nil }
      bounds = (least, most)
    default: return node
    }
    position += 1
    let isLazy = take("?")
    node = .repeated(node, least: bounds.0, most: bounds.1, isLazy: isLazy)
    // A second quantifier is not part of the syntax.
    return next == "*" || next == "+" || next == "?" ? nil : node
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, scalar.value >= 0x30, scalar.value <= 0x39 {
      value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      position += 1
      if let value, value > 10_000 { return nil }
    }
    return value
  }

  private mutating func atom() -> RegexNode? {
    guard let scalar = next else { return nil }
    position += 1
    switch scalar {
    case "(":
      var groupNumber: Int?
      if next == "?" {
        position += 1
        guard take(":") else { return nil }
      } else {
        groupCount += 1
        groupNumber = groupCount
      }
      guard let inner = alternatives(), take(")") else { return nil }
      return .group(inner, number: groupNumber)
    case ".":
      if flags.dotMatchesAll {
        var all = CharacterClass()
        all.isNegated = true
        all.complete()
        return .set(all)
      }
      var set = CharacterClass.notLineEnd
      set.complete()
      return .set(set)
    case "^": return .start
    case "$": return .end
    case "[": return classExpression().map { finish($0) }
    case "\\":
      guard let escape = escape() else { return nil }
      switch escape {
      case .scalar(let scalar): return scalarNode(scalar)
      case .named(let named, let negated): return finish(CharacterClass(named, negated: negated))
      }
    case "*", "+", "?", "{", "}", "]", ")": return nil
    default: return scalarNode(scalar)
    }
  }

  private enum Escape {
    case scalar(UnicodeScalar)
    case named(CharacterClass.Named, negated: Bool)
  }

  private mutating func escape() -> Escape? {
    guard let letter = next else { return nil }
    position += 1
    switch letter {
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    case "d", "D": return .named(.digit, negated: letter == "D")
    case "s", "S": return .named(.space, negated: letter == "S")
    case "w", "W": return .named(.word, negated: letter == "W")
    case "i", "I": return .named(.nameStart, negated: letter == "I")
    case "c", "C": return .named(.name, negated: letter == "C")
    case "p", "P":
      guard take("{") else { return nil }
      var name = ""
      while let scalar = next, scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard take("}"), CharacterClass.categories.contains(name) else { return nil }
      return .named(.category(name), negated: letter == "P")
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$":
      return .scalar(letter)
    default: return nil
    }
  }

  /// What stands after `[`, up to and including `]`.
  private mutating func classExpression() -> CharacterClass? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { return nil }
    var set = CharacterClass()
    set.isNegated = take("^")
    var isFirst = true
    while let scalar = next {
      if scalar == "]", !isFirst {
        position += 1
        return set
      }
      if scalar == "-", position + 1 < scalars.count, scalars[position + 1] == "[", !isFirst {
        position += 2
        guard let other = classExpression(), take("]") else { return nil }
        set.subtracted = [other]
        return set
      }
      isFirst = false
      if flags.ignoresSpace, [" ", "\t", "\n", "\r"].contains(scalar) {
        position += 1
        continue
      }
      guard let low = classMember(&set) else { return nil }
      guard let low else { continue }
      var high = low
      if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]",
        scalars[position + 1] != "["
      {
        position += 1
        guard let end = classMember(&set), let end else { return nil }
        high = end
      }
      guard low.value <= high.value else { return nil }
      set.ranges.append(low.value...high.value)
    }
    return nil
  }

  /// A scalar of a class; `.some(nil)` where a named set was added, nil where nothing fits.
  private mutating func classMember(_ set: inout CharacterClass) -> UnicodeScalar?? {
    guard let scalar = next else { return nil }
    position += 1
    guard scalar == "\\" else { return scalar == "[" ? nil : .some(scalar) }
    switch escape() {
    case .scalar(let scalar): return .some(scalar)
    case .named(let named, let negated):
      set.named.append((named, negated: negated))
      return .some(nil)
    case nil: return nil
    }
  }
}
