import ByteStorage
import RDFModel
import Testing

@testable import SKOSVocabulary

@Suite("Folding and words")
struct TextFoldingTests {
  @Test(
    "Unicode 3.11, 3.13: case, diacritics and compatibility variants do not matter",
    arguments: [
      ("Risk  Assessment ", "risk assessment"), ("Évaluation", "evaluation"),
      ("E\u{301}valuation", "evaluation"), ("STRASSE", "strasse"), ("Straße", "strasse"),
      ("ﬁne", "fine"), ("ＡＩ", "ai"), ("İstanbul", "istanbul"), ("Søren Łódź", "soren lodz"),
      ("ΛΌΓΟΣ", "λογοσ"), ("λόγος", "λογοσ"), ("don’t", "don't"), ("a‑b", "a-b"),
      ("\u{A0}x\u{3000}y\n", "x y"), ("soft\u{AD}ware", "software"), ("Ёлка", "елка"),
    ])
  func folding(text: String, expected: String) {
    #expect(String(decoding: TextFolding.folded(text), as: UTF8.self) == expected)
  }

  @Test("marks that are vowels or voice stay: か is not が, कि is not क")
  func keptMarks() {
    #expect(TextFolding.folded("か") != TextFolding.folded("が"))
    #expect(TextFolding.folded("कि") != TextFolding.folded("क"))
  }

  @Test(
    "words are runs of letters; scripts without spaces are cut into pairs",
    arguments: [
      ("risk-based approach", ["risk", "based", "approach"]), ("3.1.4", ["3", "1", "4"]),
      ("人工知能", ["人工", "工知", "知能"]), ("AI系统", ["ai", "系统"]), ("能", ["能"]), ("…", []),
    ])
  func words(text: String, expected: [String]) {
    let folded = TextFolding.folded(text)
    var splitter = WordSplitter()
    var words: [String] = []
    splitter.forEachWord(in: folded) { words.append(String(decoding: folded[$0], as: UTF8.self)) }
    #expect(words == expected)
  }
}

@Suite("Label index")
struct LabelIndexTests {
  static let data = """
    ig:eu/bias topConceptOf ig:scheme/eu
    ig:eu/bias prefLabel 'bias'@en
    ig:eu/bias prefLabel 'biais'@fr
    ig:eu/bias definition 'Systematic difference in the treatment of people.'@en
    ig:eu/ai-system topConceptOf ig:scheme/eu
    ig:eu/ai-system prefLabel 'AI system'@en
    ig:eu/ai-system prefLabel 'KI-System'@de
    ig:eu/ai-system altLabel 'artificial intelligence system'@en
    ig:eu/ai-system notation '3.1'
    ig:us/bias topConceptOf ig:scheme/us
    ig:us/bias prefLabel 'Bias'@en
    ig:us/automation-bias topConceptOf ig:scheme/us
    ig:us/automation-bias prefLabel 'automation bias'@en
    ig:us/automation-bias hiddenLabel 'overtrust'@en
    ig:us/automation-bias notation '3.1'
    ig:us/automation-bias isogloss:alias 'AB'
    ig:scheme/eu isogloss:jurisdiction 'EU'
    ig:scheme/eu isogloss:shortTitle 'EU Act'@en
    ig:scheme/us isogloss:jurisdiction 'US'
    ig:scheme/us isogloss:alias 'NIST'
    """

  static func index() throws -> LabelIndex { try LabelIndex(try LineGraph.skos(data)) }

  @Test(
    "what is found, in which order, and by what",
    arguments: [
      ("bias", ["eu:bias exact", "us:bias exact", "us:automation-bias words"]),
      ("BIAIS", ["eu:bias exact", "us:bias similar", "us:automation-bias similar"]),
      ("intelligence art", ["eu:ai-system words"]),
      ("intelligence artificial", ["eu:ai-system words"]),
      ("artif", ["eu:ai-system prefix"]), ("intell", ["eu:ai-system words"]),
      ("overtrust", ["us:automation-bias exact"]), ("overtrsut", ["us:automation-bias similar"]),
      ("autmation bais", ["us:automation-bias similar"]),
      ("3.1", ["eu:ai-system exact", "us:automation-bias exact"]),
      ("treatment systematic", ["eu:bias words"]), ("ki system", ["eu:ai-system words"]),
      ("zzz", []), ("", []), ("  ", []),
    ])
  func ranking(text: String, expected: [String]) throws {
    let found = try Self.index().search(text)
    #expect(found.map { "\($0.concept.curie) \($0.fit)" } == expected)
  }

