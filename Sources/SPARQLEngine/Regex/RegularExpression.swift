/// A regular expression in the syntax of XPath, matched in time linear in the text.
///
/// All alternatives are followed at once (Thompson's construction, Pike's captures), so no
/// pattern can make a short text take long.
///
/// - Complexity: O(n·p) in the bytes of the text and the instructions of the pattern.
final class RegularExpression {
  private let pattern: String
  private let flags: String
  private let program: RegexProgram
  private let isMultiline: Bool
  private let isAnchored: Bool
  private let groupCount: Int
  // Only this class reaches them, and no method of it runs within another's access.
  @exclusivity(unchecked) private var current: RegexThreadList
  @exclusivity(unchecked) private var following: RegexThreadList
  @exclusivity(unchecked) private var stack: [Pending] = []
  /// Which bytes a match may start with; empty where it may be empty.
  private let firstBytes: [Bool]
  /// Answers of character classes for scalars beyond ASCII, whose properties are slow to look up:
  /// set and scalar, one more than zero, and in the lowest bit the answer.
  @exclusivity(unchecked) private var answers = [UInt64](repeating: 0, count: 512)

  /// Says now and then whether a search had better stop, and so finds nothing.
  var shouldStop: () -> Bool = { false }
  private var work = 0

  /// Longer patterns are refused before anything is made of them.
  private static let patternLimit = 1 << 18
  /// How many instructions the pattern has become.
  var size: Int { program.instructions.count }

  /// How many positions of groups the threads of a search may hold.
  private static let captureLimit = 1 << 22

  /// Compiles a pattern; nil where it is not one.
  init?(_ pattern: String, flags letters: String = "") {
    guard pattern.utf8.count <= Self.patternLimit, let flags = RegexFlags(letters) else {
      return nil
    }
    self.pattern = pattern
    self.flags = letters
    var parser = RegexParser(pattern, flags: flags)
    guard let node = parser.parse(), let program = RegexProgram(node) else { return nil }
    self.program = program
    isMultiline = flags.isMultiline
    isAnchored = program.isAnchored && !flags.isMultiline
    groupCount = parser.groupCount
    current = RegexThreadList(capacity: program.instructions.count, slots: 0)
    following = current
    firstBytes = program.firstBytes()
  }

  /// The same expression for another thread, with states of its own.
  func twin(in context: ExecutionContext) -> RegularExpression? {
    let twin = RegularExpression(pattern, flags: flags)
    twin?.shouldStop = { [unowned context] in context.shouldStop() }
    return twin
  }

  /// Whether the pattern matches somewhere in a text.
  func matches(_ text: Span<UInt8>) -> Bool {
    // Most texts are turned away by their first byte.
    if isAnchored, !firstBytes.isEmpty, text.isEmpty || !firstBytes[Int(text[0])] { return false }
    return search(text, from: 0, captures: false) != nil
  }

