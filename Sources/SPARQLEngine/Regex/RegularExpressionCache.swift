/// Compiled patterns, so that a computed pattern is compiled once and not once per row.
struct RegularExpressionCache {
  private var known: [[String]: RegularExpression?] = [:]
  /// The pattern of the row before, mostly that of all rows, which may be long to hash.
  private var last: (pattern: String, flags: String, expression: RegularExpression?)?
  /// How many instructions the patterns have together, and bytes.
  private var size = 0
  private static let mostInstructions = 1 << 18

  mutating func expression(
    _ pattern: String, flags: String, _ context: ExecutionContext
  ) -> RegularExpression? {
    if let last, last.pattern == pattern, last.flags == flags { return last.expression }
    let key = [pattern, flags]
    if let found = known[key] {
      last = (pattern, flags, found)
      return found
    }
    // Patterns that come out of the data are compiled again and again, which takes its time.
    if context.shouldStop() { return nil }
    if known.count >= 256 || size > Self.mostInstructions {
      known.removeAll()
      size = 0
    }
    let expression = RegularExpression(pattern, flags: flags)
    size += (expression?.size ?? 0) + pattern.utf8.count
    expression?.shouldStop = { [unowned context] in context.shouldStop() }
    known[key] = .some(expression)
    last = (pattern, flags, expression)
    return expression
  }
}
