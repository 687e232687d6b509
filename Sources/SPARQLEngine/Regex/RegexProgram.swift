/// A pattern as instructions for a machine that follows all alternatives at once.
struct RegexProgram {
  enum Instruction {
    case scalar(UInt32)
    case set(Int)
    /// Goes on at both places, the first one preferred.
    case split(Int, Int)
    case jump(Int)
    /// Notes the position for the start (even) or end (odd) of a group.
    case save(Int)
    case start
    case end
    case match
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [CharacterClass] = []
  /// More instructions than this are refused: counted repetition multiplies them.
  static let limit = 20_000

  /// Translates a pattern; nil where it would get too long.
  init?(_ node: RegexNode) {
    instructions = []
    guard emit(.save(0)), translate(node), emit(.save(1)), emit(.match) else { return nil }
  }

  /// Whether a match can only begin where the text begins.
  var isAnchored: Bool {
    for instruction in instructions {
      switch instruction {
      case .save: continue
      case .start: return true
      default: return false
      }
    }
    return false
  }

  /// Says for each byte whether a match may start with it; empty where a match may be empty.
  ///
  /// Bytes of scalars beyond ASCII are all let through.
  func firstBytes() -> [Bool] {
    var result = (0..<256).map { $0 >= 0x80 }
    var seen = Set<Int>()
    var pending = [0]
    while let counter = pending.popLast() {
      guard seen.insert(counter).inserted else { continue }
      switch instructions[counter] {
      case .scalar(let scalar): if scalar < 0x80 { result[Int(scalar)] = true }
      case .set(let set):
        for byte in 0..<128 where sets[set].contains(UInt32(byte)) { result[byte] = true }
      case .split(let first, let second): pending += [first, second]
      case .jump(let target): pending.append(target)
      case .save, .start: pending.append(counter + 1)
      case .end, .match: return []
      }
    }
    return result
  }

  private mutating func emit(_ instruction: Instruction) -> Bool {
    guard instructions.count < Self.limit else { return false }
    instructions.append(instruction)
    return true
  }

  private mutating func translate(_ node: RegexNode) -> Bool {
    switch node {
    case .empty: return true
    case .scalar(let value): return emit(.scalar(value))
    case .set(let set):
      sets.append(set)
      return emit(.set(sets.count - 1))
    case .start: return emit(.start)
    case .end: return emit(.end)
    case .sequence(let parts):
      for part in parts where !translate(part) { return false }
      return true
    case .alternatives(let branches): return emitAlternatives(branches)
    case .group(let inner, let number):
      guard let number else { return translate(inner) }
      return emit(.save(number * 2)) && translate(inner) && emit(.save(number * 2 + 1))
    case .repeated(let inner, let least, let most, let isLazy):
      return emitRepeated(inner, least: least, most: most, isLazy: isLazy)
    }
  }

  private mutating func emitAlternatives(_ branches: [RegexNode]) -> Bool {
    var jumps: [Int] = []
    for (index, branch) in branches.enumerated() {
      let isLast = index == branches.count - 1
      let split = instructions.count
      if !isLast, !emit(.split(split + 1, 0)) { return false }
      guard translate(branch) else { return false }
      if isLast { break }
      jumps.append(instructions.count)
      guard emit(.jump(0)) else { return false }
      instructions[split] = .split(split + 1, instructions.count)
    }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
    return true
  }

  private mutating func emitRepeated(
    _ inner: RegexNode, least: Int, most: Int?, isLazy: Bool
  ) -> Bool {
    for _ in 0..<least where !translate(inner) { return false }
    guard let most else {
      let split = instructions.count
      guard emit(.split(0, 0)), translate(inner), emit(.jump(split)) else { return false }
      instructions[split] = choice(split + 1, instructions.count, isLazy)
      return true
    }
    var splits: [Int] = []
    for _ in least..<max(most, least) {
      splits.append(instructions.count)
      guard emit(.split(0, 0)), translate(inner) else { return false }
    }
    for split in splits { instructions[split] = choice(split + 1, instructions.count, isLazy) }
    return true
  }

  private func choice(_ inside: Int, _ after: Int, _ isLazy: Bool) -> Instruction {
    isLazy ? .split(after, inside) : .split(inside, after)
  }
}
