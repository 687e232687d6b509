import ArgumentParser
import Isogloss
import RDFModel
import Synchronization

/// How far data may be from what its syntax asks for.
struct LeniencyOptions: ParsableArguments {
  @Flag(
    help: """
      Tell faulty statements of N-Triples and N-Quads, and cells of the Alignment format that no \
      mapping says; leave them out and go on.
      """)
  var lenient = false

  @Flag(
    name: .customLong("no-iri-check"),
    help: "Accept IRIs that RFC 3987 refuses, as far as the syntax allows them.")
  var acceptsAnyIRI = false

  /// The options of readers with these ones put in; faults are told and counted.
  func applied(
    to options: ReaderOptions, for documents: [Document], _ faults: FaultCounter
  ) throws -> ReaderOptions {
    var options = options
    options.validatesIRIs = !acceptsAnyIRI
    guard lenient else { return options }
    for document in documents {
      let format = try document.resolvedFormat()
      guard [.ntriples, .nquads, .alignment].contains(format) else {
        throw ValidationError(
          "--lenient reads N-Triples, N-Quads and alignments, and \(document.name) is taken for "
            + "\(format.rawValue); name the format with --from if it is another.")
      }
    }
    options.mode = .lenient { faults.tell($0) }
    return options
  }
}

/// Tells faulty statements on standard error and counts them.
final class FaultCounter: Sendable {
  private let count = Atomic(0)

  func tell(_ error: SyntaxError) {
    count.add(1, ordering: .relaxed)
    StandardError.write(error.description)
  }

  /// How many statements were left out; nil for none.
  var summary: String? {
    switch count.load(ordering: .relaxed) {
    case 0: nil
    case 1: "1 faulty statement left out"
    case let count: "\(count) faulty statements left out"
    }
  }
}