  @Test("schemes, jurisdictions, languages and limits narrow the answer")
  func filters() throws {
    let index = try Self.index()
    let scheme = try #require(index.graph.conceptSchemes.last)
    let names = { (options: SearchOptions) in
      index.search("bias", options: options).map(\.concept.curie)
    }
    #expect(names(SearchOptions(schemes: [scheme])) == ["us:bias", "us:automation-bias"])
    #expect(names(SearchOptions(jurisdictions: ["eu"])) == ["eu:bias"])
    #expect(names(SearchOptions(schemes: [scheme], jurisdictions: ["EU"])) == [])
    #expect(names(SearchOptions(language: "fr")) == ["eu:bias"])
    #expect(names(SearchOptions(limit: 1)) == ["eu:bias"])
    #expect(names(SearchOptions(limit: 0)) == [])
  }

  @Test("similar keys are those that the plain distance finds", arguments: 0..<20 as Range<UInt64>)
  func similarity(seed: UInt64) throws {
    var random = Lehmer(state: seed)
    let letters = ["a", "b", "é", "я", "語"]
    func word(_ longest: Int) -> String {
      (0..<Int.random(in: 1...longest, using: &random)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &random)]
      }.joined()
    }
    let words = Set((0..<150).map { _ in word(7) }).sorted { $0.utf8Precedes($1) }
    var table = ByteStringTable()
    for word in words.shuffled(using: &random) { _ = try table.intern(word.utf8Span.span) }
    let keys = SortedKeys(table)
    for _ in 0..<20 {
      let text = Array(word(7).unicodeScalars.map(\.value))
      for limit in 0...3 {
        let found = keys.ranks(similarTo: text, within: limit)
        let expected = words.enumerated().compactMap { rank, word -> [Int]? in
          let distance = Self.distance(Array(word.unicodeScalars.map(\.value)), text)
          return distance <= limit ? [rank, distance] : nil
        }
        #expect(found.map { [$0.rank, $0.distance] } == expected)
      }
    }
  }

  /// The restricted Damerau–Levenshtein distance, the plain way.
  static func distance(_ one: [UInt32], _ other: [UInt32]) -> Int {
    var table = Array(repeating: Array(0...other.count), count: one.count + 1)
    for row in 0...one.count { table[row][0] = row }
    for row in 1...max(one.count, 1) where row <= one.count {
      for column in 1...max(other.count, 1) where column <= other.count {
        let cost = one[row - 1] == other[column - 1] ? 0 : 1
        table[row][column] = min(
          table[row - 1][column - 1] + cost, table[row - 1][column] + 1,
          table[row][column - 1] + 1)
        if row > 1, column > 1, one[row - 1] == other[column - 2],
          one[row - 2] == other[column - 1]
        {
          table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
        }
      }
    }
    return table[one.count][other.count]
  }

  @Test("the answer does not depend on the order of the data")
  func order() throws {
    let lines = Self.data.split(separator: "\n")
    let one = try Self.index().search("bias")
    let other = try LabelIndex(
      try LineGraph.skos(lines.reversed().joined(separator: "\n"))
    ).search("bias")
    #expect(one.map(\.concept.curie) == other.map(\.concept.curie))
  }
}

@Suite("Concept finder")
struct ConceptFinderTests {
  static func finder() throws -> ConceptFinder { ConceptFinder(try LabelIndexTests.index()) }

