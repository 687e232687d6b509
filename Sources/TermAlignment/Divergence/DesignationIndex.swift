import ByteStorage
import RDFGraph
import RDFModel
import SKOSVocabulary

/// Which concepts bear which designation: a normalised label in one language.
///
/// The candidates of every comparison of "same word, different thing" come from here, so that
/// nothing is ever compared with everything. Built once per snapshot.
final class DesignationIndex: Sendable {
  let graph: SKOSGraph
  let forms: DesignationForms
  private let keys: FrozenByteStringTable
  private let offsets: [UInt32]
  private let bearers: [TermID]
  /// Whether the labels passed what an index holds, so that some are missing.
  let isCut: Bool

  /// Separates the language from the words in a key; no folded text has it.
  private static let separator: UInt8 = 0x1F

  /// - Complexity: O(n) in the bytes of the labels, and the sorting of what shares a key.
  init(_ graph: SKOSGraph, withOntologies: Bool = false) {
    self.graph = graph
    let terms = withOntologies ? graph.ontologyTerms.filter { !graph.isConcept($0.node) } : []
    let concepts = Array(graph.concepts) + terms
    let forms = DesignationForms.learn(from: concepts)
    var table = ByteStringTable(expectedCount: max(min(graph.conceptCount * 2, 1 << 20), 64))
    var pairs: [(key: UInt32, concept: TermID)] = []
    var isCut = false
    for concept in concepts {
      for label in concept.prefLabels + concept.altLabels {
        let language = Array(DesignationForms.language(of: label).utf8) + [Self.separator]
        for words in forms.keys(of: label) {
          let key = language + words
          if let number = try? table.intern(key.span) {
            pairs.append((number, concept.node))
          } else {
            isCut = true
          }
        }
      }
    }
    var offsets = [UInt32](repeating: 0, count: table.count + 1)
    for pair in pairs { offsets[Int(pair.key) + 1] += 1 }
    for key in 0..<table.count { offsets[key + 1] += offsets[key] }
    var cursors = offsets
    var bearers = [TermID](repeating: .unbound, count: pairs.count)
    for pair in pairs {
      bearers[Int(cursors[Int(pair.key)])] = pair.concept
      cursors[Int(pair.key)] += 1
    }
    self.forms = forms
    self.offsets = offsets
    self.bearers = bearers
    self.isCut = isCut
    keys = table.freeze()
  }

  /// How many designations there are.
  var count: Int { keys.count }

  /// The concepts with a designation, in the order of the graph; one that has it by several
  /// labels stands there as often, one after the other.
  func bearers(_ key: Int) -> ArraySlice<TermID> {
    bearers[Int(offsets[key])..<Int(offsets[key + 1])]
  }

  /// The language of a designation, empty for none, and its words.
  func name(_ key: Int) -> (language: String, words: String) {
    let keys = keys
    let bytes = keys.key(key)
    var language: [UInt8] = []
    var index = 0
    while index < bytes.count, bytes[index] != Self.separator {
      language.append(bytes[index])
      index += 1
    }
    var words: [UInt8] = []
    for position in min(index + 1, bytes.count)..<bytes.count { words.append(bytes[position]) }
    return (String(decoding: language, as: UTF8.self), String(decoding: words, as: UTF8.self))
  }

  /// The designations of a label.
  func keys(of label: Literal) -> [Int] {
    let language = Array(DesignationForms.language(of: label).utf8) + [Self.separator]
    return forms.keys(of: label).compactMap { words in
      let key = language + words
      return keys.find(key.span).map(Int.init)
    }
  }

  private static func literal(_ text: String, _ language: String) -> Literal {
    language.isEmpty ? Literal(text) : Literal(text, language: language)
  }

  /// The designations that a user's text may mean, in every language.
  func keys(named text: String, languages: [String]) -> [Int] {
    var found: [Int] = []
    for language in languages {
      for key in keys(of: Self.literal(text, language))
      where !found.contains(key) {
        found.append(key)
      }
    }
    return found
  }

  /// A designation around a text.
  struct Neighbour {
    let key: Int
    /// Whether it holds words of the text's families, and not the words themselves.
    let isRelative: Bool
  }

