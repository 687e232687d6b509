import Foundation
import Testing

@Suite("isogloss resolve, search, show, info on the shipped vocabularies")
struct ResolveCommandTests {
  @Test("JSON has the shape of the contract and names mapping set and false friend")
  func json() throws {
    let run = try CommandRun(["resolve", "provider", "--in", "eu-ai-act-2024", "--format", "json"])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let object = try run.json()
    let term = try #require(object["term"] as? [String: Any])
    #expect(term["curie"] as? String == "eu-ai-act-2024:provider")
    #expect(term["scheme"] as? String == "eu-ai-act-2024")
    #expect((term["label"] as? [String: String]) == ["value": "provider", "language": "en"])
    #expect(object["status"] as? String == "equivalent")
    let matches = try #require(object["matches"] as? [[String: Any]])
    let keys: Set = [
      "iri", "curie", "label", "scheme", "jurisdiction", "predicate", "inferred", "confidence",
      "confidenceRule", "derivation", "definitionDiffers",
    ]
    for match in matches { #expect(keys.isSubset(of: match.keys)) }
    let steps = try #require(matches.first?["derivation"] as? [[String: Any]])
    let step = try #require(steps.first)
    #expect(
      Set([
        "rule", "subject", "predicate", "object", "mappingSet", "justification", "author", "date",
        "licence",
      ]).isSubset(of: step.keys))
    #expect(
      (step["mappingSet"] as? String)?.hasPrefix("https://w3id.org/isogloss/mappings/") == true)
    let friends = try #require(object["falseFriends"] as? [[String: Any]])
    #expect(friends.contains { !(($0["difference"] as? String) ?? "").isEmpty })
    for key in ["negatives", "conflicts"] { #expect(object[key] is [Any]) }
  }

  @Test("text says status, mapping set, author and justification")
  func text() throws {
    let run = try CommandRun(["resolve", "eu-ai-act-2024:provider", "--explain"])
    #expect(run.status == 0)
    for part in [
      "status: equivalent", "eu-ai-act--w3c-dpv-2.3-eu-aiact", "by W3C DPVCG",
      "semapv:ManualMappingCuration", "False friends",
    ] { #expect(run.output.contains(part), "\(part)") }
    #expect(!run.output.contains("\u{1B}["))
  }

  @Test("a made-up term ends with 1 and suggestions")
  func unknown() throws {
    let run = try CommandRun(["resolve", "providr", "--in", "eu-ai-act-2024"])
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("no concept in eu-ai-act-2024 is called 'providr'"))
    #expect(run.errors.contains("eu-ai-act-2024:provider"))
  }

