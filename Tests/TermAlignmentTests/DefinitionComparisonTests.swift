import RDFModel
import Testing

@testable import TermAlignment

/// ISO 704: an intensional definition is a wider concept and what sets the concept apart in it.
@Suite("Definitions taken apart and compared")
struct DefinitionComparisonTests {
  private func parts(_ text: String, _ language: String = "en") -> DefinitionParts {
    DefinitionParts(Literal(text, language: language))
  }

  @Test(
    "the genus is the head noun phrase",
    arguments: [
      ("effect of uncertainty on objectives", "effect"),
      (
        "The combination of the probability of an occurrence of harm and its severity.",
        "combination"
      ),
      ("natural or legal person that develops an AI system", "natural or legal person"),
      ("Person, organisation or body that uses a system", "Person, organisation or body"),
      ("type of risk that spreads", "risk"),
      ("<system> property of being understood", "property"),
      ("engineered system that generates outputs", "engineered system"),
      ("a machine-based system designed to operate with autonomy", "machine-based system"),
      ("Consistent unequal handling of some persons", "Consistent unequal handling"),
      ("The processing of data by a body", "processing"),
      ("How likely harm is, taken together with how serious it would be", nil),
      ("Systematic difference in treatment of certain objects", "Systematic difference"),
    ] as [(String, String?)])
  func genus(text: String, expected: String?) {
    #expect(parts(text).genus == expected)
  }

  @Test("characteristics are clauses, and enumerations stay whole")
  func characteristics() {
    let provider = parts(
      "Party that builds an AI system, or has one built, and which sells it under its own name.")
    #expect(provider.genus == "Party")
    #expect(provider.characteristics.first?.hasPrefix("that builds an AI system") == true)
    #expect(provider.characteristics.last == "and which sells it under its own name")
    let risk = parts("How likely harm is, taken together with how serious that harm would be.")
    #expect(
      risk.characteristics == [
        "How likely harm is", "taken together with how serious that harm would be",
      ])
    let audit = parts("Activity that makes sure that controls work, and that reports gaps.")
    #expect(
      audit.characteristics == ["that makes sure that controls work", "and that reports gaps"])
    let harm = parts("injury to people, property or environment")
    #expect(harm.characteristics == ["to people, property or environment"])
  }

  @Test("other languages are cut into clauses, without a genus")
  func otherLanguages() {
    let french = parts(
      "personne qui développe un système, ou le fait développer ; et le vend", "fr")
    #expect(french.genus == nil)
    #expect(french.characteristics.count == 3)
    #expect(parts("风险，指危害发生的概率。", "zh-Hans").characteristics.count == 2)
  }

  @Test("whatever the text, nothing is lost twice and nothing crashes")
  func oddTexts() {
    for text in ["", " ", ",", "that", "the", "(", "<a", "of of of", ". . .", "a, b, c, or d"] {
      let parts = parts(text)
      #expect(parts.characteristics.joined().count <= text.count)
    }
    let long = parts(String(repeating: "word, ", count: 100_000))
    #expect(long.words.count == DefinitionWord.maximumCount)
  }

  @Test("the word difference puts both texts back together")
  func wordDifference() {
    let pairs = [
      ("effect of uncertainty on objectives", "effect of harm on the objectives"),
      ("a b c d", "d c b a"), ("", "x y"), ("x y", ""), ("same words", "same words"),
    ]
    for (one, other) in pairs {
      let runs = WordDifference(parts(one).words, parts(other).words).runs
      let left = runs.filter { $0.side != .right }.map(\.text).joined(separator: " ")
      #expect(left == one)
      let right = runs.filter { $0.side != .left }.map(\.text).joined(separator: " ")
      #expect(right == other)
    }
    let runs = WordDifference(
      parts("effect of uncertainty on objectives").words,
      parts("effect of harm on objectives").words
    ).runs
    #expect(runs.map(\.text) == ["effect of", "uncertainty", "harm", "on objectives"])
    #expect(runs.map(\.side) == [.both, .left, .right, .both])
  }

  @Test("the difference names genus and characteristics of both sides")
  func difference() {
    let comparison = DefinitionComparison(
      parts("combination of probability and severity of harm"),
      parts("effect of uncertainty on objectives"))
    #expect(!comparison.hasSameGenus)
    #expect(comparison.similarity == 0)
    let text = comparison.difference((left: "Act", right: "ISO"))
    #expect(
      text == "“combination” (Act) against “effect” (ISO); only Act: “of probability and severity "
        + "of harm”; only ISO: “of uncertainty on objectives”")
  }

  @Test("inflection and spelling make no difference in content")
  func stems() {
    #expect(
      !DefinitionComparison(
        parts("organisations that analyse systems"), parts("an organization that analyzes a system")
      ).differs)
    #expect(DefinitionComparison(parts("The risk."), parts("the risk ")).isSameText == false)
    #expect(DefinitionComparison(parts("The  Risk"), parts("the risk")).isSameText)
  }
}
