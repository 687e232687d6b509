internal import RDFGraph
public import RDFModel

/// Whether one graph follows from another.
///
/// Source: RDF 1.1 Semantics, sections 5 to 9; RDF 1.2 Semantics.
public struct GraphEntailment: Sendable {
  /// What the graphs mean.
  public enum Interpretation: Sendable {
    /// Simple entailment: blank nodes stand for something, and that is all.
    case simple
    /// RDF entailment.
    case rdf
    /// RDFS entailment.
    case rdfs

    fileprivate var regime: EntailmentRegime {
      switch self {
      case .simple: .none
      case .rdf: .rdf
      case .rdfs: .rdfs
      }
    }
  }

  /// How many steps the search for blank nodes may take.
  public static let stepLimit = 1_000_000

  /// Whether the graph can be true at all; what cannot be true entails everything.
  public let isConsistent: Bool
  private var closure: EntailmentClosure
  private let datatypes: RecognizedDatatypes

  /// Takes a graph.
  ///
  /// - Parameters:
  ///   - graph: what is stated.
  ///   - interpretation: what follows from what.
  ///   - datatypes: the datatypes whose values count.
  ///   - mentioned: IRIs of which the conclusions will speak, for the axioms of `rdf:_1` and so on.
  /// - Throws: `CapacityError` where the graph is larger than 32 bits can name, `EntailmentError`
  ///   where more follows from it than the standard limits allow.
  public init(
    _ graph: [Triple], _ interpretation: Interpretation,
    datatypes: RecognizedDatatypes = RecognizedDatatypes(), mentioned: [IRI] = []
  ) throws {
    var builder = try GraphBuilder()
    var batch = TripleBatch()
    var isWellTyped = true
    for triple in graph {
      if datatypes.canonical(triple) == nil { isWellTyped = false }
      let triple = datatypes.canonical(triple) ?? triple
      batch.addTriple(
        batch.add(triple.subject), batch.add(triple.predicate), batch.add(triple.object))
    }
    try builder.receive(batch)
    let regime = interpretation.regime
    self.datatypes = datatypes
    closure = try EntailmentClosure(
      of: builder.finish(), in: .all, regime: regime,
      datatypes: regime == .none ? nil : datatypes, besides: mentioned)
    isConsistent = regime == .none || (isWellTyped && !closure.hasClash(datatypes))
  }

  /// How many triples with blank nodes a conclusion may have.
  public static let patternLimit = 512

  /// Whether another graph follows.
  ///
  /// - Returns: nil where that is more than ``patternLimit`` and ``stepLimit`` allow to tell.
  public func entails(_ conclusion: [Triple]) -> Bool? {
    if !isConsistent { return true }
    var search = BlankNodeSearch(closure)
    for triple in conclusion {
      let isWellTyped = datatypes.canonical(triple) != nil
      // A literal without a value is in no graph that can be true.
      guard isWellTyped || closure.regime == .none,
        search.add(datatypes.canonical(triple) ?? triple)
      else { return false }
    }
    return search.run(steps: Self.stepLimit, patterns: Self.patternLimit)
  }
}

extension EntailmentClosure {
  /// Whether a literal is said to be of a datatype that does not have its value.
  func hasClash(_ datatypes: RecognizedDatatypes) -> Bool {
    guard let type = terms.find(.iri(RDF.type)) else { return false }
    var found = false
    triples.forEach(nil, type, nil) { triple in
      guard case .literal(let literal) = terms.term(triple.subject),
        case .iri(let datatype) = terms.term(triple.object), datatypes.recognizes(datatype),
        datatypes.recognizes(literal.datatype)
      else { return }
      if !datatypes.isValue(literal, of: datatype) { found = true }
    }
    return found
  }
}

/// Looks for terms that make a graph with blank nodes a part of a closure.
private struct BlankNodeSearch {
  private indirect enum Node {
    case term(UInt32)
    case blank(Int)
    case tripleTerm(Node, Node, Node)
  }

