internal import ByteStorage
internal import RDFModel

/// The grammar of Turtle and TriG as a machine that stops and goes on between any two tokens.
///
/// Nesting lives on a stack of its own, never on the call stack. A token is taken whole or not at
/// all, so a piece of the source may end anywhere; only the bytes of the cut token are needed
/// again.
///
/// Source: RDF 1.2 Turtle, section 6.5; RDF 1.2 TriG, section 4.5.
struct TurtleParser: ~Copyable {
  typealias TermIndex = TripleBatch.TermIndex

  /// What the grammar allows next.
  enum State: UInt8 {
    /// A directive, a statement, in TriG a graph; or the end.
    case statement
    /// `{` after `GRAPH` and a label.
    case graphBlock
    /// After `[`: `]` or a predicate.
    case openedList
    case verb
    /// After a property list that is a subject: a predicate or the end of the statement.
    case verbOrEnd
    /// After `;`: another one, a predicate, or the end.
    case afterSemicolon
    case object
    /// A reifier, an annotation, `,`, `;` or the end.
    case afterObject
    /// An element of a collection or `)`.
    case element
    /// The three parts of a reified triple or a triple term.
    case quotedSubject, quotedVerb, quotedObject
    /// `>>`, `)>>`, or a reifier.
    case afterQuotedObject
    /// After `~`: the name of the reifier, or whatever may follow.
    case reifier
  }

  /// What is open: the statement itself, or something within that holds terms of its own.
  struct Frame: BitwiseCopyable {
    enum Kind: UInt8 {
      case statement, propertyList, collection, annotation, reifiedTriple, tripleTerm
    }

    let kind: Kind
    /// Whether this node is the subject of the statement around it.
    let isSubject: Bool
    /// The subject of what follows; for a collection the list node at hand.
    var subject = noTerm
    var predicate = noTerm
    /// The object just read, which annotations may follow.
    var object = noTerm
    /// What the last `~` named, until an annotation takes it.
    var reifier = noTerm

    /// What ends it.
    var ending: String {
      switch kind {
      case .statement: "."
      case .propertyList: "]"
      case .collection: ")"
      case .annotation: "|}"
      case .reifiedTriple: ">>"
      case .tripleTerm: ")>>"
      }
    }
  }

  /// Stands where a frame has no term yet.
  static var noTerm: TermIndex { .max }

  var batch = TripleBatch()
  let options: ReaderOptions
  let allowsGraphs: Bool
  var recent = RecentTerms()
  var prefixes = PrefixTable()
  var base: IRIBase?
  /// Prefixes declared since they were passed on.
  var declarations: [(prefix: String, namespace: IRI)] = []

  var state = State.statement
  var frame = Frame(kind: .statement, isSubject: false)
  var outer: [Frame] = []
  var graph = TripleBatch.defaultGraph
  var isInGraph = false
  /// Whether the subject at hand turns into a graph label when `{` follows.
  var isLabelCandidate = false
  var mintedCount = 0
  /// How many triple terms are open.
  var tripleTermDepth = 0

  /// Where in the source the tokens stand.
  private var tracker = SourceTracker()
  private var trackedTo = 0
  /// Where open terms wait while the batch is emptied.
  var spare = TripleBatch()
  var renewedByteCount = 0

  init(options: ReaderOptions, allowsGraphs: Bool) {
    self.options = options
    self.allowsGraphs = allowsGraphs
    base = options.base.map { IRIBase($0) }
  }

  // MARK: The machine

  /// Takes tokens from `index` on until the bytes end or the batch should be passed on.
  mutating func parse(
    _ bytes: Span<UInt8>, from index: inout Int, isFinal: Bool
  ) throws(Interruption) {
    var cursor = TextCursor(bytes, at: index, isFinal: isFinal, options: options)
    trackedTo = index
    defer {
      countLines(upTo: cursor)
      index = cursor.index
    }
    while !wantsToPass {
      try cursor.skipSpace()
      guard cursor.index < bytes.count else { return }
      let start = cursor.index
      let minted = mintedCount
      do throws(Interruption) {
        try step(&cursor)
      } catch {
        cursor.index = start
        mintedCount = minted
        batch.beginTerm()
        throw error
      }
    }
  }

