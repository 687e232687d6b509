import RDFGraph
import RDFModel

/// Terms that a query made and its snapshot does not hold, with identifiers beyond the
/// snapshot's.
///
/// A term is first looked up in the snapshot, so that equal terms always have one identifier and
/// joins by identifier stay right.
final class TermOverlay {
  private let snapshot: GraphSnapshot
  private(set) var terms = OverlayTerms()
  private var numbers = TermNumbers()
  /// What the literals of the overlay mean, read once.
  private var readings: [Reading] = []
  private var integers: [Int: UInt32] = [:]
  /// The integers from 0, as far as they were made.
  private var smallIntegers: [UInt32] = []
  private var nextBlankNode = 0
  /// What all terms take, in bytes, about.
  private(set) var byteCount = 0
  /// What the terms take that no operator has charged yet, in bytes, about.
  @exclusivity(unchecked) private(set) var pendingBytes = 0

  init(snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    let dictionary = snapshot.dictionary
    terms.base = [
      dictionary.count(.iri), dictionary.count(.blankNode), dictionary.count(.literal),
      dictionary.count(.tripleTerm),
    ]
  }

  private init(_ other: TermOverlay) {
    snapshot = other.snapshot
    terms = other.terms
    numbers = other.numbers
    readings = other.readings
    integers = other.integers
    smallIntegers = other.smallIntegers
    nextBlankNode = other.nextBlankNode
    byteCount = other.byteCount
  }

  /// The same terms, for another thread to read.
  func copy() -> TermOverlay { TermOverlay(self) }

  /// How many terms the query has made.
  var count: Int { numbers.count }

  /// The identifier of a term, new or known.
  func intern(_ term: Term) -> UInt32 {
    if let id = snapshot.id(of: term) { return id.rawValue }
    let hash = TermNumbers.hash(term)
    if let known = numbers.find(term, hash, terms) { return known }
    let kind = TermID.Kind(of: term)
    let slot = Int(kind.rawValue)
    let id = TermID(kind: kind, index: terms.base[slot] + terms.added[slot].count).rawValue
    terms.added[slot].append(term)
    if kind == .literal { readings.append(ExecutionContext.read(term)) }
    numbers.insert(id, hash)
    let bytes = Self.byteCount(term)
    pendingBytes += bytes
    byteCount += bytes
    return id
  }

  /// What a term takes in the tables here, with the room that these grow by.
  private static func byteCount(_ term: Term) -> Int {
    switch term {
    case .iri(let iri): 320 + iri.value.utf8.count
    case .blankNode: 320
    case .literal(let literal): 384 + literal.lexicalForm.utf8.count
    // Its parts share their text with others, mostly.
    case .tripleTerm: 800 * term.tripleTermDepth
    }
  }

  /// What the terms made since the last call take; whoever asks charges it.
  func takePendingBytes() -> Int {
    defer { pendingBytes = 0 }
    return pendingBytes
  }

  /// The identifier of an `xsd:integer`, such as a count.
  func intern(_ integer: Int) -> UInt32 {
    if integer >= 0, integer < smallIntegers.count, smallIntegers[integer] != .max {
      return smallIntegers[integer]
    }
    if let known = integers[integer] { return known }
    let id = intern(.literal(Literal(String(integer), datatype: XSD.integer)))
    if integer >= 0, integer < 4096 {
      if smallIntegers.isEmpty { smallIntegers = Array(repeating: .max, count: 4096) }
      smallIntegers[integer] = id
    } else {
      integers[integer] = id
    }
    return id
  }

  /// What a literal that the overlay made means.
  func reading(_ id: TermID) -> Reading { readings[id.index - terms.base[2]] }

  /// A blank node that nothing else in snapshot or query is.
  func freshBlankNode() -> BlankNode {
    while true {
      nextBlankNode += 1
      let node = BlankNode("q\(nextBlankNode)")
      let term = Term.blankNode(node)
      if snapshot.id(of: term) == nil, numbers.find(term, TermNumbers.hash(term), terms) == nil {
        return node
      }
    }
  }

  /// The term with an identifier, where the overlay made it.
  func term(_ id: TermID) -> Term? { terms[id] }
}

/// The terms of an overlay, as results keep them.
struct OverlayTerms: Sendable {
  /// How many terms of each kind the snapshot has.
  var base = [0, 0, 0, 0]
  /// The terms beyond those, kind by kind.
  var added: [[Term]] = [[], [], [], []]

  /// The term with an identifier, or nil where the snapshot holds it.
  subscript(id: TermID) -> Term? {
    let slot = Int(id.kind.rawValue)
    let index = id.index - base[slot]
    return index >= 0 && index < added[slot].count ? added[slot][index] : nil
  }

  var isEmpty: Bool { added.allSatisfy(\.isEmpty) }
}