  private let closure: EntailmentClosure
  private var patterns: [(Node, Node, Node)] = []
  private var numbers: [BlankNode: Int] = [:]
  private var steps = 0

  init(_ closure: EntailmentClosure) { self.closure = closure }

  /// Takes a triple; false where it follows in no way, whatever the blank nodes are.
  mutating func add(_ triple: Triple) -> Bool {
    guard let subject = node(triple.subject), let predicate = node(triple.predicate),
      let object = node(triple.object)
    else { return false }
    if case .term(let a) = subject, case .term(let b) = predicate, case .term(let c) = object {
      return closure.triples.contains(IDTriple(subject: a, predicate: b, object: c))
    }
    patterns.append((subject, predicate, object))
    return true
  }

  private mutating func node(_ term: Term) -> Node? {
    switch term {
    case .blankNode(let label):
      let number = numbers[label] ?? numbers.count
      numbers[label] = number
      return .blank(number)
    case .tripleTerm(let triple):
      if let known = closure.terms.find(term), !triple.hasBlankNodes { return .term(known) }
      guard let subject = node(triple.subject), let predicate = node(triple.predicate),
        let object = node(triple.object)
      else { return nil }
      return .tripleTerm(subject, predicate, object)
    default: return closure.terms.find(term).map { .term($0) }
    }
  }

  mutating func run(steps limit: Int, patterns patternLimit: Int) -> Bool? {
    if patterns.count > patternLimit { return nil }
    var values = [UInt32](repeating: .max, count: numbers.count)
    return extend(patterns, &values, limit)
  }

  private mutating func extend(
    _ rest: [(Node, Node, Node)], _ values: inout [UInt32], _ limit: Int
  ) -> Bool? {
    // The pattern with the most that is known comes first.
    guard
      let index = rest.indices.max(by: { known(rest[$0], values) < known(rest[$1], values) })
    else { return true }
    var others = rest
    let pattern = others.remove(at: index)
    var candidates: [IDTriple] = []
    closure.triples.forEach(
      value(pattern.0, values), value(pattern.1, values), value(pattern.2, values)
    ) { candidates.append($0) }
    for candidate in candidates {
      steps += 1
      if steps > limit { return nil }
      var extended = values
      guard match(pattern.0, candidate.subject, &extended),
        match(pattern.1, candidate.predicate, &extended),
        match(pattern.2, candidate.object, &extended)
      else { continue }
      let result = extend(others, &extended, limit)
      if result != false { return result }
    }
    return false
  }

  private func known(_ pattern: (Node, Node, Node), _ values: [UInt32]) -> Int {
    [pattern.0, pattern.1, pattern.2].reduce(0) { $0 + (value($1, values) == nil ? 0 : 1) }
  }

  private func value(_ node: Node, _ values: [UInt32]) -> UInt32? {
    switch node {
    case .term(let id): id
    case .blank(let number): values[number] == .max ? nil : values[number]
    case .tripleTerm: nil
    }
  }

  private func match(_ node: Node, _ id: UInt32, _ values: inout [UInt32]) -> Bool {
    switch node {
    case .term(let term): return term == id
    case .blank(let number):
      if values[number] == .max { values[number] = id }
      return values[number] == id
    case .tripleTerm(let a, let b, let c):
      guard case .tripleTerm(let triple) = closure.terms.term(id),
        let subject = closure.terms.find(triple.subject),
        let predicate = closure.terms.find(triple.predicate),
        let object = closure.terms.find(triple.object)
      else { return false }
      return match(a, subject, &values) && match(b, predicate, &values)
        && match(c, object, &values)
    }
  }
}

extension Triple {
  fileprivate var hasBlankNodes: Bool {
    [subject, object].contains { term in
      switch term {
      case .blankNode: true
      case .tripleTerm(let inner): inner.hasBlankNodes
      case .iri, .literal: false
      }
    }
  }
}
