import ByteStorage
import RDFGraph
import RDFModel
import XSDValues

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What one evaluation shares: the snapshot, the terms it makes, and its budget.
final class ExecutionContext {
  let snapshot: GraphSnapshot
  let overlay: TermOverlay
  let options: QueryOptions
  let base: IRIBase?
  /// The numbers of the graphs that GRAPH looks into.
  let namedGraphs: [Int]
  let index: TripleIndex
  let namedSelection: GraphSelection
  let defaultSelection: GraphSelection
  /// Datatypes by the index of their IRI in the snapshot.
  let datatypes: [Int: XSDDatatype]
  /// The moment that NOW() gives: the same in all of an evaluation, taken when it is asked for.
  var now: DateTimeValue {
    if let moment { return moment }
    let fresh = options.now ?? Self.currentMoment()
    moment = fresh
    return fresh
  }
  private var moment: DateTimeValue?
  /// How often the plan was begun again: what NOW() may have changed is not to be remembered.
  private(set) var restarts = 0
  /// Language tags of the snapshot by number.
  let languageTags: [String]
  /// The tags of the snapshot by their language in lower case.
  let languageVariants: [String: [String]]

  /// The text of the snapshot's literals and IRIs.
  let literals: TermColumns
  let iris: TermColumns

  /// Who answers SERVICE; nil where nobody may be asked.
  var serviceResolver: (any ServiceResolver)?
  /// Whether operators say how long they take.
  var measuresTime = false
  /// Whether operators keep rows that they would not ask for again.
  var keepsTables = false
  private var deadline: ContinuousClock.Instant?
  /// What all threads of the evaluation keep; nil while it has one.
  @exclusivity(unchecked) private var sharedBytes: SharedBytes?
  /// Says that nobody waits any more for what is done here; nil on the thread that was asked.
  private var stop: StopSignal?
  // Counted for each piece of work, and by nobody else meanwhile.
  @exclusivity(unchecked) private var ticks = 0
  @exclusivity(unchecked) private var bytes = 0
  /// How many rows are evaluated between two looks at the clock, less one: a power of two less
  /// one, and 0 as soon as there are strings of which one row may take milliseconds.
  @exclusivity(unchecked) private(set) var rowMask = 255
  /// What went wrong within an expression.
  private var interruption: EngineError?

  init(
    snapshot: GraphSnapshot, options: QueryOptions, base: IRI?, tables: SnapshotTables,
    namedGraphs: [Int], defaultSelection: GraphSelection
  ) {
    self.snapshot = snapshot
    self.options = options
    self.base = base.map { IRIBase($0) }
    self.namedGraphs = namedGraphs
    self.defaultSelection = defaultSelection
    index = TripleIndex(snapshot)
    namedSelection = snapshot.selection(ofGraphs: namedGraphs)
    overlay = TermOverlay(snapshot: snapshot)
    datatypes = tables.datatypes
    languageTags = tables.languageTags
    languageVariants = tables.languageVariants
    literals = snapshot.dictionary.columns(.literal)
    iris = snapshot.dictionary.columns(.iri)
    deadline = options.timeout.map { (options.start ?? .now) + $0 }
    bytes = options.bytesInUse
  }

  /// The same evaluation on another thread: it reads the terms that were made so far and makes
  /// none.
  private init(aside other: ExecutionContext, _ shared: SharedBytes, _ stop: StopSignal) {
    snapshot = other.snapshot
    overlay = other.overlay.copy()
    options = other.options
    base = other.base
    namedGraphs = other.namedGraphs
    index = other.index.aside()
    namedSelection = other.namedSelection
    defaultSelection = other.defaultSelection
    datatypes = other.datatypes
    languageTags = other.languageTags
    languageVariants = other.languageVariants
    literals = other.literals.aside()
    iris = other.iris.aside()
    measuresTime = other.measuresTime
    moment = other.now
    restarts = other.restarts
    deadline = other.deadline
    sharedBytes = shared
    self.stop = stop
    rowMask = other.rowMask
  }

  /// A context for another thread, which counts against the same limits and ends with the signal.
  func aside(until stop: StopSignal) -> ExecutionContext {
    let shared = sharedBytes ?? SharedBytes(bytes)
    sharedBytes = shared
    return ExecutionContext(aside: self, shared, stop)
  }

  /// Begins another evaluation of the same plan.
  func restart() {
    deadline = options.timeout.map { ContinuousClock.now + $0 }
    moment = nil
    restarts += 1
    ticks = 0
    bytes = options.bytesInUse
    sharedBytes = nil
    interruption = nil
    rowMask = 255
  }

  /// Checks the limit of rows in a result.
  func check(rows: Int) throws(EngineError) {
    guard rows > options.maximumRows else { return }
    throw EngineError(
      code: .tooManyRows,
      message: "the result has more rows than the limit `maximumRows` of \(options.maximumRows)",
      remedy: "add a LIMIT or raise the limit")
  }