  /// The designations in one language that hold all words of a text and more, shortest first; in
  /// English then those that hold words of the same families.
  ///
  /// - Complexity: O(n) in the bytes of the keys.
  func keys(around text: String, language: String, limit: Int) -> [Neighbour] {
    guard let words = forms.keys(of: Self.literal(text, language)).first else { return [] }
    let isEnglish = language.isEmpty || language == "en"
    let wanted = words.split(separator: UInt8(ascii: " ")).map { word in
      (word: Array(word), family: isEnglish ? WordFamily.stem(Array(word)) : [])
    }
    let prefix = Array(language.utf8) + [Self.separator]
    var found: [(isFamily: Int, length: Int, key: Int)] = []
    let keys = keys
    for other in 0..<keys.count {
      let bytes = keys.key(other)
      guard Self.starts(bytes, with: prefix) else { continue }
      var isFamily = false
      let isHeld = wanted.allSatisfy { word, family in
        if Self.holds(bytes, from: prefix.count, word: word) { return true }
        isFamily = true
        return isEnglish && Self.holds(bytes, from: prefix.count, family: family)
      }
      guard isHeld, isFamily || bytes.count > prefix.count + words.count else { continue }
      found.append((isFamily ? 1 : 0, bytes.count, other))
    }
    return found.sorted {
      ($0.isFamily, $0.length, $0.key) < ($1.isFamily, $1.length, $1.key)
    }.prefix(limit).map { Neighbour(key: $0.key, isRelative: $0.isFamily == 1) }
  }

  /// The designations that are some but not all words of another, in their order in it.
  ///
  /// - Complexity: O(n²) in the words of the designation, of which the first 16 are looked at.
  func keys(within key: Int) -> [Int] {
    let (language, words) = name(key)
    let parts = words.split(separator: " ").prefix(16)
    var found: [Int] = []
    for length in (1..<max(parts.count, 1)).reversed() {
      for start in 0...(parts.count - length) {
        let part = parts[start..<start + length].joined(separator: " ")
        let bytes = Array(language.utf8) + [Self.separator] + Array(part.utf8)
        if let other = keys.find(bytes.span).map(Int.init), !found.contains(other) {
          found.append(other)
        }
      }
    }
    return found
  }

  /// The languages of the designations, in byte order.
  func languages() -> [String] {
    var found: Set<String> = []
    let keys = keys
    for key in 0..<keys.count {
      let bytes = keys.key(key)
      var length = 0
      while length < bytes.count, bytes[length] != Self.separator { length += 1 }
      var language: [UInt8] = []
      for index in 0..<length { language.append(bytes[index]) }
      found.insert(String(decoding: language, as: UTF8.self))
    }
    return found.sorted()
  }

  private static func starts(_ bytes: Span<UInt8>, with prefix: [UInt8]) -> Bool {
    guard bytes.count >= prefix.count else { return false }
    for index in prefix.indices where bytes[index] != prefix[index] { return false }
    return true
  }

  private static func holds(_ bytes: Span<UInt8>, from start: Int, word: [UInt8]) -> Bool {
    var index = start
    while index + word.count <= bytes.count {
      let begins = index == start || bytes[index - 1] == UInt8(ascii: " ")
      let end = index + word.count
      if begins, end == bytes.count || bytes[end] == UInt8(ascii: " ") {
        var isSame = true
        for offset in word.indices where bytes[index + offset] != word[offset] {
          isSame = false
          break
        }
        if isSame { return true }
      }
      index += 1
    }
    return false
  }

  /// Whether a word of a family is held.
  private static func holds(_ bytes: Span<UInt8>, from start: Int, family: [UInt8]) -> Bool {
    // Nothing shorter has a suffix that a rule takes off.
    guard family.count > 2 else { return false }
    var index = start
    while index < bytes.count {
      var end = index
      while end < bytes.count, bytes[end] != UInt8(ascii: " ") { end += 1 }
      // The first letters tell most words apart before any is copied.
      if end - index >= family.count, bytes[index] == family[0], bytes[index + 1] == family[1],
        bytes[index + 2] == family[2]
      {
        var word: [UInt8] = []
        for place in index..<end { word.append(bytes[place]) }
        if WordFamily.stem(word) == family { return true }
      }
      index = end + 1
    }
    return false
  }
}
