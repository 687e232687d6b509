import ArgumentParser
import Entailment
import Foundation
import Isogloss
import RDFModel

/// Makes the closure of a document, and changes it by a few triples.
struct EntailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entail", abstract: "Makes the closure of FILE under a regime.",
    discussion: """
      Then takes the first stated triples back and states them again, as an update would, and \
      compares the number of derived triples before and after.
      """)

  @Option(help: "The document to load.") var data: String
  @Option(help: "skos, rdfs or rdf.") var regime = "skos"
  @Option(help: "How many triples are taken back and stated again.") var changes = 10

  func run() throws {
    guard let regime = EntailmentRegime(rawValue: regime) else {
      throw ValidationError("--regime takes skos, rdfs or rdf.")
    }
    let vocabulary = try Vocabulary(documents: [Document(path: data)])
    let before = ResidentMemory.current
    var made: EntailmentClosure?
    let making = try Stopwatch.measure { made = try vocabulary.closure(regime) }
    guard var closure = made else { return }
    made = nil
    let derived = closure.derivedCount
    let grown = Double(ResidentMemory.peak - before) * 1024
    print("\(vocabulary.snapshot.tripleCount) stated, \(derived) derived under \(regime.rawValue)")
    print(
      String(
        format: "made in %.2f s CPU (%.2f s wall), %.0f MB at most, %.0f bytes a derived triple",
        making.cpu, making.wall, grown / 1e6, grown / Double(max(derived, 1))))
    let some = try first(changes, of: vocabulary)
    let removing = try Stopwatch.measure { try closure.remove(some) }
    let less = closure.derivedCount
    let adding = try Stopwatch.measure { try closure.add(some) }
    print(
      String(
        format: "%d taken back in %.4f s (%d derived less), stated again in %.4f s", some.count,
        removing.wall, derived - less, adding.wall))
    if closure.derivedCount != derived { throw ExitCode(1) }
  }

  private func first(_ count: Int, of vocabulary: Vocabulary) throws -> [Triple] {
    let query = try vocabulary.parse(
      query: "CONSTRUCT { ?a skos:broader ?b } WHERE { ?a skos:broader ?b } LIMIT \(count)")
    guard case .graph(let graph) = try vocabulary.evaluate(query) else { return [] }
    return graph.triples
  }
}
