import Foundation
import RDFGraph
import RDFModel
import RDFXMLSyntax
import SKOSVocabulary
import Testing

@testable import TermAlignment

#if canImport(FoundationXML)
  import FoundationXML
#endif

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
    let resolution = try sample().resolve("a1")
    let short = resolution.text()
    #expect(short.hasPrefix("provider  a:1"))
    #expect(short.contains("\nstatus: corresponding: no exact match, but others\n"))
    #expect(short.contains("inferred in 2 hops, confidence 0.6 (weakest link of 2 hops)"))
    #expect(short.contains("False friends"))
    #expect(!short.contains("rule RCE2"))
    let long = resolution.explanation().text()
    #expect(long.contains("b:1 skos:exactMatch c:1, in https://example.org/sets/set"))
    #expect(long.contains("rule RCE2"))
    #expect(long.contains("rule stated, 2024-05-01, https://example.org/licences/set"))
    let marked = resolution.text { $0 == .relation ? "*\($1)*" : $1 }
    #expect(marked.contains("*skos:closeMatch*"))
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

  @Test("what follows names its mappings, those without an identifier by their standard hash")
  func derivedFrom() throws {
    let tables = [
      // In the second, the values that all mappings share stand on the set.
      mappingSet("a1 exact b1 0.625 author_label=Ann comment=Of_one"),
      mappingSet("b1 exact c1 license=https://example.org/l", name: "other"),
    ].map { $0.replacing("#license:", with: "#mapping_tool: hand\n#license:") }
    let data = try AlignmentGraph(
      sets: tables, turtle: "<https://example.org/c/1> skos:exactMatch b:2 .")
    let sets = try tables.map { try readSet($0) }
    var hashes = sets.map { $0.standardHash(of: $0.mappings[0]) }
    func derivedFrom(_ name: String, _ end: String) -> SlotValue? {
      data.resolve(name).mappingSet().mappings.first {
        $0.object?.value == AlignmentGraph.iri(end)
      }?
      .extensions["derived_from"]
    }
    #expect(derivedFrom("a1", "c1") == .text(hashes.joined(separator: "|")))
    // A plain triple is named by the mapping that the conversion makes of it.
    let plain = try #require(MappingSetCollector(data.graph.snapshot).mappingSets().last)
    hashes.append(plain.standardHash(of: plain.mappings[0]))
    #expect(derivedFrom("a1", "b2") == .text(hashes.joined(separator: "|")))
    #expect(derivedFrom("b1", "a1") == .text(hashes[0]))
  }

  @Test("values that a set in RDF states for all its mappings take part in their hashes")
  func hashesOfCondensedSets() throws {
    let turtle = """
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      @prefix sssom: <https://w3id.org/sssom/> .
      @prefix semapv: <https://w3id.org/semapv/vocab/> .
      e:set a sssom:MappingSet ; sssom:mapping_tool "hand" ; sssom:mappings
        [ a owl:Axiom ; owl:annotatedSource a:1 ; owl:annotatedProperty skos:exactMatch ;
          owl:annotatedTarget b:1 ; sssom:mapping_justification semapv:LexicalMatching ] .
      """
    let data = try AlignmentGraph(sets: [], turtle: turtle)
    let set = try #require(MappingSetCollector(data.graph.snapshot).mappingSets().first)
    #expect(set.mappings[0].values.text(.mappingTool) == "hand")
    let found = data.resolve("b1").mappingSet().mappings.first?.extensions["derived_from"]
    #expect(found == .text(set.standardHash(of: set.mappings[0])))
  }

  @Test("matches that differ by their names alone come in the order of their IRIs")
  func order() throws {
    // Names of several lengths, some the start of others, with zeros and letters beyond ASCII.
    let names = ["1", "10", "100", "1000000000", "2", "20000000001", "20000000002", "ä", "äb", "a"]
    let lines = names.shuffled().map { "a1 exact b\($0) 0.5" } + ["a1 exact c1", "a1 close b9 0.9"]
    let data = try AlignmentGraph(mappingSet(lines: lines))
    let found = data.resolve("a1").matches.map { AlignmentGraph.name($0.concept) }
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(found == sorted.map { "b\($0)" } + ["c1", "b9"])
  }

  @Test("explained as a mapping set there is a mapping for each derivation")
  func explainedSSSOM() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "b1 exact d1", "a1 exact c1", "c1 exact d1"))
    let set = data.resolve("a1").explanation().mappingSet()
    let chained = set.mappings.filter { $0.justification == Justification.chaining }
    // Two to d1, and one each to b1 and c1 the long way round.
    #expect(chained.count == 4)
    #expect(set.mappings.count == 6)
    #expect(try readSet(try SSSOMWriter().text(of: set)).mappings.count == 6)
  }

  @Test("JSON of an explanation has every derivation with its weakest step")
  func explainedJSON() throws {
    let text = try sample().resolve("a1").explanation().json().prettyPrinted
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let matches = try #require(object["matches"] as? [[String: Any]])
    let derivations = try #require(matches[1]["derivations"] as? [[String: Any]])
    #expect(derivations.count == 1)
    #expect(derivations[0]["weakestStep"] as? Int == 0)
    #expect(derivations[0]["confidence"] as? Double == 0.6)
    #expect((derivations[0]["steps"] as? [[String: Any]])?.count == 2)
    #expect(matches[1]["derivationsComplete"] as? Bool == true)
    #expect(object["limits"] as? [String] == [])
  }

  @Test("the picture is well-formed, says what it shows, and is the same every time")
  func picture() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1 0.9", "c1 exact b1", "a1 not exact c1", "b1 broad d1"),
      turtle: "a:1 skos:prefLabel \"R&D <x>\"@en .")
    let explanation = data.resolve("a1").explanation()
    let svg = explanation.svg()
    let parser = XMLOutline(svg)
    #expect(parser.error == nil)
    #expect(parser.elements["title"] ?? 0 > 1)
    #expect(parser.elements["desc"] == 1)
    // b, d and the denied c; the mappings a-b, b-d, and the denial.
    #expect(parser.elements["rect"] == 1 + 4)
    #expect(svg.contains("R&amp;D &lt;x&gt; (a:1): equivalent"))
    #expect(svg.contains("not skos:exactMatch"))
    #expect(svg.contains("role=\"img\""))
    for reference in ["href", "@font-face", "<script", "<image", "<style"] {
      #expect(!svg.contains(reference))
    }
    #expect(svg == data.resolve("a1").explanation().svg())
    let nothing = try AlignmentGraph(turtle: "a:1 skos:prefLabel \"alone\" .").resolve("a1")
    #expect(nothing.explanation().svg().contains("Nothing corresponds."))
  }

  @Test("PROV-O: each derivation is generated by an activity that used its mappings")
  func provenance() throws {
    let explanation = try sample().resolve("a1").explanation()
    var builder = try GraphBuilder()
    try builder.beginDocument(source: "prov")
    try DerivationProvenance(explanation).push(into: &builder)
    let graph = builder.finish()
    func id(_ iri: String) -> TermID { graph.id(iri: IRI(trusted: iri)) ?? .unbound }
    let prov = "http://www.w3.org/ns/prov#"
    let activities = graph.subjects(
      id(RDF.type.value), id(prov + "Activity"))
    #expect(activities.count == explanation.matches.map(\.derivations.count).reduce(0, +))
    let record = id("https://example.org/r1")
    #expect(graph.subjects(id(prov + "used"), record).count == 3)
    let derived = graph.subjects(id(prov + "wasDerivedFrom"), record)
    #expect(derived.count == 3)
    for entity in derived {
      #expect(graph.objects(of: entity, id(prov + "wasGeneratedBy")).count == 1)
    }
    let agents = graph.objects(of: record, id(prov + "wasAttributedTo"))
    #expect(agents.count == 1)
    #expect(
      agents.flatMap { graph.objects(of: $0, id(SSSOM.rdfs + "label")) }.map {
        graph.dictionary.text(of: $0)
      } == ["Ann"])
    #expect(
      graph.subjects(id(prov + "hadMember"), record).map { graph.dictionary.text(of: $0) }
        == ["https://example.org/sets/set"])
    #expect(
      graph.objects(of: record, id(SSSOM.annotatedSource.value)).map {
        graph.dictionary.text(of: $0)
      } == ["https://example.org/a/1"])
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

/// The elements of an XML text, and what is wrong with it.
private final class XMLOutline: NSObject, XMLParserDelegate {
  private(set) var elements: [String: Int] = [:]
  private(set) var error: (any Error)?

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { error = parser.parserError }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) { elements[name, default: 0] += 1 }
}
