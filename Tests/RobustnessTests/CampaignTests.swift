import Foundation
import Testing

@testable import IsoglossFuzz

@Suite("Campaigns against the readers")
struct CampaignTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("isogloss-fuzz-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in Self.files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
  }

  private static let files = [
    "a.ttl": "@prefix e: <http://e/> . e:s e:p \"é\"@en, ( 1 [] ) .\n",
    "b.nq": "<http://e/s> <http://e/p> _:b <http://e/g> .\n",
    "c.rdf": """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">
    <e:T rdf:about="http://e/s"><e:p xml:lang="en">é</e:p></e:T></rdf:RDF>
    """,
    "d.jsonld": "{\"@id\": \"http://e/s\", \"http://e/p\": [\"é\", {\"@list\": [1, true]}]}",
    "again.ttl": "@prefix e: <http://e/> . e:s e:p \"é\"@en, ( 1 [] ) .\n",
    "e.rq": "PREFIX : <http://e/> SELECT (COUNT(?o) AS ?n) { ?s :p/:q* ?o FILTER(?o > 1) }",
    "f.ru": "PREFIX : <http://e/> DELETE { ?s :p 1 } INSERT { ?s :p 'é'@en } WHERE { ?s :p 1 }",
    "g.srj": "{\"head\": {\"vars\": [\"x\"]}, \"results\": {\"bindings\": [{}]}}",
    "h.sssom.tsv": "#curie_map:\n#  e: http://e/\nsubject_id\tobject_id\ne:a\te:b\n",
    "readme.txt": "no RDF",
  ]

  private func corpus() throws -> Corpus {
    defer { try? FileManager.default.removeItem(at: folder) }
    return try Corpus([folder.path], notations: Notation.allCases)
  }

  @Test("the corpus has every file once")
  func contents() throws {
    #expect(
      try corpus().examples.map(\.notation)
        == [.ttl, .nq, .rdf, .jsonld, .rq, .ru, .srj, .sssom])
    #expect(throws: (any Error).self) { try Corpus([folder.path + "/none"], notations: [.ttl]) }
  }

  @Test("each file is cut at each byte, and every cut is taken well")
  func cuts() throws {
    let corpus = try corpus()
    let campaign = CutCampaign(corpus: corpus)
    #expect(campaign.count == corpus.examples.map { $0.bytes.count + 1 }.reduce(0, +))
    var wholes = 0
    var inputs: Set<[UInt8]> = []
    for index in 0..<campaign.count {
      let example = campaign.example(index)
      if corpus.examples.contains(where: { $0.bytes == example.bytes }) { wholes += 1 }
      inputs.insert(Array(example.notation.rawValue.utf8) + [0] + example.bytes)
      let finding = Examination.finding(example, variant: index)
      #expect(finding == nil, "\(index): \(finding ?? "")")
    }
    #expect(wholes == corpus.examples.count)
    #expect(inputs.count == campaign.count)
  }

  @Test("a seed gives the same inputs again, and another seed gives others")
  func seeds() throws {
    let corpus = try corpus()
    func inputs(_ seed: UInt64) -> [[UInt8]] {
      let campaign = MutationCampaign(corpus: corpus, seed: seed, count: 200)
      return (0..<campaign.count).map { campaign.example($0).bytes }
    }
    let first = inputs(1)
    #expect(first == inputs(1))
    #expect(first != inputs(2))
    #expect(Set(first).count > 150)
    #expect(first.allSatisfy { $0.count <= 64 << 10 })
  }

  @Test("what a worker tells last can be read after its end")
  func log() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log").path
    #expect(WorkerLog.record(path: path) == WorkerLog.Record())
    let log = try WorkerLog(path: path)
    log.write(WorkerLog.Record(index: 1, examined: 1, findings: 0, peakKilobytes: 0))
    let last = WorkerLog.Record(index: 70_000, examined: 5, findings: 2, peakKilobytes: 1 << 33)
    log.write(last)
    #expect(WorkerLog.record(path: path) == last)
  }
}
