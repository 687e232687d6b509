import ByteStorage
import RDFGraph

/// A condition on the characters and the language of a literal of the snapshot, tested on its
/// bytes: what filters on labels are made of.
indirect enum BytesTest {
  case any([BytesTest])
  case all([BytesTest])
  case language(BitSet)
  case text(TextTest)
  case regex(RegularExpression, needsString: Bool)

  /// The condition that an expression over one column is, or nil where it is anything else.
  init?(_ expression: CompiledExpression) {
    switch expression {
    case .or(let parts):
      let tests = parts.compactMap { BytesTest($0) }
      guard tests.count == parts.count else { return nil }
      self = .any(tests)
    case .and(let parts):
      let tests = parts.compactMap { BytesTest($0) }
      guard tests.count == parts.count else { return nil }
      self = .all(tests)
    case .language(_, let tags, _): self = .language(tags)
    case .textTest(let test, .column): self = .text(test)
    case .regex(.column, let regex): self = .regex(regex, needsString: true)
    case .regex(.str(.column), let regex): self = .regex(regex, needsString: false)
    default: return nil
    }
  }

  /// Whether the condition looks at nothing but the language, which is cheaper than to remember.
  var isCheap: Bool {
    switch self {
    case .language: true
    case .any(let tests), .all(let tests): tests.allSatisfy(\.isCheap)
    case .text, .regex: false
    }
  }

  /// Whether a literal passes; nil where bytes do not decide. An error is no pass.
  func run(_ literals: TermColumns, _ index: Int) -> Bool? {
    switch self {
    case .language(let tags):
      return literals.languageIndex(index).map { tags.contains($0) } ?? false
    case .text(let test):
      if test.needsString, literals.datatypeIndex(index) != nil { return false }
      return literals.withBytes(of: index) { test.run($0) }
    case .regex(let regex, let needsString):
      if needsString, literals.datatypeIndex(index) != nil { return false }
      return literals.withBytes(of: index) { regex.matches($0) }
    case .any(let tests):
      var isUndecided = false
      for test in tests {
        guard let answer = test.run(literals, index) else {
          isUndecided = true
          continue
        }
        if answer { return true }
      }
      return isUndecided ? nil : false
    case .all(let tests):
      var isUndecided = false
      for test in tests {
        guard let answer = test.run(literals, index) else {
          isUndecided = true
          continue
        }
        if !answer { return false }
      }
      return isUndecided ? nil : true
    }
  }
}