  private mutating func step(_ cursor: inout TextCursor) throws(Interruption) {
    let byte = cursor.bytes[cursor.index]
    switch state {
    case .object: try object(&cursor)
    case .afterObject:
      switch byte {
      case UInt8(ascii: ","):
        forgetObject()
        advance(&cursor, to: .object)
      case UInt8(ascii: ";"):
        forgetObject()
        advance(&cursor, to: .afterSemicolon)
      case UInt8(ascii: "~"): advance(&cursor, to: .reifier)
      case UInt8(ascii: "{") where try cursor.isAt("{|"): try openAnnotation(&cursor)
      default: try end(&cursor)
      }
    case .afterSemicolon:
      switch byte {
      case UInt8(ascii: ";"): cursor.index &+= 1
      case UInt8(ascii: "."), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "|"):
        try end(&cursor)
      default: try verb(&cursor)
      }
    case .verb:
      if byte == UInt8(ascii: "{"), isLabelCandidate, outer.isEmpty {
        try openGraph(&cursor, label: frame.subject)
      } else {
        try verb(&cursor)
      }
    case .verbOrEnd:
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "}"): try end(&cursor)
      default: try verb(&cursor)
      }
    case .openedList:
      if byte == UInt8(ascii: "]") {
        cursor.index &+= 1
        close(next: .verb)
      } else {
        isLabelCandidate = false
        state = .verb
      }
    case .element:
      if byte == UInt8(ascii: ")") {
        cursor.index &+= 1
        closeCollection()
      } else {
        try object(&cursor)
      }
    case .statement: try statement(&cursor)
    case .graphBlock:
      guard byte == UInt8(ascii: "{") else {
        throw cursor.unexpected("'{'", at: cursor.index, remedy: "write GRAPH label { … }")
      }
      try openGraph(&cursor, label: frame.subject)
    case .quotedSubject: try quotedSubject(&cursor)
    case .quotedVerb:
      frame.predicate = try predicate(&cursor)
      state = .quotedObject
    case .quotedObject: try quotedObject(&cursor)
    case .afterQuotedObject: try afterQuotedObject(&cursor)
    case .reifier: try reifier(&cursor)
    }
  }

  @inline(__always)
  private mutating func advance(_ cursor: inout TextCursor, to next: State) {
    cursor.index &+= 1
    state = next
  }

  /// Makes the frame ready for its next triple, which has reifiers of its own.
  @inline(__always)
  private mutating func forgetObject() {
    frame.object = Self.noTerm
    frame.reifier = Self.noTerm
  }

  // MARK: Triples

  /// A term that the syntax itself brings.
  mutating func constant(_ iri: [UInt8]) -> TermIndex {
    recent.term(.iri, iri.span, in: &batch)
  }

  /// Adds the triple that the frame at hand makes of an object.
  @inline(__always)
  mutating func emit(_ object: TermIndex) {
    if frame.kind == .collection { beginElement() }
    add(frame.subject, frame.predicate, object)
  }

  /// Makes the list node of the next element.
  mutating func beginElement() {
    let node = mint()
    continueList(with: node)
    frame.subject = node
  }

  /// Goes on in the list at hand: with the node of its next element, or with what ends it.
  mutating func continueList(with node: TermIndex) {
    if frame.subject != Self.noTerm {
      let rest = constant(RDFTerms.rest)
      add(frame.subject, rest, node)
    } else if frame.isSubject {
      outer[outer.count - 1].subject = node
    } else if let parent = outer.last {
      add(parent.subject, parent.predicate, node)
      outer[outer.count - 1].object = node
    }
  }

  /// Adds a triple to the graph at hand.
  @inline(__always)
  mutating func add(_ subject: TermIndex, _ predicate: TermIndex, _ object: TermIndex) {
    batch.addTriple(
      subject, predicate, object, graph: graph, line: options.recordsLines ? tracker.line : nil)
  }

  /// Counts lines up to the token at hand; due before its triples are added.
  mutating func countLines(upTo cursor: borrowing TextCursor) {
    tracker.advance(over: cursor.bytes.extracting(trackedTo..<cursor.index))
    trackedTo = cursor.index
  }

  /// The position of a fault in the token at which parsing stopped.
  func position(of offset: Int, in bytes: Span<UInt8>) -> SourcePosition {
    var tracker = tracker
    let end = min(max(offset, trackedTo), bytes.count)
    tracker.advance(over: bytes.extracting(min(trackedTo, end)..<end))
    return tracker.position
  }

  /// Moves past a byte order mark, which is no part of the first line.
  mutating func passByteOrderMark() {
    trackedTo = 3
    tracker.passByteOrderMark()
  }

  /// Starts on another piece, which begins where the last token taken ends.
  mutating func beginPiece() { trackedTo = 0 }

  /// A blank node that no label of the source can mean.
  mutating func mint() -> TermIndex {
    batch.beginTerm()
    batch.append(UInt8(ascii: "b"))
    var divisor = 1
    while mintedCount / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      batch.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: mintedCount / divisor % 10))
      divisor /= 10
    }
    mintedCount += 1
    return batch.endTerm(.blankNode)
  }
}
