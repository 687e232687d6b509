public import RDFGraph
public import RDFModel
public import SPARQLAlgebra

/// What a query gives, by its form.
public enum QueryResult: Sendable {
  /// The solutions of SELECT.
  case solutions(SolutionSequence)
  /// The answer of ASK.
  case boolean(Bool)
  /// The triples of CONSTRUCT and DESCRIBE.
  case graph(ResultGraph)
}

/// The terms that a result mentions: those of its snapshot and those that the query made.
public struct ResultTerms: Sendable {
  let snapshot: GraphSnapshot
  let overlay: OverlayTerms

  /// The term with an identifier, or nil for ``TermID/unbound``.
  public func term(_ id: TermID) -> Term? {
    if id == .unbound { return nil }
    return overlay[id] ?? snapshot.term(id)
  }

  /// The terms of the snapshot, whose identifiers come before those of terms that the query made.
  ///
  /// Writers take its columns to pass bytes on without making text of them.
  public var dictionary: TermDictionary { snapshot.dictionary }
}

/// The solutions of a query, as columns of identifiers.
public struct SolutionSequence: Sendable, Sequence {
  /// The variables, in the order of the query.
  public let variables: [Variable]
  /// The identifiers of each variable's terms, as ``TermID/rawValue``.
  public let columns: [[UInt32]]
  /// The number of solutions.
  public let count: Int
  /// What the identifiers mean.
  public let terms: ResultTerms

  /// The term of a variable in a solution, or nil where it has none.
  public func term(row: Int, column: Int) -> Term? {
    terms.term(TermID(rawValue: columns[column][row]))
  }

  /// One solution.
  public struct Solution: Sendable {
    /// The variables of all solutions.
    public let variables: [Variable]
    /// Their terms; nil where a variable has none.
    public let terms: [Term?]

    /// The term of a variable.
    public subscript(name: String) -> Term? {
      variables.firstIndex { $0.name == name }.flatMap { terms[$0] }
    }
  }

  /// Walks over the solutions in order.
  public struct Iterator: IteratorProtocol {
    private let sequence: SolutionSequence
    private var row = 0

    init(_ sequence: SolutionSequence) { self.sequence = sequence }

    /// The next solution.
    public mutating func next() -> Solution? {
      guard row < sequence.count else { return nil }
      defer { row += 1 }
      return Solution(
        variables: sequence.variables,
        terms: sequence.columns.indices.map { sequence.term(row: row, column: $0) })
    }
  }

  /// Makes an iterator over the solutions.
  public func makeIterator() -> Iterator { Iterator(self) }
}

/// The triples of a result, each once, in the order in which they were made.
public struct ResultGraph: Sendable {
  /// The identifiers of the subjects, as ``TermID/rawValue``.
  public internal(set) var subjects: [UInt32] = []
  /// The identifiers of the predicates.
  public internal(set) var predicates: [UInt32] = []
  /// The identifiers of the objects.
  public internal(set) var objects: [UInt32] = []
  /// What the identifiers mean.
  public let terms: ResultTerms

  /// The number of triples.
  public var count: Int { subjects.count }

  /// The triples as values.
  public var triples: [Triple] {
    (0..<count).compactMap { row in
      guard let subject = terms.term(TermID(rawValue: subjects[row])),
        let predicate = terms.term(TermID(rawValue: predicates[row])),
        let object = terms.term(TermID(rawValue: objects[row]))
      else { return nil }
      return Triple(subject, predicate, object)
    }
  }

  /// Passes the triples on in batches.
  ///
  /// - Throws: what the sink throws.
  public func write<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    try write(0..<count, into: &sink)
  }

  /// Passes some of the triples on in batches.
  ///
  /// - Throws: what the sink throws.
  public func write<Sink: TripleSink & ~Copyable>(
    _ rows: Range<Int>, into sink: inout Sink
  ) throws {
    var filler = ResultBatchFiller(terms)
    for row in rows {
      if (row - rows.lowerBound) & 31 == 0 {
        filler.touch(subjects, row..<min(row + 32, rows.upperBound))
        filler.touch(objects, row..<min(row + 32, rows.upperBound))
      }
      filler.add(subjects[row], predicates[row], objects[row])
      if filler.batch.isFull { try filler.pass(to: &sink) }
    }
    try filler.pass(to: &sink)
  }
}
