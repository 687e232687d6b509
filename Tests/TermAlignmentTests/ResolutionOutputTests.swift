import Foundation
import RDFGraph
import RDFModel
import RDFXMLSyntax
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("Resolutions as JSON, text and SSSOM")
struct ResolutionOutputTests {
  private static let turtle = """
    a:1 a skos:Concept ; skos:inScheme e:a ; skos:prefLabel "provider"@en, "fournisseur"@fr .
    b:1 a skos:Concept ; skos:inScheme e:b ; skos:prefLabel "supplier \\"x\\""@en .
    e:b isogloss:jurisdiction "EU" .
    """

  private func sample() throws -> AlignmentGraph {
    try AlignmentGraph(
      mappingSet(
        "a1 close b1 0.6 author_label=Ann mapping_date=2024-05-01 record_id=x:r1",
        "b1 exact c1 0.8 record_id=x:r2", "a1 not exact c1 difference=Wider. record_id=x:r3",
        "d1 exact c1 record_id=x:r4"),
      turtle: Self.turtle)
  }

  @Test("JSON has the promised members, in their order")
  func json() throws {
    let text = try sample().resolve("a1").json().prettyPrinted
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["status"] as? String == "corresponding")
    let term = try #require(object["term"] as? [String: Any])
    #expect(term["scheme"] as? String == "a")
    #expect((term["label"] as? [String: String]) == ["value": "provider", "language": "en"])
    let matches = try #require(object["matches"] as? [[String: Any]])
    #expect(matches.count == 3)
    #expect(matches[0]["jurisdiction"] as? String == "EU")
    #expect(matches[0]["predicate"] as? String == "skos:closeMatch")
    #expect(matches[0]["inferred"] as? Bool == false)
    #expect(matches[0]["confidence"] as? Double == 0.6)
    #expect(matches[1]["confidence"] as? Double == 0.6)
    #expect(matches[2]["confidence"] is NSNull)
    let steps = try #require(matches[0]["derivation"] as? [[String: Any]])
    #expect(steps[0]["author"] as? String == "Ann")
    #expect(steps[0]["date"] as? String == "2024-05-01")
    #expect(steps[0]["licence"] as? String == "https://example.org/licences/set")
    #expect(steps[0]["justification"] as? String == "semapv:ManualMappingCuration")
    #expect(steps[0]["line"] as? Int != nil)
    let order = [
      "\"term\"", "\"iri\"", "\"curie\"", "\"label\"", "\"scheme\"", "\"status\"", "\"matches\"",
      "\"jurisdiction\"", "\"predicate\"", "\"inferred\"", "\"confidence\"", "\"confidenceRule\"",
      "\"derivation\"", "\"rule\"", "\"subject\"", "\"mappingSet\"", "\"justification\"",
      "\"author\"", "\"date\"", "\"licence\"", "\"definitionDiffers\"", "\"negatives\"",
      "\"falseFriends\"", "\"conflicts\"",
    ]
    var rest = text[...]
    for key in order {
      let range = try #require(rest.range(of: key), "\(key)")
      rest = rest[range.upperBound...]
    }
    #expect(text == (try sample().resolve("a1").json().prettyPrinted))
    #expect(try sample().resolve("a1").json(in: "fr").prettyPrinted.contains("fournisseur"))
  }

  @Test("text names status, evidence and derivations")
  func text() throws {
    let text = try sample().resolve("a1").text(explains: true)
    #expect(text.hasPrefix("provider (a:1): corresponding\n"))
    #expect(text.contains("inferred over 2 links; confidence 0.6 (weakest link of 2 hops)"))
    #expect(text.contains("RCE2: <https://example.org/b/1> skos:exactMatch"))
    #expect(text.contains("Not the same:"))
  }

  @Test("as a mapping set: stated, inverted and chained, with what they derive from")
  func sssom() throws {
    let data = try sample()
    let set = data.resolve("a1").mappingSet()
    #expect(
      set.mappings.map(\.justification) == [
        Justification.manualCuration, Justification.chaining, Justification.chaining,
      ])
    #expect(
      set.mappings[0].values.reference(.mappingSource)?.value == "https://example.org/sets/set")
    #expect(
      set.mappings[1].extensions["derived_from"]
        == .text("https://example.org/r1|https://example.org/r2"))
    #expect(set.values.text(.license) == "https://example.org/licences/set")
    let back = data.resolve("b1").mappingSet()
    #expect(back.mappings.contains { $0.justification == Justification.inversion })
    for written in [set, back] {
      let again = try readSet(try SSSOMWriter().text(of: written))
      #expect(again.mappings.count == written.mappings.count)
    }
  }

  @Test("export: one set stays itself, several become one that names them")
  func export() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "a1 broad c1", "a1 exact none b", "a2 not exact b2", name: "one"),
      mappingSet("b1 exact c1", name: "two"))
    let id = IRI(trusted: "https://example.org/export")
    func scheme(_ name: String) throws -> TermID {
      try #require(data.graph.snapshot.id(iri: IRI(trusted: "https://example.org/" + name)))
    }
    let all = AlignmentExport().mappingSet(of: data.resolver.index, id: id)
    #expect(all.mappings.count == 5)
    #expect(all.id == id)
    #expect(all.values.text(.license) == "https://w3id.org/sssom/license/unspecified")
    #expect(Set(all.mappings.compactMap { $0.values.reference(.mappingSource) }).count == 2)
    let pair = AlignmentExport(schemes: [try scheme("b")], otherSchemes: [try scheme("a")])
      .mappingSet(of: data.resolver.index, id: id)
    #expect(pair.id?.value == "https://example.org/sets/one")
    #expect(pair.mappings.count == 3)
    #expect(pair.mappings.allSatisfy { $0.values[.mappingSource] == nil })
    let positive = AlignmentExport(
      relations: [.exactMatch], includesDenials: false, includesAbsences: false
    ).mappingSet(of: data.resolver.index, id: id)
    #expect(positive.mappings.count == 2)
    let again = try readSet(try SSSOMWriter().text(of: all))
    #expect(again.mappings.count == 5)
  }

  @Test("an identifier without a prefix of its own gets one")
  func prefixes() throws {
    let data = try AlignmentGraph(
      turtle: "<http://x.org/v#1> skos:exactMatch <http://y.org/w/2>, <urn:z:3> .")
    let id = IRI(trusted: "https://example.org/export")
    let set = AlignmentExport().mappingSet(of: data.resolver.index, id: id)
    #expect(try readSet(try SSSOMWriter().text(of: set)).mappings.count == 2)
  }

  @Test("the collection resolves: every match is derived from its sets, none above its links")
  func collection() throws {
    var builder = try GraphBuilder(keepsOrigins: true)
    for url in Samples.mappingSets {
      try builder.beginDocument(source: url.lastPathComponent)
      try Samples.read(url).push(into: &builder)
    }
    for url in Samples.vocabularies {
      try builder.beginDocument(source: url.lastPathComponent)
      var reader = RDFXMLReader(options: ReaderOptions(sourceName: url.lastPathComponent))
      let bytes = try Samples.bytes(url)
      try reader.read(bytes.span, into: &builder)
      try reader.finish(into: &builder)
    }
    let graph = SKOSGraph(builder.finish())
    let resolver = Resolver(graph)
    #expect(resolver.index.count > 1400)
    var counts: [Resolution.Status: Int] = [:]
    var inferred = 0
    for concept in graph.concepts {
      let resolution = resolver.resolve(concept)
      counts[resolution.status, default: 0] += 1
      for match in resolution.matches {
        let steps = match.derivation
        #expect(steps.first?.link.subject == concept.iri)
        #expect(steps.last?.link.object == match.concept.iri)
        #expect(match.concept.scheme != nil)
        let stated = steps.compactMap(\.confidence)
        #expect(match.confidence == (stated.count == steps.count ? stated.min() : nil))
        inferred += match.isInferred ? 1 : 0
      }
    }
    for status in [Resolution.Status.equivalent, .corresponding, .declaredUnmapped, .undecided] {
      #expect(counts[status, default: 0] > 0, "\(status)")
    }
    #expect(inferred > 0)
    let system = try #require(
      graph.concept(iri: IRI(trusted: "https://w3id.org/isogloss/eu-ai-act-2024/ai-system")))
    let friends = resolver.resolve(system).falseFriends
    #expect(friends.contains { $0.basis == .stated && $0.concept.iri.contains("iso-iec-22989") })
  }
}