  @Test(
    "a term is an IRI, a CURIE or a label",
    arguments: [
      ("https://w3id.org/isogloss/eu/bias", "eu:bias"), (" eu:bias ", "eu:bias"),
      ("<https://w3id.org/isogloss/eu/bias>", "eu:bias"), ("NIST:bias", "us:bias"),
      ("ki-system", "eu:ai-system"), ("Artificial Intelligence System", "eu:ai-system"),
      ("BIAIS", "eu:bias"), ("overtrust", "us:automation-bias"),
    ])
  func found(text: String, curie: String) throws {
    guard case .found(let concept) = try Self.finder().concept(text) else {
      Issue.record("not found: \(text)")
      return
    }
    #expect(concept.curie == curie)
  }

  @Test("a label or notation that fits several is ambiguous, never picked")
  func ambiguous() throws {
    let finder = try Self.finder()
    guard case .ambiguous(let labelled) = finder.concept("bias") else {
      Issue.record("bias is ambiguous")
      return
    }
    #expect(labelled.map(\.curie) == ["eu:bias", "us:bias"])
    guard case .ambiguous(let noted) = finder.concept("3.1") else {
      Issue.record("3.1 is ambiguous")
      return
    }
    #expect(noted.map(\.curie) == ["eu:ai-system", "us:automation-bias"])
  }

  @Test(
    "within a scheme: labels, notations, aliases, and the end of the IRI",
    arguments: [
      ("bias", "us:bias"), ("3.1", "us:automation-bias"), ("ab", "us:automation-bias"),
      ("automation-bias", "us:automation-bias"), ("us:bias", "us:bias"),
    ])
  func within(text: String, curie: String) throws {
    let finder = try Self.finder()
    guard case .found(let scheme) = finder.conceptScheme("nist"),
      case .found(let concept) = finder.concept(text, in: scheme)
    else {
      Issue.record("not found: \(text)")
      return
    }
    #expect(concept.curie == curie)
  }

  @Test("a language narrows, and what is elsewhere is not found")
  func narrowed() throws {
    let finder = try Self.finder()
    #expect(finder.concept("biais", language: "fr") == finder.concept("biais"))
    guard case .notFound(let suggestions) = finder.concept("biais", language: "de") else {
      Issue.record("biais is no German label")
      return
    }
    #expect(suggestions.isEmpty)
    guard case .found(let scheme) = finder.conceptScheme("us"),
      case .notFound = finder.concept("eu:bias", in: scheme)
    else {
      Issue.record("eu:bias is not in us")
      return
    }
  }

  @Test(
    "what is not found comes with the closest labels",
    arguments: [
      ("automaton bias", "us:automation-bias"), ("us:automation-bais", "us:automation-bias"),
    ])
  func suggestions(text: String, curie: String) throws {
    guard case .notFound(let suggestions) = try Self.finder().concept(text) else {
      Issue.record("found: \(text)")
      return
    }
    #expect(suggestions.first?.concept.curie == curie)
  }

  @Test(
    "a scheme is an id, an IRI, a short title or an alias",
    arguments: ["eu", "https://w3id.org/isogloss/scheme/eu", "eu act", "EU Act", "EU"])
  func schemes(text: String) throws {
    guard case .found(let scheme) = try Self.finder().conceptScheme(text) else {
      Issue.record("not found: \(text)")
      return
    }
    #expect(scheme.id == "eu")
  }

  @Test(
    "a scheme that is not there comes with those that share words with it, misspelt ones too",
    arguments: ["eu act 2024", "Act", "eu-akt"])
  func schemeSuggestions(text: String) throws {
    guard case .notFound(let suggestions) = try Self.finder().conceptScheme(text) else {
      Issue.record("found: \(text)")
      return
    }
    #expect(suggestions.map(\.id) == ["eu"])
  }

  @Test(
    "counts edits",
    arguments: [
      ("resolv", "resolve", 1), ("reslove", "resolve", 1), ("", "ab", 2), ("ab", "ab", 0),
      ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
  func editDistance(left: String, right: String, distance: Int) {
    #expect(left.editDistance(to: right) == distance)
    #expect(right.editDistance(to: left) == distance)
  }
}
