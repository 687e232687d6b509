import Testing

@testable import TermMatching

@Suite("Words of names")
struct WordTests {
  private func words(_ name: String) -> [String] {
    NameSplitter.split(name).parts.map { String(decoding: $0.word, as: UTF8.self) }
  }

  @Test(
    "names fall into words, whatever they are written with",
    arguments: [
      ("hasTheFirstName", ["has", "the", "first", "name"]),
      ("PCMember", ["pc", "member"]),
      ("Program_Committee-member", ["program", "committee", "member"]),
      ("Crohn's disease", ["crohn", "disease"]),
      ("musique d’église", ["musique", "d", "eglise"]),
      ("Größe", ["grosse"]),
      ("古典音楽", ["古", "典", "音", "楽"]),
      ("  ", []),
    ])
  func splitting(name: String, expected: [String]) {
    #expect(words(name) == expected)
  }

  @Test("what stands in brackets qualifies")
  func qualifiers() {
    #expect(NameSplitter.split("Mercury (planet)").parts.map(\.isQualifier) == [false, true])
  }

  @Test(
    "a code in front is no part of the name",
    arguments: [
      ("LLM01:2025 Prompt Injection", ["prompt", "injection"], "llm012025"),
      ("3.1.4 risk source", ["risk", "source"], "314"),
      ("3D scan", ["3d", "scan"], nil), ("2025", ["2025"], nil),
    ] as [(String, [String], String?)])
  func codes(name: String, expected: [String], code: String?) {
    #expect(words(name) == expected)
    #expect(NameSplitter.split(name).code == code)
  }

  @Test(
    "stems",
    arguments: [
      ("en", "evaluations", "evaluated"), ("en", "cortex", "cortical"),
      ("en", "larynx", "laryngeal"), ("en", "bacteria", "bacterial"),
      ("en", "vertebrae", "vertebra"), ("en", "planning", "plan"), ("en", "toxicity", "toxic"),
      ("fr", "musicaux", "musicale"), ("fr", "electronique", "electroniques"),
      ("de", "grabungen", "grabung"), ("de", "vasen", "vase"), ("it", "anfore", "anfora"),
      ("es", "canciones", "cancion"), ("pt", "cancoes", "cancao"), ("nl", "vazen", "vaas"),
      ("nl", "potten", "pot"), ("nl", "brieven", "brief"), ("nl", "opgravingen", "opgraving"),
      ("de", "gefasse", "gefass"), ("de", "gefasses", "gefass"), ("de", "graber", "grab"),
      ("it", "vasi", "vaso"), ("fr", "poteries", "poterie"),
    ])
  func stems(language: String, first: String, second: String) throws {
    let code = try #require(LanguageCode(tag: language))
    func stem(_ word: String) -> [UInt8] {
      Stemmer.stem(ofLemma: Stemmer.lemma(Array(word.utf8), code), code)
    }
    #expect(stem(first) == stem(second))
  }

  @Test("agents are not what they do")
  func agents() {
    let code = LanguageCode.english
    func stem(_ word: String) -> [UInt8] {
      Stemmer.stem(ofLemma: Stemmer.lemma(Array(word.utf8), code), code)
    }
    #expect(stem("review") != stem("reviewer"))
    #expect(stem("publisher") != stem("publishing"))
  }

  @Test(
    "British and American spellings have one key",
    arguments: [
      ("oesophagus", "esophagus"), ("tumour", "tumor"), ("centre", "center"),
      ("organisation", "organization"), ("modelling", "modeling"), ("programme", "program"),
      ("catalogue", "catalog"), ("sulphur", "sulfur"), ("defence", "defense"), ("grey", "gray"),
    ])
  func spelling(british: String, american: String) {
    #expect(
      EnglishVariants.unified(Array(british.utf8)) == EnglishVariants.unified(Array(american.utf8)))
  }

  @Test("numerals")
  func numerals() {
    func digits(_ word: String, last: Bool = false, alone: Bool = false) -> String? {
      Numerals.digits(Array(word.utf8), isLast: last, isAlone: alone).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    #expect(digits("iii") == "3")
    #expect(digits("xiv") == "14")
    #expect(digits("i") == nil)
    #expect(digits("i", last: true) == "1")
    #expect(digits("v", last: true, alone: true) == nil)
    #expect(digits("2nd") == "2")
    #expect(digits("third") == "3")
    #expect(digits("mix") == nil)
  }

  @Test("edit distance, bounded")
  func distance() {
    func distance(_ left: String, _ right: String, _ limit: Int = 2) -> Int? {
      editDistance(Array(left.utf8), Array(right.utf8), limit: limit)
    }
    #expect(distance("rhythm", "rythm") == 1)
    #expect(distance("glomerulosa", "glomeruloza") == 1)
    #expect(distance("recieve", "receive") == 1)
    #expect(distance("same", "same") == 0)
    #expect(distance("kitten", "sitting") == nil)
    #expect(distance("", "ab") == 2)
    #expect(distance("ab", "") == 2)
  }
}