  private static func currentMoment() -> DateTimeValue {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return DateTimeValue(secondsSince1970: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }

  /// Counts rows that were looked at and checks the limits of time every few thousand.
  @inline(__always)
  func tick(_ rows: Int = 1) throws(EngineError) {
    ticks &+= rows
    if ticks >= 8192 { try checkTime() }
  }

  /// Makes room for more rows in a column, whose growth takes long where it has millions.
  func grow(_ column: inout [UInt32], by added: Int) throws(EngineError) {
    let needed = column.count + added
    guard needed > column.capacity else { return }
    if column.count > 1 << 16 { try tick(8192) }
    column.reserveCapacity(max(needed, 2 * column.capacity))
  }

  /// How long the query may still run, or nil for no limit.
  var remainingTime: Duration? { deadline.map { max(.zero, $0 - .now) } }

  @inline(never)
  private func checkTime() throws(EngineError) {
    ticks = 0
    if let interruption { throw interruption }
    if let deadline, ContinuousClock.now > deadline {
      throw EngineError(
        code: .timeout,
        message: "the query ran longer than the limit `timeout` of \(options.timeout ?? .zero)",
        remedy: "narrow the query or raise the limit")
    }
    if Task<Never, Never>.isCancelled || stop?.isSet == true {
      throw EngineError(
        code: .cancelled, message: "the query was cancelled", remedy: "run it again")
    }
  }

  /// What the query keeps, in bytes, on all threads.
  var keptBytes: Int { (sharedBytes?.count ?? bytes) + overlay.pendingBytes }

  /// Counts memory that an operator keeps.
  func charge(_ added: Int) throws(EngineError) {
    keep(added)
    try ensure(0)
  }

  private func keep(_ added: Int) {
    if let sharedBytes { sharedBytes.add(added) } else { bytes += added }
  }

  /// Checks that so many more bytes are within the limit, which are about to be taken for a while.
  func ensure(_ coming: Int) throws(EngineError) {
    if let interruption { throw interruption }
    if keptBytes + coming > options.maximumBytes {
      throw EngineError(
        code: .tooMuchMemory,
        message: "the query keeps more than the limit `maximumBytes` of \(options.maximumBytes)",
        remedy: "narrow the query, add a LIMIT, or raise the limit")
    }
  }

  /// Checks the limit of memory after a row whose values may be of any size.
  @inline(__always)
  func checkRow() throws(EngineError) {
    if interruption != nil || keptBytes > options.maximumBytes { try ensure(0) }
  }

  // MARK: Expressions, which cannot throw

  /// Ends the query as soon as whoever asked for the value of an expression looks.
  func interrupt(_ error: EngineError) {
    if interruption == nil { interruption = error }
    ticks = 8192
  }

  /// Whether long work inside an expression had better stop, because the query is out of time,
  /// out of memory or cancelled.
  func shouldStop() -> Bool {
    if interruption != nil { return true }
    do {
      try checkTime()
      return false
    } catch {
      interrupt(error)
      return true
    }
  }

  /// Counts steps of long work inside an expression, and says whether it may go on.
  func countWork(_ steps: Int) -> Bool {
    ticks &+= steps
    return ticks < 8192 || !shouldStop()
  }

  /// Counts text that is read, which takes time where it is long, and says whether to go on.
  @inline(__always)
  func countText(_ bytes: Int) -> Bool { bytes < 1 << 10 || countLongText(bytes) }

  @inline(never)
  private func countLongText(_ bytes: Int) -> Bool {
    if bytes > 1 << 16 { rowMask = 0 }
    return interruption == nil && countWork(bytes >> 6)
  }

  /// Whether a string of so many bytes may be made; where not, the query ends.
  func allowsString(ofBytes count: Int) -> Bool {
    if interruption != nil { return false }
    guard count > options.maximumStringBytes else {
      // Long strings take time, whatever is done with them.
      return countText(count) && (ticks < 8192 || !shouldStop())
    }
    interrupt(
      EngineError(
        code: .tooMuchMemory,
        message:
          "a string is longer than the limit `maximumStringBytes` of \(options.maximumStringBytes)",
        remedy: "make shorter strings, or raise the limit"))
    return false
  }

  /// Whether a triple term may be made of an object; where it nests too deep, the query ends.
  func allowsTripleTerm(of object: Term) -> Bool {
    guard object.tripleTermDepth >= ReaderLimits.standard.tripleTermDepth else { return true }
    interrupt(.tooDeepTripleTerm)
    return false
  }

  /// Counts memory that an operator has let go.
  func release(_ freed: Int) { keep(-freed) }

  /// A term as a value.
  func term(_ id: UInt32) -> Term {
    let id = TermID(rawValue: id)
    return overlay.term(id) ?? snapshot.term(id)
  }

  /// Whether the query made a term, and the snapshot does not hold it.
  func isOverlay(_ id: TermID) -> Bool {
    switch id.kind {
    case .literal: id.index >= literals.count
    case .iri: id.index >= iris.count
    case .blankNode, .tripleTerm: overlay.term(id) != nil
    }
  }
}

/// What is looked up once per snapshot rather than once per query.
struct SnapshotTables: Sendable {
  let datatypes: [Int: XSDDatatype]
  let languageTags: [String]
  let languageVariants: [String: [String]]

  init(_ snapshot: GraphSnapshot) {
    var datatypes: [Int: XSDDatatype] = [:]
    for datatype in XSDDatatype.allCases {
      if let id = snapshot.id(iri: IRI(trusted: datatype.iri)) { datatypes[id.index] = datatype }
    }
    self.datatypes = datatypes
    languageTags = snapshot.dictionary.languageTags
    languageVariants = Dictionary(grouping: languageTags) {
      (Literal("", languageAndDirection: $0).language ?? $0).lowercased()
    }
  }
}
