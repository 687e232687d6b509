import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("Same word, different thing")
struct DivergenceTests {
  /// Concepts of one label: a scheme's letter, a label and a definition each.
  private func turtle(_ entries: [(name: String, label: String, definition: String?)]) -> String {
    entries.map { entry in
      let definition = entry.definition.map { "; skos:definition \"\($0)\"@en" } ?? ""
      return
        "<\(AlignmentGraph.iri(entry.name))> a skos:Concept ; skos:inScheme e:\(entry.name.prefix(1))"
        + " ; skos:prefLabel \"\(entry.label)\"@en \(definition) ."
    }.joined(separator: "\n")
  }

  private func pairs(_ report: DivergenceReport) -> [String] {
    report.designations.flatMap(\.divergences).map {
      [$0.left, $0.right].map { AlignmentGraph.name($0.concept) }.joined(separator: " ")
        + " \($0.risk.rawValue) \($0.kind.rawValue)"
    }
  }

  private static let harm = "combination of probability and severity of harm"
  private static let effect = "effect of uncertainty on objectives"

  @Test("pairs are classified from mappings and definitions and ranked by risk")
  func ranking() throws {
    let data = try AlignmentGraph(
      mappingSet(
        "a1 exact c1", "b1 not exact d1 difference=Wider_there.", "a1 close d1", "b1 broad e1"),
      turtle: turtle([
        ("a1", "Risk", Self.harm), ("b1", "risk", Self.effect), ("c1", "risks", "chance of loss"),
        ("d1", "risk (general)", Self.effect), ("e1", "the risk", "any danger"),
        ("a2", "risk", "something within the same scheme"),
      ]))
    let report = data.resolver.divergence(DivergenceOptions(label: "risk", leastRisk: .mapped))
    let designation = try #require(report.designations.first)
    #expect(designation.label == "risk")
    #expect(designation.senseCount == 6)
    let found = pairs(report)
    #expect(found.first == "a1 b1 unmapped homonym")
    #expect(found.contains("a1 c1 exact-but-different modified"))
    #expect(found.contains("b1 d1 denied overlapping"))
    #expect(found.contains("a1 d1 mapped overlapping"))
    #expect(found.contains("b1 e1 mapped broader"))
    // c1 follows from a1, and close matches chain over exact ones.
    #expect(found.contains("c1 d1 mapped overlapping"))
    #expect(!found.contains { $0.hasPrefix("a1 a2") })
    let risks = designation.divergences.map(\.risk.rank)
    #expect(risks == risks.sorted())
    let denied = try #require(designation.divergences.first { $0.risk == .denied })
    #expect(denied.difference() == "Wider there.")
    #expect(denied.computedDifference() == "the same wording")
  }

  @Test("the same wording is identical, other order and inflection restyled, and neither a risk")
  func sameness() throws {
    let data = try AlignmentGraph(
      "",
      turtle: turtle([
        ("a1", "bias", "systematic error of a result"),
        ("b1", "bias", "Systematic error of a result"),
        ("c1", "bias", "error of results, systematic"),
        ("d1", "bias", "systematic error of a result that a model gives to its users in practice"),
        ("e1", "bias", nil),
      ]))
    let report = data.resolver.divergence(DivergenceOptions(label: "BIAS"))
    let found = Set(pairs(report))
    #expect(found.contains("a1 b1 none identical"))
    #expect(found.contains("a1 c1 none restyled"))
    #expect(found.contains("a1 d1 unmapped narrower"))
    #expect(found.contains("a1 e1 none undetermined"))
  }