  /// The text with every match replaced; `$1` in the replacement means the first group.
  ///
  /// - Parameter limit: the bytes after which there is no use in going on.
  /// - Returns: nil where the replacement is wrong, the pattern matches nothing at all, or has more
  ///   groups than can be followed.
  func replacing(in text: String, with replacement: String, limit: Int = .max) -> String? {
    let slots = 2 * (groupCount + 1)
    guard slots * program.instructions.count <= Self.captureLimit else { return nil }
    if search([UInt8]().span, from: 0, captures: false) != nil { return nil }
    let plain = current
    current = RegexThreadList(capacity: program.instructions.count, slots: slots)
    following = current
    defer {
      current = plain
      following = plain
    }
    guard let parts = ReplacementPart.parse(replacement, groupCount: groupCount) else { return nil }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    while position <= bytes.count, result.count <= limit,
      let found = search(bytes.span, from: position, captures: true)
    {
      result += bytes[position..<found[0]]
      for part in parts {
        switch part {
        case .text(let text): result += text
        case .group(let number):
          let (start, end) = (found[number * 2], found[number * 2 + 1])
          if start >= 0, end >= start { result += bytes[start..<end] }
        }
      }
      if found[1] == found[0] { return nil }
      position = found[1]
    }
    result += bytes[position...]
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a search may go on; once it may not, the next ones end before they begin.
  private var mayWork: Bool {
    if work < 1 << 15 { return true }
    if shouldStop() { return false }
    work = 0
    return true
  }

  /// The positions of the first match and its groups, from a position on; nil for no match.
  private func search(_ text: Span<UInt8>, from start: Int, captures: Bool) -> [Int]? {
    if !mayWork { return nil }
    current.removeAll()
    var best: [Int]?
    var position = start
    while true {
      if best == nil, !isAnchored || position == 0 {
        if current.count == 0, !firstBytes.isEmpty {
          while position < text.count, !firstBytes[Int(text[position])] {
            if isAnchored { return nil }
            position += 1
          }
          if position == text.count { return nil }
        }
        current.clearScratch()
        add(0, to: &current, at: position, text)
      }
      if current.count == 0 {
        if best != nil || isAnchored { return best }
      }
      work += current.count + 1
      if !mayWork { return nil }
      let (scalar, length) = Self.decode(text, position)
      following.removeAll()
      var index = 0
      while index < current.count {
        let counter = current[index]
        switch program.instructions[counter] {
        case .match:
          if !captures { return [] }
          best = current.captures(index)
          // Threads after this one are less preferred.
          index = current.count
          continue
        case .scalar(let wanted):
          if length > 0, scalar == wanted { step(counter + 1, index, position + length, text) }
        case .set(let set):
          if length > 0, isMember(scalar, of: set) {
            step(counter + 1, index, position + length, text)
          }
        default: break
        }
        index += 1
      }
      swap(&current, &following)
      if length == 0 { return best }
      position += length
    }
  }

  @inline(__always)
  private func isMember(_ scalar: UInt32, of set: Int) -> Bool {
    if scalar < 0x80 { return program.sets[set].contains(scalar) }
    let key = (UInt64(set) << 33 | UInt64(scalar) << 1) &+ 2
    let place = Int(truncatingIfNeeded: (scalar &+ UInt32(truncatingIfNeeded: set) &* 67) & 511)
    if answers[place] & ~1 == key { return answers[place] & 1 == 1 }
    let answer = program.sets[set].contains(scalar)
    answers[place] = key | (answer ? 1 : 0)
    return answer
  }

  private func step(_ counter: Int, _ index: Int, _ position: Int, _ text: Span<UInt8>) {
    following.loadScratch(current, index)
    add(counter, to: &following, at: position, text)
  }

  /// Adds a thread and all that it reaches without a character.
  private func add(
    _ start: Int, to list: inout RegexThreadList, at position: Int, _ text: Span<UInt8>
  ) {
    // An own stack: a long pattern must not exhaust the thread's.
    stack.append(.visit(start))
    while let next = stack.popLast() {
      switch next {
      case .restore(let slot, let value): list.scratch[slot] = value
      case .visit(let counter):
        if list.contains(counter) { continue }
        switch program.instructions[counter] {
        case .jump(let target):
          list.mark(counter)
          stack.append(.visit(target))
        case .split(let first, let second):
          list.mark(counter)
          stack.append(.visit(second))
          stack.append(.visit(first))
        case .save(let slot):
          list.mark(counter)
          if slot < list.scratch.count {
            stack.append(.restore(slot, list.scratch[slot]))
            list.scratch[slot] = position
          }
          stack.append(.visit(counter + 1))
        case .start:
          list.mark(counter)
          let here = position == 0 || (isMultiline && text[position - 1] == 0x0A)
          if here { stack.append(.visit(counter + 1)) }
        case .end:
          list.mark(counter)
          let here = position == text.count || (isMultiline && text[position] == 0x0A)
          if here { stack.append(.visit(counter + 1)) }
        default: list.append(counter)
        }
      }
    }
  }

  private enum Pending {
    case visit(Int)
    case restore(Int, Int)
  }

  /// The scalar at a position and its length in bytes; length 0 at the end.
  @inline(__always)
  private static func decode(_ text: Span<UInt8>, _ position: Int) -> (UInt32, Int) {
    guard position < text.count else { return (0, 0) }
    let first = UInt32(text[position])
    if first < 0x80 { return (first, 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard position + length <= text.count else { return (0xFFFD, 1) }
    var value = first & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(text[position + offset]) & 0x3F }
    return (value, length)
  }
}
