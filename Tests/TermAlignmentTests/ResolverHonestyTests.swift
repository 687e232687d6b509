import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("Honesty of the resolver")
struct ResolverHonestyTests {
  // MARK: Confidence

  @Test(
    "confidence is that of the weakest link, and unknown as soon as one link states none",
    arguments: [
      ("0.6", "0.6", 0.6, "weakest link of 2 hops"), ("0.9", "0.4", 0.4, "weakest link of 2 hops"),
      ("1", "1", 1.0, "weakest link of 2 hops"), ("", "", nil, "no confidence stated"),
      ("0.7", "", nil, "unknown: 1 of 2 links state no confidence"),
    ])
  func weakest(first: String, second: String, expected: Double?, rule: String) throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1 \(first)", "b1 exact c1 \(second)"))
    let match = try #require(data.resolve("a1").matches.first { $0.isInferred })
    #expect(match.confidence == expected)
    #expect(match.confidenceRule == rule)
    let stated = match.derivation.compactMap(\.confidence)
    #expect(stated.allSatisfy { (match.confidence ?? 0) <= $0 })
  }

  @Test("of derivations as long as each other the more confident one counts")
  func best() throws {
    let data = try AlignmentGraph(
      mappingSet(
        "a1 exact b1 0.3", "b1 exact d1 0.9", "a1 exact c1 0.8", "c1 exact d1 0.7",
        "a1 exact b2", "b2 exact d1"))
    let match = try #require(data.resolve("a1").matches.first { $0.isInferred })
    #expect(match.confidence == 0.7)
    #expect(match.derivation[0].link.object.hasSuffix("c/1"))
  }

  @Test("no derivation is more confident than a link of it: random graphs, every match")
  func neverAbove() throws {
    var random = SplitMix(state: 7)
    for _ in 0..<20 {
      let relations = ["exact", "exact", "exact", "close", "broad", "narrow", "related"]
      let lines = (0..<25).map { _ in
        let one =
          "\("abcdef".randomElement(using: &random) ?? "a")\(Int.random(in: 0..<3, using: &random))"
        let other =
          "\("abcdef".randomElement(using: &random) ?? "b")\(Int.random(in: 3..<6, using: &random))"
        let confidence =
          Bool.random(using: &random) ? " 0.\(Int.random(in: 1...9, using: &random))" : ""
        return "\(one) \(relations.randomElement(using: &random) ?? "exact") \(other)\(confidence)"
      }
      let data = try AlignmentGraph(mappingSet(lines: lines))
      for letter in "abcdef" {
        for number in 0..<6 where data.id("\(letter)\(number)") != .unbound {
          for match in data.resolve("\(letter)\(number)").matches {
            let stated = match.derivation.compactMap(\.confidence)
            #expect(match.confidence == (stated.count == match.hopCount ? stated.min() : nil))
            #expect(match.derivation.count == match.hopCount && match.hopCount <= 6)
          }
        }
      }
    }
  }

  @Test("a least confidence drops what does not reach it, and finds the longer way that does")
  func minimum() throws {
    let data = try AlignmentGraph(
      mappingSet(
        "a1 exact b1 0.4", "a1 exact c1 0.8", "c1 exact b1 0.9", "a1 exact d1", "d1 exact e1 0.9",
        "b1 exact f1 0.9", "d1 exact f1 0.9"))
    let resolution = data.resolve("a1", ResolutionOptions(minimumConfidence: 0.5))
    #expect(
      resolution.matches.map { AlignmentGraph.name($0.concept) } == ["c1", "b1", "f1", "d1", "e1"])
    #expect(resolution.matches.map(\.confidence) == [0.8, 0.8, 0.8, 0.8, 0.8])
  }

  // MARK: Denials

  @Test("a denied pair is not inferred, and the denial says what it blocks")
  func denied() throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1", "b1 exact c1", "a1 not exact c1"))
    let resolution = data.resolve("a1")
    #expect(resolution.matches.map { AlignmentGraph.name($0.concept) } == ["b1"])
    #expect(resolution.negatives.count == 1)
    #expect(
      resolution.negatives[0].reason == "stated not equivalent; blocks a derivation of 2 links")
    #expect(!resolution.negatives[0].isBlockedInference)
    // From the other end just the same.
    #expect(data.matches("c1") == ["exactMatch b1"])
  }

  @Test("a chain through a denied pair is blocked and says so; another way round it is found")
  func deniedOnTheWay() throws {
    let lines = ["a1 exact b1", "b1 exact c1", "c1 exact d1", "b1 not exact d1"]
    let blocked = try AlignmentGraph(mappingSet(lines: lines))
    let resolution = blocked.resolve("a1")
    #expect(!resolution.matches.contains { AlignmentGraph.name($0.concept) == "d1" })
    let negative = try #require(resolution.negatives.first)
    #expect(AlignmentGraph.name(negative.concept) == "d1")
    #expect(negative.isBlockedInference)
    #expect(negative.reason.contains("blocked"))

    let detour = try AlignmentGraph(
      mappingSet(
        "a1 exact b1", "b1 exact c1", "c1 exact d1", "b1 not exact d1", "a1 exact e1",
        "e1 exact f1", "f1 exact c1"))
    let match = try #require(
      detour.resolve("a1").matches.first { AlignmentGraph.name($0.concept) == "d1" })
    #expect(match.derivation.map { $0.link.object.suffix(3) } == ["e/1", "f/1", "c/1", "d/1"])
    #expect(detour.resolve("a1").negatives.isEmpty)
  }

  @Test("denying an exact match leaves a close one possible; denying a close one denies both")
  func strengthOfDenials() throws {
    let exact = try AlignmentGraph(mappingSet("a1 exact b1", "b1 close c1", "a1 not exact c1"))
    #expect(exact.matches("a1").contains("closeMatch c1"))
    let close = try AlignmentGraph(mappingSet("a1 exact b1", "b1 exact c1", "a1 not close c1"))
    #expect(!close.matches("a1").contains("exactMatch c1"))
    #expect(close.resolve("a1").negatives[0].reason.hasPrefix("stated not to be skos:closeMatch"))
  }

  @Test("a denied broad match is the denied narrow match of the other end")
  func deniedHierarchy() throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1", "b1 broad c1", "c1 not narrow a1"))
    #expect(data.matches("a1") == ["exactMatch b1"])
    #expect(data.resolve("a1").negatives[0].predicate == .broadMatch)
  }

  // MARK: Status

  @Test(
    "the answer in one word",
    arguments: [
      (["a1 exact b1"], "equivalent"), (["a1 exact b1", "b1 exact c1"], "equivalent"),
      (["a1 close b1"], "corresponding"), (["a1 related b1"], "corresponding"),
      (["a1 counterpart b1"], "counterpart-only"), (["a1 exact none b"], "declared-unmapped"),
      (["a1 exact none b", "a1 not exact b2"], "declared-unmapped"),
      (["a1 not exact b1"], "not-equivalent"), (["a2 exact b1"], "undecided"),
      (["a1 close b1", "a1 not exact b1"], "corresponding"),
    ])
  func status(lines: [String], expected: String) throws {
    let data = try AlignmentGraph(
      mappingSet(lines: lines),
      turtle: "a:1 a skos:Concept .")
    #expect(data.resolve("a1").status.rawValue == expected)
  }

  @Test("what was looked for and not found names the scheme, and only where it was asked for")
  func absence() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact none b comment=No_such_term", "c1 exact b1"),
      turtle: "a:1 skos:inScheme e:a . b:1 skos:inScheme e:b .")
    let resolution = data.resolve("a1")
    #expect(
      resolution.absences.map { $0.scheme.map(data.graph.iriText) } == ["https://example.org/b"])
    #expect(resolution.absences[0].comment == "No such term")
    let schemeC = try #require(data.graph.snapshot.id(iri: IRI(trusted: "https://example.org/c")))
    #expect(data.resolve("a1", ResolutionOptions(targetSchemes: [schemeC])).status == .undecided)
  }

  // MARK: False friends and conflicts

  @Test("false friends: those stated with their difference first, then equal labels")
  func falseFriends() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 not exact b1 difference=One_is_wider.", "a1 not exact c9", "a1 close d1"),
      turtle: """
        a:1 a skos:Concept ; skos:inScheme e:a ; skos:prefLabel "Bias"@en ;
          skos:definition "Systematic error of a result."@en .
        <https://example.org/c/1> a skos:Concept ; skos:inScheme e:c ; skos:prefLabel "bias"@en ;
          skos:definition "Unfair preference."@en .
        <https://example.org/c/2> a skos:Concept ; skos:inScheme e:c2 ; skos:prefLabel "bias"@en ;
          skos:definition "A systematic error of the result"@en .
        <https://example.org/d/1> a skos:Concept ; skos:inScheme e:d ; skos:prefLabel "bias"@en ;
          skos:definition "Something else."@en .
        a:2 a skos:Concept ; skos:inScheme e:a ; skos:prefLabel "bias"@en ;
          skos:definition "Another sense."@en .
        """)
    let friends = data.resolve("a1").falseFriends
    // d1 is mapped, c2 is worded alike, a2 is in the same scheme, c9 has no stated difference.
    #expect(friends.map { AlignmentGraph.name($0.concept) } == ["b1", "c1"])
    #expect(friends.map(\.basis) == [.stated, .label])
    #expect(friends[0].difference == "One is wider.")
    #expect(friends[1].difference.contains("“Unfair preference”"))
  }

  @Test("wordings differ by their content words")
  func definitions() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "a1 exact c1", "a1 exact d1"),
      turtle: """
        a:1 skos:definition "The risk of harm"@en .
        b:1 skos:definition "Harm: a risk."@en .
        <https://example.org/c/1> skos:definition "Probability of harm"@en .
        """)
    let differing = data.resolve("a1").matches.filter(\.definitionDiffers)
    #expect(differing.map { AlignmentGraph.name($0.concept) } == ["c1"])
  }

  @Test("conflicts are reported and nothing is silently chosen")
  func conflicts() throws {
    let both = try AlignmentGraph(mappingSet("a1 exact b1", "b1 not exact a1")).resolve("a1")
    #expect(both.conflicts.map(\.kind) == [.affirmedAndDenied])
    #expect(both.matches.count == 1)

    let several = try AlignmentGraph(mappingSet("a1 exact b1", "a1 exact c1", "c1 exact b2"))
    #expect(several.resolve("a1").conflicts.map(\.kind) == [.severalInScheme])
    #expect(several.resolve("a1").conflicts[0].concepts.count == 2)

    let cluster = try AlignmentGraph(mappingSet("a1 exact b1", "a1 exact c1", "b1 not exact c1"))
    #expect(cluster.resolve("a1").conflicts.map(\.kind) == [.deniedWithinCluster])

    let other = try AlignmentGraph(mappingSet("a1 exact b1", "a1 broad b1")).resolve("a1")
    #expect(other.conflicts.map(\.kind) == [.exactAndOther])

    let fine = try AlignmentGraph(mappingSet("a1 exact b1", "a1 close c1", "a1 not exact c1"))
    #expect(fine.resolve("a1").conflicts.isEmpty)
  }
}

/// Random numbers that are the same every time.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
