import ByteStorage
import Foundation
import Isogloss
import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

/// What the collection promises of itself in `Ontology/README.md`.
@Suite("The gate of the collection")
struct GateTests {
  @Test("breaks no integrity condition and no rule of quality")
  func integrity() throws {
    let report = try Collection.vocabulary.get().check()
    #expect(report.findings.map(\.message) == [])
  }

  @Test("every identifier of its own that it mentions is described in it")
  func resolvable() throws {
    let dangling = try Collection.rows(
      """
      SELECT DISTINCT ?o WHERE {
        ?s ?p ?o FILTER(isIRI(?o) && STRSTARTS(STR(?o), "https://w3id.org/isogloss/") && ?o != isogloss:)
        FILTER NOT EXISTS { ?o ?q ?x }
        FILTER(?p NOT IN (<http://www.w3.org/ns/dcat#downloadURL>,
          <http://www.w3.org/ns/dcat#landingPage>, <https://w3id.org/sssom/mapping_provider>,
          <http://xmlns.com/foaf/0.1/primaryTopic>))
      }
      """)
    #expect(dangling == [])
  }

  @Test("no chain of exact matches joins two concepts of one scheme")
  func clusters() throws {
    var parents: [String: String] = [:]
    func root(_ iri: String) -> String {
      var current = iri
      while let parent = parents[current] { current = parent }
      return current
    }
    for pair in try Collection.rows("SELECT ?a ?b { ?a skos:exactMatch ?b }") {
      let (a, b) = (root(pair[0]), root(pair[1]))
      if a != b { parents[a] = b }
    }
    var members: [String: [String: String]] = [:]
    for row in try Collection.rows("SELECT ?c ?s { ?c skos:inScheme ?s }") {
      let root = root(row[0])
      if let other = members[root, default: [:]].updateValue(row[0], forKey: row[1]) {
        Issue.record("\(other) and \(row[0]) are joined by exact matches")
      }
    }
    #expect(!parents.isEmpty)
  }

  @Test("a mapping to a superseded or withdrawn document says so")
  func superseded() throws {
    let silent = try Collection.rows(
      """
      PREFIX sssom: <https://w3id.org/sssom/>
      PREFIX owl: <http://www.w3.org/2002/07/owl#>
      SELECT ?set ?subject WHERE {
        ?set sssom:mappings ?m . ?m owl:annotatedSource ?subject ; owl:annotatedTarget ?object .
        FILTER NOT EXISTS { ?m sssom:predicate_modifier ?not }
        { ?subject skos:inScheme ?scheme } UNION { ?object skos:inScheme ?scheme }
        ?scheme isogloss:status ?status FILTER(?status IN ("superseded", "withdrawn"))
        FILTER NOT EXISTS { ?m rdfs:comment ?comment }
      }
      """)
    #expect(silent == [])
    let mappings = try Collection.count(
      "SELECT (COUNT(*) AS ?n) { ?s <https://w3id.org/sssom/mappings> ?m }")
    #expect(mappings == 2670)
  }

  @Test("language tags are spelt as BCP 47 recommends")
  func languages() throws {
    let tags = try Collection.rows(
      "SELECT DISTINCT ?t { ?s ?p ?o FILTER(isLiteral(?o) && LANG(?o) != '') BIND(LANG(?o) AS ?t) }"
    )
    #expect(tags.count > 30)
    for tag in tags.map({ $0[0] }) {
      #expect(tag.wholeMatch(of: /[a-z]{2,3}(-[A-Z][a-z]{3})?/) != nil, "\(tag)")
    }
    #expect(!tags.contains(["zh"]), "Chinese always says its script")
  }

