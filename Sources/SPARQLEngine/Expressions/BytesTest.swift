import ByteStorage
import RDFGraph

/// A condition on the characters and the language of a literal of the snapshot, tested on its
/// bytes: what filters on labels are made of.
///
/// Objects rather than cases of an enumeration, because a test runs for each of many terms and
/// cases are copied with what they hold.
class BytesTest {
  /// Whether the condition is tested faster than an answer is remembered.
  var isCheap: Bool { false }

  /// Whether a literal passes; nil where bytes do not decide.
  ///
  /// An error is no pass.
  ///
  /// - Parameter qualifier: what the literal has beside its characters.
  func run(_ text: Span<UInt8>, _ qualifier: Qualifier) -> Bool? { nil }

  /// The language or the datatype of a literal.
  enum Qualifier {
    case plain
    case language(Int)
    case datatype
  }

  /// The condition that an expression over one column is, or nil where it is anything else.
  static func make(_ expression: CompiledExpression) -> BytesTest? {
    switch expression {
    case .or(let parts), .and(let parts):
      let tests = parts.compactMap { make($0) }
      guard tests.count == parts.count else { return nil }
      let needsAll = if case .and = expression { true } else { false }
      return BytesTests(tests, needsAll: needsAll)
    case .language(_, let tags, _): return LanguageBytesTest(tags)
    case .textTest(let test, .column): return TextBytesTest(test)
    case .regex(.column, let regex): return RegexBytesTest(regex, needsString: true)
    case .regex(.str(.column), let regex): return RegexBytesTest(regex, needsString: false)
    default: return nil
    }
  }

  /// Whether a literal passes, by its index.
  final func run(_ literals: TermColumns, _ index: Int) -> Bool? {
    let qualifier: Qualifier
    if let language = literals.languageIndex(index) {
      qualifier = .language(language)
    } else {
      qualifier = literals.datatypeIndex(index) == nil ? .plain : .datatype
    }
    return literals.withBytes(of: index) { run($0, qualifier) }
  }
}

/// Several tests of which one, or all, must pass.
private final class BytesTests: BytesTest {
  private let tests: [BytesTest]
  private let needsAll: Bool

  init(_ tests: [BytesTest], needsAll: Bool) {
    self.tests = tests
    self.needsAll = needsAll
  }

  override var isCheap: Bool { tests.allSatisfy(\.isCheap) }

  override func run(_ text: Span<UInt8>, _ qualifier: Qualifier) -> Bool? {
    var isUndecided = false
    for test in tests {
      guard let answer = test.run(text, qualifier) else {
        isUndecided = true
        continue
      }
      if answer != needsAll { return answer }
    }
    return isUndecided ? nil : needsAll
  }
}

private final class LanguageBytesTest: BytesTest {
  private let tags: BitSet

  init(_ tags: BitSet) { self.tags = tags }

  override var isCheap: Bool { true }

  override func run(_ text: Span<UInt8>, _ qualifier: Qualifier) -> Bool? {
    if case .language(let tag) = qualifier { tags.contains(tag) } else { false }
  }
}

private final class TextBytesTest: BytesTest {
  private let test: TextTest

  init(_ test: TextTest) { self.test = test }

  override var isCheap: Bool { test.kind != .contains }

  override func run(_ text: Span<UInt8>, _ qualifier: Qualifier) -> Bool? {
    if test.needsString, case .datatype = qualifier { return false }
    return test.run(text)
  }
}

private final class RegexBytesTest: BytesTest {
  private let regex: RegularExpression
  private let needsString: Bool

  init(_ regex: RegularExpression, needsString: Bool) {
    self.regex = regex
    self.needsString = needsString
  }

  override func run(_ text: Span<UInt8>, _ qualifier: Qualifier) -> Bool? {
    if needsString, case .datatype = qualifier { return false }
    return regex.matches(text)
  }
}