  @Test("a label is compared with longer terms that hold it and shorter ones that it holds")
  func withinTerms() throws {
    let data = try AlignmentGraph(
      "",
      turtle: turtle([
        ("a1", "provider", "who sells a system"), ("b1", "AI provider", "whoever offers services"),
        ("c1", "service provider", "company with customers"), ("b2", "providence", "care"),
      ]))
    func within(_ label: String) -> [String] {
      let report = data.resolver.divergence(DivergenceOptions(label: label, leastRisk: .mapped))
      return pairs(
        DivergenceReport(
          designations: report.designations.filter { $0.scope == .withinTerms }, notes: []))
    }
    #expect(
      within("provider")
        == ["a1 b1 unmapped homonym", "a1 c1 unmapped homonym", "b1 c1 unmapped homonym"])
    #expect(within("AI provider") == ["a1 b1 unmapped homonym"])
    #expect(within("care").isEmpty)
    // Without a label only whole ones are compared.
    #expect(pairs(data.resolver.divergence(DivergenceOptions())).isEmpty)
  }

  @Test(
    "words of one family are looked at, after those that hold the label itself",
    arguments: [
      ("deployer", "AI deployment", true), ("safety", "safe", true),
      ("adaptivity", "adaptiveness", true), ("transparency", "transparent information", true),
      ("effectiveness", "accurate and effective", true), ("liability", "liable party", true),
      ("risk", "risotto", false), ("agent", "age", false), ("user", "use", false),
    ])
  func families(asked: String, other: String, isFound: Bool) throws {
    let data = try AlignmentGraph(
      "", turtle: turtle([("a1", asked, "what one says"), ("b1", other, "quite another thing")]))
    let report = data.resolver.divergence(DivergenceOptions(label: asked, leastRisk: .mapped))
    #expect(report.designations.contains { $0.scope == .withinTerms } == isFound)
    // Nothing of the kind where nobody asked for a label.
    #expect(data.resolver.divergence(DivergenceOptions()).designations.isEmpty)
  }

  @Test("what mappings relate to those with a label is compared under its other name")
  func otherNames() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 close b1", "b1 exact c1", "a1 exact d1", "a1 related e1"),
      turtle: turtle([
        ("a1", "personal information", "information about a living person or a firm"),
        ("b1", "personal data", "information about a natural person"),
        ("c1", "data on persons", "what is known of somebody"),
        ("d1", "private details", "Information about a living person or a firm"),
        ("e1", "privacy", nil),
      ]))
    func found(_ label: String, _ risk: Divergence.Risk = .mapped) -> [String] {
      let report = data.resolver.divergence(DivergenceOptions(label: label, leastRisk: risk))
      return pairs(
        DivergenceReport(
          designations: report.designations.filter { $0.scope == .otherNames }, notes: []))
    }
    // The same wording is no risk, and without a definition there is nothing to compare.
    #expect(found("personal information") == ["a1 c1 mapped overlapping", "a1 b1 mapped modified"])
    #expect(found("personal information", .none).contains("a1 d1 none identical"))
    #expect(found("privacy").isEmpty)
    #expect(found("private details").allSatisfy { $0.hasPrefix("b1 d1") || $0.hasPrefix("c1 d1") })
  }

  @Test("a remark that several things share defines none of them, a definition taken over does")
  func remarks() throws {
    let remark = "one of the values of the list"
    let data = try AlignmentGraph(
      "",
      turtle: turtle([
        ("a1", "risk", remark), ("a2", "bias", remark), ("a3", "safety", remark),
        ("a4", "care", remark), ("b1", "risk", "chance of harm"), ("c1", "risk", Self.effect),
        ("d1", "risk", Self.effect), ("e1", "risk", Self.effect), ("f1", "risks", Self.effect),
      ]))
    let report = data.resolver.divergence(DivergenceOptions(label: "risk"))
    let found = Set(pairs(report))
    #expect(found.contains("a1 b1 none undetermined"))
    #expect(found.contains("b1 c1 unmapped homonym"))
    #expect(found.contains("c1 f1 none identical"))
    // Nor does a heading that gathers entries mean anything.
    let heading = try AlignmentGraph(
      "",
      turtle: turtle([("a1", "risk", "four entries"), ("b1", "risk", "chance of harm")])
        + "\na:1 isogloss:termKind \"grouping\" .")
    #expect(pairs(heading.resolver.divergence(DivergenceOptions(label: "risk"))).isEmpty)
  }

  @Test("among pairs of one risk those come first that say more, and whose documents count")
  func order() throws {
    let data = try AlignmentGraph(
      "",
      turtle: turtle([
        ("a1", "audit", "short words"), ("b1", "audit", "something else"),
        ("a2", "bias", "systematic deviation of an estimate from its true value in a sample"),
        ("b2", "bias", "prejudice for or against people that leads to unfair treatment of some"),
        ("c3", "care", "systematic deviation of an estimate from its true value in a sample"),
        ("d3", "care", "prejudice for or against people that leads to unfair treatment of some"),
      ]) + "\ne:c isogloss:bindingNature \"binding\" . e:a isogloss:status \"draft\" .")
    let report = data.resolver.divergence(DivergenceOptions())
    #expect(report.designations.map(\.label) == ["care", "bias", "audit"])
  }

  @Test("homonyms that their scheme tells apart in brackets are compared, others of one scheme not")
  func qualifiers() throws {
    let data = try AlignmentGraph(
      "",
      turtle: turtle([
        ("a1", "transparency (system)", "information about a system"),
        ("a2", "transparency (organization)", "openness towards stakeholders"),
        ("a3", "transparency", "clear air"), ("b1", "clarity", "openness towards stakeholders"),
      ]))
    let report = data.resolver.divergence(
      DivergenceOptions(label: "transparency", leastRisk: .mapped))
    #expect(pairs(report) == ["a1 a2 mapped homonym"])
    let evidence = report.designations[0].divergences[0].evidence()
    #expect(evidence.contains("labels: told apart by their scheme"))
  }

  @Test(
    "s and z of a suffix are one spelling",
    arguments: [
      ("harmonised standard", "harmonized standards", true), ("organisation", "organization", true),
      ("rise", "rize", false), ("tensor", "tenzor", false),
    ])
  func spelling(one: String, other: String, isSame: Bool) throws {
    let data = try AlignmentGraph(
      "", turtle: turtle([("a1", one, "what one says"), ("b1", other, "quite another thing")]))
    #expect(data.resolver.divergence(DivergenceOptions()).designations.isEmpty != isSame)
  }

  @Test("a pair appears once, under the language that is looked at first")
  func languages() throws {
    let data = try AlignmentGraph(
      "",
      turtle: turtle([
        ("a1", "safety", "freedom from harm"), ("b1", "security", "resistance against attackers"),
      ]) + """

        a:1 skos:prefLabel "Sicherheit"@de . b:1 skos:prefLabel "Sicherheit"@de .
        a:2 a skos:Concept ; skos:inScheme e:a ; skos:prefLabel "bias"@en, "Bias"@de .
        b:2 a skos:Concept ; skos:inScheme e:b ; skos:prefLabel "bias"@en, "Bias"@de .
        """)
    let report = data.resolver.divergence(DivergenceOptions())
    #expect(report.designations.map(\.label) == ["Sicherheit", "bias"])
    #expect(report.designations.map(\.language) == ["de", "en"])
    let english = data.resolver.divergence(DivergenceOptions(language: "en"))
    #expect(english.designations.map(\.label) == ["bias"])
  }

  @Test("abbreviations that the data spells out, plurals, brackets and lists are one designation")
  func designations() throws {
    let data = try AlignmentGraph(
      "",
      turtle: turtle([
        ("a1", "artificial intelligence", "science of machines"), ("a2", "AI systems", "machines"),
        ("b2", "artificial intelligence system", "software"),
        ("c1", "Risk; significant risk", "one"), ("d1", "risk", "another"),
        ("e1", "lack of control (risk source)", "this"), ("f1", "risk source", "that"),
      ]) + "\na:1 skos:altLabel \"AI\"@en .")
    let found = pairs(data.resolver.divergence(DivergenceOptions()))
    #expect(found.contains { $0.hasPrefix("a2 b2 ") })
    #expect(found.contains { $0.hasPrefix("c1 d1 ") })
    #expect(found.contains { $0.hasPrefix("e1 f1 ") })
  }

  @Test("a denied pair with unlike labels stands under the label that one has in the other")
  func denials() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 not exact b1 difference=One_is_a_trade."),
      turtle: turtle([("a1", "provider", "seller"), ("b1", "data provider", "who gives data")]))
    let report = data.resolver.divergence(DivergenceOptions())
    #expect(report.designations.map(\.label) == ["provider"])
    #expect(pairs(report).first?.hasPrefix("a1 b1 denied") == true)
    for label in ["provider", "data provider"] {
      let asked = data.resolver.divergence(DivergenceOptions(label: label))
      #expect(pairs(asked).count == 1, "\(label)")
    }
  }

  @Test("one scheme is compared with all, several with each other; jurisdictions likewise")
  func filters() throws {
    let data = try AlignmentGraph(
      "",
      turtle: turtle([
        ("a1", "risk", "alpha"), ("b1", "risk", "beta"), ("c1", "risk", "gamma"),
      ]) + "\ne:a isogloss:jurisdiction \"EU\" . e:b isogloss:jurisdiction \"US\" .")
    func count(_ schemes: [String], _ places: [String] = []) -> Int {
      let nodes = schemes.compactMap { name in
        data.graph.snapshot.id(iri: IRI(trusted: "https://example.org/\(name)"))
      }
      return pairs(
        data.resolver.divergence(
          DivergenceOptions(schemes: nodes.isEmpty ? nil : Set(nodes), jurisdictions: places))
      ).count
    }
    #expect(count([]) == 3)
    #expect(count(["a"]) == 2)
    #expect(count(["a", "b"]) == 1)
    #expect(count([], ["eu"]) == 2)
    #expect(count([], ["EU", "US"]) == 1)
  }

  @Test("a label that very many share costs no more than the options allow, and the report says so")
  func hostile() throws {
    var entries: [(name: String, label: String, definition: String?)] = []
    for number in 0..<5000 {
      let letter = ["a", "b", "c", "d"][number % 4]
      entries.append(("\(letter)\(number)", "risk", "meaning number \(number)"))
    }
    let data = try AlignmentGraph("", turtle: turtle(entries))
    let report = data.resolver.divergence(DivergenceOptions(maximumSenses: 10))
    let designation = try #require(report.designations.first)
    #expect(designation.senseCount == 5000)
    #expect(designation.senses.count == 10)
    #expect(designation.divergences.count <= 45)
    #expect(report.notes.contains { $0.contains("5000 concepts, of which 10") })
    let cut = data.resolver.divergence(DivergenceOptions(maximumPairs: 7))
    #expect(pairs(cut).count == 7)
    #expect(cut.notes.contains { $0.hasPrefix("only 7 pairs were compared") })
    let friends = data.resolve("a0").falseFriends
    #expect(friends.count <= LabelNeighbours.maximumCount)
  }

  @Test("every form is the same at every run, and escapes what it takes")
  func forms() throws {
    func report() throws -> DivergenceReport {
      let data = try AlignmentGraph(
        mappingSet("a1 close c1"),
        turtle: turtle([
          ("a1", "risk", "<b> & \\\"harm\\\", loss"), ("b1", "risk", "effect, of x"),
          ("c1", "risk", "y"),
        ]))
      return data.resolver.divergence(DivergenceOptions())
    }
    let first = try report()
    let html = first.html()
    #expect(html.contains("&lt;b&gt; &amp; &quot;harm&quot;"))
    #expect(!html.contains("<b>"))
    #expect(html.contains("<th scope=\"col\">") && html.contains("<caption>"))
    #expect(html == (try report().html()))
    #expect(first.json().prettyPrinted == (try report().json().prettyPrinted))
    let csv = first.csv()
    #expect(csv == (try report().csv()))
    #expect(csv.split(separator: "\r\n").count == 1 + first.designations[0].divergences.count)
    #expect(csv.contains("\"effect, of x\""))
  }

  @Test("two concepts side by side, whatever they are called")
  func comparison() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 related b1"),
      turtle: turtle([("a1", "risk", Self.harm), ("b1", "hazard", Self.effect)]))
    let comparison = data.resolver.comparison(
      data.graph.view(data.id("a1")), data.graph.view(data.id("b1")))
    #expect(comparison.divergence.kind == .overlapping)
    #expect(comparison.divergence.relations.map(\.predicate) == [.relatedMatch])
    let text = comparison.text()
    #expect(text.contains("Genus\n  A  combination\n  B  effect"))
    #expect(comparison.markdown().contains("| Genus | combination | effect |"))
    #expect(comparison.html().contains("<th scope=\"row\">Genus</th>"))
    #expect(comparison.json().description.contains("\"genus\":\"effect\""))
  }
}