  @Test("definitions are in own words: 40 at most, with rights and a citation, and quote nobody")
  func definitions() throws {
    let definitions = try Collection.rows(
      """
      SELECT ?d ?text ?citation ?rights { ?d a isogloss:Definition ; rdf:value ?text ;
        dct:bibliographicCitation ?citation ; dct:rights ?rights ; dct:license ?licence }
      """)
    #expect(
      try Collection.count("SELECT (COUNT(?d) AS ?n) { ?d a isogloss:Definition }")
        == definitions.count)
    for row in definitions {
      let words = row[1].split(whereSeparator: \.isWhitespace).count
      #expect(words <= 40, "\(row[0]): \(words) words")
      #expect(row[3] == "Own wording; not the publisher's text.", "\(row[0])")
      for quote in Collection.quotes(in: row[1]) {
        #expect(quote.split(separator: " ").count < 5, "\(row[0]) quotes \(quote)")
      }
    }
    // What the founding paper and the sheets quote is somebody's wording.
    let wordings = definitions.map { $0[1].lowercased() }.joined(separator: "\n")
    for quote in try Collection.quotedPassages() {
      #expect(!wordings.contains(quote.lowercased()), "\(quote)")
    }
  }

  @Test("the catalogue has every file with its size and its SHA-256")
  func checksums() throws {
    let folder = try ShippedCollection.folder().resolvingSymlinksInPath()
    var listed: [String: [String]] = [:]
    for row in try Collection.rows(
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX spdx: <http://spdx.org/rdf/terms#>
      SELECT ?url ?size ?sum { ?file dcat:downloadURL ?url ; dcat:byteSize ?size ;
        spdx:checksum/spdx:checksumValue ?sum }
      """)
    {
      listed[String(row[0].dropFirst("https://w3id.org/isogloss/files/".count))] = [row[1], row[2]]
    }
    let paths = try #require(FileManager.default.enumerator(atPath: folder.path))
      .compactMap { $0 as? String }
      .filter { ($0.hasSuffix(".rdf") || $0.hasSuffix(".sssom.tsv")) && $0 != "catalog.rdf" }
    #expect(Set(paths) == Set(listed.keys))
    let stale = try paths.filter { path in
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
      let digest = String(decoding: MessageDigest.sha256.hexadecimal(of: bytes.span), as: UTF8.self)
      return listed[path] != ["\(bytes.count)", digest]
    }
    #expect(stale == [], "run Scripts/catalogue")
  }

  @Test("every scheme, definition and set says its licence, and every mapping who made it")
  func provenance() throws {
    for query in [
      "SELECT ?s { ?s a skos:ConceptScheme FILTER NOT EXISTS { ?s dct:license ?l } }",
      "SELECT ?s { ?s a skos:ConceptScheme FILTER NOT EXISTS { ?s dct:publisher ?p } }",
      """
      PREFIX sssom: <https://w3id.org/sssom/>
      SELECT ?m { ?set sssom:mappings ?m FILTER(
        NOT EXISTS { ?m sssom:mapping_justification ?j } || NOT EXISTS { ?m sssom:author_label ?a }
        || NOT EXISTS { ?m isogloss:checked ?c }) }
      """,
      "SELECT ?c { ?c a skos:Concept FILTER NOT EXISTS { ?c isogloss:checked ?v } }",
      """
      SELECT ?c { ?c isogloss:checked ?v ; isogloss:termKind ?k FILTER(?v IN ("source", "secondary"))
        FILTER(?k != "grouping") FILTER NOT EXISTS { ?c isogloss:basis ?b } }
      """,
    ] { #expect(try Collection.rows(query) == []) }
  }

  @Test("initiatives are coded, and codings say on whose word")
  func initiatives() throws {
    let count = "SELECT (COUNT(DISTINCT ?i) AS ?n) { ?i a isogloss:Initiative"
    #expect(try Collection.count(count + " }") == 336)
    #expect(
      try Collection.count(
        count + " ; dct:isReferencedBy <https://w3id.org/isogloss/scheme/igf-pnai-2024> }") == 195)
    let unfounded = try Collection.rows(
      """
      SELECT ?c { ?c a isogloss:PatternCoding ; isogloss:codingStatus ?s .
        FILTER((?s = "editorial" && NOT EXISTS { ?c isogloss:reason ?r })
          || (?s = "stated" && NOT EXISTS { ?c isogloss:section ?x })) }
      """)
    #expect(unfounded == [])
  }

  @Test("risk tiers are ordered, and say by which criterion or that none is known")
  func tiers() throws {
    let collections = try Collection.vocabulary.get().skos.collections
    #expect(collections.count == 30)
    let act = try #require(collections.first { $0.iri.hasSuffix("eu-ai-act-2024#risk-tiers") })
    let tiers = act.members.map { member in
      if case .concept(let concept) = member { concept.curie } else { "" }
    }
    #expect(
      tiers == [
        "eu-ai-act-2024:prohibited-ai-practice", "eu-ai-act-2024:high-risk-ai-system",
        "eu-ai-act-2024:limited-risk-ai-system-transparency-tier",
        "eu-ai-act-2024:minimal-risk-ai-system",
      ])
  }
}