  @Test("an ambiguous label is never picked: candidates with scheme, language, definition")
  func ambiguous() throws {
    let run = try CommandRun(["resolve", "provider"])
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    let candidates = run.errorLines.dropFirst()
    #expect(candidates.count > 1)
    for line in candidates { #expect(line.contains("@en") && line.contains("(")) }
  }

  @Test("an unknown scheme ends with 1 and suggestions")
  func unknownScheme() throws {
    let run = try CommandRun(["resolve", "provider", "--in", "eu-ai-act"])
    #expect(run.status == 1)
    #expect(run.errors.contains("eu-ai-act-2024"))
  }

  @Test("no agreed equivalent ends with 1, the answer on standard output all the same")
  func negative() throws {
    let folder = try ScratchFolder()
    let file = try folder.write(
      """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      <http://example.org/a> a skos:Concept ; skos:prefLabel "alone"@en .
      """, to: "a.ttl")
    // The argument stands after --data, which would swallow it.
    let run = try CommandRun(["resolve", "--format", "json", "--data", file, "alone"])
    #expect(run.status == 1)
    #expect(try run.json()["status"] as? String == "undecided")
  }

  @Test("--format sssom is a mapping set that loads again")
  func sssom() throws {
    let folder = try ScratchFolder()
    let file = folder.file("r.sssom.tsv").path
    let run = try CommandRun(
      ["resolve", "eu-ai-act-2024:provider", "--format", "sssom", "-o", file])
    #expect(run.status == 0)
    let info = try CommandRun(["info", file, "--format", "json"])
    #expect(info.status == 0)
    let mappings = try #require(try info.json()["mappings"] as? [String: Int])
    #expect((mappings["skos:exactMatch"] ?? 0) >= 1)
  }

  @Test("explained, each match has all its derivations: JSON, picture, PROV-O, SSSOM")
  func explained() throws {
    let term = ["resolve", "au-malabo-2014:personal-data", "--explain"]
    let json = try CommandRun(term + ["--format", "json"]).json()
    let matches = try #require(json["matches"] as? [[String: Any]])
    #expect(!matches.isEmpty)
    for match in matches {
      let derivations = try #require(match["derivations"] as? [[String: Any]])
      let first = try #require(derivations.first?["steps"] as? [[String: Any]])
      #expect(first.count == (match["derivation"] as? [Any])?.count)
      #expect(match["derivationsComplete"] is Bool)
    }
    let svg = try CommandRun(term + ["--format", "svg"])
    #expect(svg.output.hasPrefix("<svg xmlns=") && svg.output.contains("<desc id=\"description\">"))
    #expect(svg.output == (try CommandRun(term + ["--format", "svg"])).output)
    let prov = try CommandRun(term + ["--format", "prov"])
    #expect(prov.output.contains("prov:wasDerivedFrom"))
    let sssom = try CommandRun(term + ["--format", "sssom"])
    #expect(sssom.output.contains("semapv:MappingChaining"))
  }

  @Test("filters, rules and bounds are options; what they do not take is wrong usage")
  func options() throws {
    let term = ["resolve", "au-malabo-2014:personal-data", "--format", "json"]
    func predicates(_ more: String...) throws -> Set<Bool> {
      let matches = try CommandRun(term + more).json()["matches"] as? [[String: Any]]
      return Set((matches ?? []).compactMap { $0["inferred"] as? Bool })
    }
    #expect(try predicates() == [true, false])
    #expect(try predicates("--max-hops", "1") == [false])
    #expect(try predicates("--without-rules", "T1,RCE1,RCE2") == [false])
    #expect(try predicates("--inferred") == [true])
    let sets = try CommandRun(term + ["--mapping-set", "no-such-set"])
    #expect(sets.status == 1)
    #expect(sets.errors.contains("no mapping set is called 'no-such-set'"))
    for wrong in [
      ["--rules", "T9"], ["--review", "fine"], ["--confidence-rule", "guess"],
      ["--max-hops", "0"],
    ] { #expect(try CommandRun(term + wrong).status == 64, "\(wrong)") }
  }

  @Test("colour is written when asked for, and NO_COLOR does not stop that")
  func color() throws {
    let arguments = ["search", "provider", "--limit", "1"]
    let plain = try CommandRun(arguments)
    let colored = try CommandRun(arguments + ["--color", "always"], environment: ["NO_COLOR": "1"])
    #expect(!plain.output.contains("\u{1B}["))
    #expect(colored.output.contains("\u{1B}[1m"))
  }

  @Test("what --language keeps from being found is named")
  func narrowed() throws {
    let found = try CommandRun(["show", "KI-System", "--in", "eu-ai-act-2024", "--language", "de"])
    #expect(found.status == 0, "\(found.errors)")
    let missed = try CommandRun(["show", "AI system", "--in", "eu-ai-act-2024", "--language", "de"])
    #expect(missed.status == 1)
    #expect(missed.errors.contains("without --language"))
    #expect(missed.errors.contains("eu-ai-act-2024:ai-system"))
  }

  @Test("search ranks, respects language and limit, and ends with 1 where nothing fits")
  func search() throws {
    let run = try CommandRun(
      ["search", "fournisseur", "--language", "fr", "--limit", "2", "--format", "json"])
    #expect(run.status == 0)
    let matches = try #require(try run.json()["matches"] as? [[String: Any]])
    #expect(matches.count <= 2)
    #expect(matches.first?["curie"] as? String == "eu-ai-act-2024:provider")
    let nothing = try CommandRun(["search", "qqqqzzzzxxxx"])
    #expect(nothing.status == 1)
    #expect(nothing.output.isEmpty)
    #expect(try CommandRun(["search", "qqqqzzzzxxxx", "--quiet"]).errors.isEmpty)
  }

  @Test("show: text, JSON and RDF name definition, source and warnings")
  func show() throws {
    let text = try CommandRun(["show", "Art. 3(3)", "--in", "EU AI Act"])
    #expect(text.status == 0)
    for part in ["Labels", "fournisseur", "Definition", "Art. 3(3)", "Broader", "false friend"] {
      #expect(text.output.contains(part), "\(part)")
    }
    let json = try CommandRun(["show", "eu-ai-act-2024:provider", "--format", "json"]).json()
    #expect((json["definitions"] as? [Any])?.isEmpty == false)
    #expect((json["falseFriends"] as? [Any])?.isEmpty == false)
    let turtle = try CommandRun(["show", "eu-ai-act-2024:provider", "--format", "turtle"])
    #expect(turtle.output.contains("rdf:value"))
  }

  @Test("info counts what is there")
  func info() throws {
    let json = try CommandRun(["info", "--format", "json"]).json()
    let schemes = try #require(json["schemes"] as? [[String: Any]])
    #expect(schemes.contains { $0["id"] as? String == "eu-ai-act-2024" })
    let sum = schemes.reduce(0) { $0 + (($1["concepts"] as? Int) ?? 0) }
    #expect(sum == json["concepts"] as? Int)
    for key in ["triples", "memoryBytes", "loadSeconds", "labels", "mappings", "graphs"] {
      #expect(json[key] != nil, "\(key)")
    }
    let text = try CommandRun(["info"])
    #expect(text.output.contains("eu-ai-act-2024"))
  }

  @Test("the vocabularies are found beside an installed program")
  func installed() throws {
    let folder = try ScratchFolder()
    let manager = FileManager.default
    try manager.createDirectory(
      at: folder.file("bin"), withIntermediateDirectories: true)
    let share = folder.file("share/isogloss/Ontology")
    try manager.createDirectory(at: share, withIntermediateDirectories: true)
    try manager.copyItem(
      at: CommandRun.ontology.appendingPathComponent("isogloss.rdf"),
      to: share.appendingPathComponent("isogloss.rdf"))
    let program = folder.file("bin/isogloss")
    try manager.copyItem(at: try CommandRun.program(), to: program)
    let run = try CommandRun(
      ["info", "--format", "json"], environment: ["ISOGLOSS_ONTOLOGY": ""], program: program)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.json()["documents"] as? Int == 1)
    let missing = try CommandRun(["info"], environment: ["ISOGLOSS_ONTOLOGY": "/nowhere"])
    #expect(missing.status == 3)
    #expect(missing.errors.contains("error collection-not-found: "))
  }
}
