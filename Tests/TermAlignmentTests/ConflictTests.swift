import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("Conflicts between mappings, and what depends on them")
struct ConflictTests {
  private func examine(_ lines: String..., turtle: String = "") throws -> (
    ConflictReport, AlignmentGraph
  ) {
    let data = try AlignmentGraph(mappingSet(lines: lines), turtle: turtle)
    return (data.resolver.conflicts(), data)
  }

  private func texts(_ causes: [[MappingConflict.Cause]], _ data: AlignmentGraph) -> [Set<String>] {
    causes.map { set in
      Set(
        set.map { cause in
          let ends = [cause.subject, cause.object].map {
            AlignmentGraph.name(data.graph.view($0))
          }
          let word = data.graph.iriText(cause.predicate).split(separator: "#").last ?? ""
          return "\(ends[0]) \(cause.isDenial ? "not " : "")\(word) \(ends[1])"
        })
    }
  }

  @Test("S46: an exact match over two ways and a broader one; both minimal sets are named")
  func exactAndOther() throws {
    let (report, data) = try examine(
      "a1 exact b1", "b1 exact c1", "a1 exact d1", "d1 exact c1", "a1 broad c1", "c1 exact e1")
    #expect(report.conflicts.map(\.rule) == [.s46])
    let conflict = try #require(report.conflicts.first)
    #expect(
      texts(conflict.causes, data) == [
        ["a1 broadMatch c1", "a1 exactMatch b1", "b1 exactMatch c1"],
        ["a1 broadMatch c1", "a1 exactMatch d1", "d1 exactMatch c1"],
      ])
    #expect(!conflict.isCut)
    // The broad match is on both ways; exact ones only in pairs.
    #expect(conflict.repairs.first?.action == .remove)
    #expect(conflict.repairs.count == 2)
    #expect(conflict.repairs[1].statements.count == 2)
    #expect(conflict.message.contains("over 2 links"))
  }

  @Test("each cause is minimal: without any of its statements the conflict is gone")
  func minimality() throws {
    let lines = [
      "a1 exact b1", "b1 exact c1", "c1 exact d1", "a1 exact e1", "e1 exact d1", "b1 exact e1",
      "a1 not exact d1",
    ]
    let data = try AlignmentGraph(mappingSet(lines: lines))
    let conflict = try #require(data.resolver.conflicts().conflicts.first)
    #expect(conflict.causes.count >= 3)
    func hasConflict(_ lines: [String]) throws -> Bool {
      try !AlignmentGraph(mappingSet(lines: lines)).resolver.conflicts().conflicts.isEmpty
    }
    for cause in texts(conflict.causes, data) {
      let own = cause.map { $0.replacing("Match", with: "") }
      #expect(try hasConflict(own))
      for left in own { #expect(try !hasConflict(own.filter { $0 != left }), "\(left)") }
    }
  }

  @Test("a repair is ranked by what it loses, and ends the conflict")
  func repairs() throws {
    // a1-b1 is a bridge between two groups, c1-c2 an end.
    let lines = [
      "g1 exact a1", "h1 exact a1", "a1 exact b1", "b1 exact c1", "b1 exact d1", "a1 not exact c1",
    ]
    let data = try AlignmentGraph(mappingSet(lines: lines))
    let conflict = try #require(data.resolver.conflicts().conflicts.first)
    #expect(conflict.rule == .affirmedAndDenied)
    #expect(conflict.repairs.map(\.action) == [.withdraw, .weaken, .weaken])
    // Without b1-c1: c1 from a1, g1, h1, d1. Without a1-b1: 3 × 3 pairs less the stated one.
    #expect(conflict.repairs.map(\.lost) == [0, 4, 8])
    for repair in conflict.repairs {
      let gone = Set(repair.statements.compactMap(\.mapping))
      let kept = (0..<data.resolver.index.count).filter { !gone.contains($0) }
      #expect(kept.count == lines.count - 1)
    }
    let text = conflict.remedy(in: data.graph)
    #expect(text.contains("withdraw a:1 not skos:exactMatch c:1"))
    #expect(text.contains("which loses 4 inferred correspondences"))
  }

  @Test("two concepts of one scheme in one class of exact matches")
  func sameScheme() throws {
    let (report, data) = try examine("a1 exact b1", "b1 exact a2", "c1 exact c2")
    #expect(report.counts[.sameSchemeMatch] == 2)
    let conflict = try #require(report.conflicts.first)
    #expect(texts(conflict.causes, data) == [["a1 exactMatch b1", "b1 exactMatch a2"]])
    #expect(try examine("a1 exact b1", "a2 exact b2").0.conflicts.isEmpty)
  }

  @Test("a relation that is stated and denied")
  func denied() throws {
    let (report, _) = try examine(
      "a1 close b1", "b1 not close a1", "a1 not exact c1", "a1 close c1")
    #expect(report.conflicts.map(\.rule) == [.affirmedAndDenied])
    #expect(report.conflicts[0].repairs.map(\.action) == [.withdraw, .remove])
  }

  @Test("hierarchies that exact matches turn upside down, and circles of broad matches")
  func inversion() throws {
    let (report, data) = try examine(
      "a1 exact b1", "a2 exact b2",
      turtle: "a:1 skos:broader a:2 . b:2 skos:broader b:1 .")
    #expect(report.conflicts.map(\.rule) == [.hierarchyInversion])
    #expect(
      texts(report.conflicts[0].causes, data) == [
        ["a1 broader a2", "a2 exactMatch b2", "b2 broader b1", "a1 exactMatch b1"]
      ])
    #expect(report.conflicts[0].repairs.count == 2)
    #expect(
      try examine("a1 broad b1", "b1 broad c1", "c1 broad a1").0.counts[.hierarchyInversion]
        == 1)
    // Within one vocabulary a circle is another rule's business.
    #expect(
      try examine("a9 exact b9", turtle: "a:1 skos:broader a:2 . a:2 skos:broader a:1 .").0
        .conflicts.isEmpty)
  }

  @Test("a large class with many conflicts is bounded and says so")
  func hostile() throws {
    var lines: [String] = []
    for number in 0..<400 {
      lines.append("a\(number) exact b\(number)")
      lines.append("b\(number) exact a\((number + 1) % 400)")
      lines.append("a\(number) exact c\(number % 7)")
    }
    let data = try AlignmentGraph(mappingSet(lines: lines))
    let report = data.resolver.conflicts(limit: 5)
    #expect(report.conflicts.count <= 5)
    #expect((report.counts[.sameSchemeMatch] ?? 0) > 700)
    for conflict in report.conflicts {
      #expect(conflict.causes.count <= MappingNetwork.maximumPaths)
      #expect(!conflict.causes.isEmpty)
    }
  }

  @Test("findings name cause and remedy and where they stand")
  func findings() throws {
    let (report, data) = try examine("a1 exact b1", "a1 related b1")
    let finding = try #require(report.findings(in: data.resolver).first)
    #expect(finding.severity == .error)
    #expect(finding.code == "S46")
    #expect(finding.cause.count == 2)
    #expect(finding.origin?.source == "set1.sssom.tsv")
    #expect(finding.remedy.contains("; or "))
    let denial = try examine("a1 exact b1", "a1 not exact b1")
    let causes = denial.0.findings(in: denial.1.resolver)[0].cause
    #expect(causes.filter(\.isDenied).count == 1)
    #expect(denial.0.json(in: denial.1.resolver).description.contains("\"denied\":true"))
  }

  @Test("what depends on a mapping: pairs that no other statement gives")
  func impact() throws {
    let lines = [
      "a1 exact b1", "b1 exact c1", "c1 close d1", "e1 broad a1", "a2 exact b2", "b2 exact c2",
      "a2 exact c2",
    ]
    let data = try AlignmentGraph(mappingSet(lines: lines))
    func between(_ one: String, _ other: String) -> Impact {
      let ends = [one, other].map { data.graph.view(data.id($0)) }
      let mappings = data.resolver.mappings(between: ends[0], and: ends[1])
      return data.resolver.impact(ofMappings: mappings)
    }
    let first = between("a1", "b1")
    let lost = Set(
      first.lost.map { entry in
        let ends = [entry.subject, entry.object].map { AlignmentGraph.name($0) }
        return "\(ends[0]) \(entry.predicate.rawValue) \(ends[1])"
      })
    // a1-c1, close from a1, and the narrower e1 from b1 and c1.
    #expect(
      lost == ["a1 exactMatch c1", "a1 closeMatch d1", "b1 narrowMatch e1", "c1 narrowMatch e1"])
    #expect(first.lostCount == 4)
    #expect(between("a2", "b2").lostCount == 0)
    #expect(between("c1", "d1").lostCount == 2)
    let twice = try AlignmentGraph(
      mappingSet("a1 close b1", "a1 close c1", "b1 exact c1", "b1 exact d1"))
    #expect(twice.resolver.impact(of: twice.graph.view(twice.id("a1"))).lost.count == 1)
    #expect(twice.resolver.impact(of: twice.graph.view(twice.id("a1"))).lostCount == 1)
    let whole = data.resolver.impact(of: data.graph.view(data.id("b1")))
    #expect(whole.mappings.count == 2)
    #expect(whole.lostCount >= 4)
  }

  @Test("impact of a denial names what it keeps from following, each once, and nothing else")
  func blockings() throws {
    let lines = ["a1 exact b1", "b1 exact c1", "c1 exact d1", "a1 not exact c1", "e1 exact f1"]
    let data = try AlignmentGraph(mappingSet(lines: lines))
    let free = try AlignmentGraph(mappingSet(lines: lines.filter { !$0.contains("not") }))
    func impact(_ one: String, _ other: String) -> Impact {
      let ends = [one, other].map { data.graph.view(data.id($0)) }
      return data.resolver.impact(
        ofMappings: data.resolver.mappings(between: ends[0], and: ends[1]))
    }
    let denial = impact("a1", "c1")
    #expect(denial.lostCount == 0)
    let blocked = denial.blocked.map { entry in
      let ends = [entry.subject, entry.object].map { AlignmentGraph.name($0) }.sorted()
      return "\(ends[0]) \(entry.predicate.rawValue) \(ends[1])"
    }
    // What follows without the denial, and does not with it.
    var gained: Set<String> = []
    for name in ["a1", "b1", "c1", "d1", "e1", "f1"] {
      for match in free.matches(name).subtracting(data.matches(name)) {
        let parts = match.split(separator: " ")
        let ends = [name, String(parts[1])].sorted()
        gained.insert("\(ends[0]) \(parts[0]) \(ends[1])")
      }
    }
    #expect(Set(blocked) == gained)
    #expect(blocked.count == gained.count && denial.blockedCount == 2)
    #expect(denial.notes.isEmpty)
    #expect(impact("a1", "b1").blockedCount == 0)
    // A concept's denials are among its mappings.
    #expect(data.resolver.impact(of: data.graph.view(data.id("a1"))).blockedCount == 2)
    #expect(denial.json(in: data.resolver).prettyPrinted.contains("\"blockedCount\": 2"))
  }

  @Test("what a denial blocks is looked for near it first, and a bound is told")
  func boundedBlockings() throws {
    var lines = ["a0 not exact b0", "a0 exact c0", "c0 exact b0"]
    for number in 1...Blockings.maximumStarts { lines.append("a0 exact d\(number)") }
    let data = try AlignmentGraph(mappingSet(lines: lines))
    let ends = ["a0", "b0"].map { data.graph.view(data.id($0)) }
    let impact = data.resolver.impact(
      ofMappings: data.resolver.mappings(between: ends[0], and: ends[1]), examples: 3)
    #expect(impact.notes.count == 1)
    #expect(impact.blocked.count == 3)
    #expect(impact.blockedCount > 1_000)
  }

  @Test("the network's counts agree with the resolver, before and after")
  func agreement() throws {
    var random = SplitMix(state: 11)
    for _ in 0..<10 {
      var lines: [String] = []
      for _ in 0..<14 {
        let one = "abcd".randomElement(using: &random) ?? "a"
        let other = "efgh".randomElement(using: &random) ?? "e"
        lines.append(
          "\(one)\(Int.random(in: 0..<2, using: &random)) exact "
            + "\(other)\(Int.random(in: 0..<2, using: &random))")
      }
      lines = Array(Set(lines)).sorted()
      func pairs(_ lines: [String]) throws -> Set<String> {
        let data = try AlignmentGraph(mappingSet(lines: lines))
        var found: Set<String> = []
        for letter in "abcdefgh" {
          for number in 0..<2 where data.id("\(letter)\(number)") != .unbound {
            let name = "\(letter)\(number)"
            let resolution = data.resolve(
              name,
              ResolutionOptions(targetSchemes: Set(data.resolver.index.schemes), maximumHops: 20))
            for match in resolution.matches {
              found.insert(
                [name, AlignmentGraph.name(match.concept)].sorted().joined(separator: " "))
            }
          }
        }
        return found
      }
      let data = try AlignmentGraph(mappingSet(lines: lines))
      let before = try pairs(lines)
      for (number, line) in lines.enumerated() {
        let words = line.split(separator: " ").map(String.init)
        let mappings = data.resolver.mappings(
          between: data.graph.view(data.id(words[0])), and: data.graph.view(data.id(words[2])))
        var rest = lines
        rest.remove(at: number)
        let gone = before.subtracting(try pairs(rest))
          .subtracting([[words[0], words[2]].sorted().joined(separator: " ")])
        #expect(data.resolver.impact(ofMappings: mappings).lostCount == gone.count, "\(line)")
      }
    }
  }
}
