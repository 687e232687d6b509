import ByteStorage
import RDFGraph

/// Runs steps on several threads, each over a portion of what their source finds at a time, and
/// passes on what comes of the portions in their order: the same rows in the same order as from one
/// thread.
///
/// The thread that asks runs the first portion alone, so that whoever wants no more than that
/// starts no threads, and works along after that.
final class GatherOperator: Operator {
  private let input: Operator
  private let source: any DivisibleSource
  private let threads: Int
  private let portionRows: Int

  private var portionCount = 0
  private var isStarted = false
  /// The portion that this thread is at, and whether it has its turn.
  private var own: Int?
  private var hasTurn = false
  private var queue: PortionQueue?
  private var hands: [Hand] = []
  private var stop = StopSignal()
  private var crew: WorkerThread?
  /// The most threads that were at work.
  private var used = 1

  /// - Parameters:
  ///   - source: what the steps begin with.
  ///   - portionRows: how many of its rows a thread takes at a time.
  init(_ input: Operator, source: any DivisibleSource, threads: Int, portionRows: Int) {
    self.input = input
    self.source = source
    self.threads = threads
    self.portionRows = max(1, portionRows)
    super.init(input.context, layout: input.layout, children: [input], estimate: input.estimate)
  }

  deinit {
    stop.set()
    queue?.stop()
    if let crew = crew.take() { crew.join() }
  }

  override var summary: String { "Gather" }

  override var detail: String { "\(used) of \(threads) threads, \(portionCount) portions" }

  override func countedRows() -> Int? { input.countedRows() }

  override func reset() {
    endThreads()
    super.reset()
    isStarted = false
  }

  override func finish() {
    endThreads()
    super.finish()
  }

  override func produce() throws(EngineError) -> Batch? {
    if !isStarted {
      isStarted = true
      portionCount = try source.divide(intoPortionsOf: portionRows)
      guard portionCount > 0 else { return nil }
      input.beginPortions()
      begin(0)
      hasTurn = true
    }
    while true {
      if hasTurn, let own {
        if let batch = try input.next() { return batch }
        self.own = nil
        hasTurn = false
        if let queue {
          guard queue.advance() else { break }
        } else {
          guard own + 1 < portionCount else { break }
          startThreads(after: own)
        }
      }
      guard let queue else { break }
      switch queue.step(waiting: 10_000_000, own: own) {
      case .take(.batch(let batch)):
        context.release(Self.byteCount(batch))
        return batch
      case .take(.failure(let error)): throw error
      case .take(.end): guard queue.advance() else { return end() }
      case .work(let portion): try work(on: portion, queue)
      case .wait: try context.tick(8192)
      }
    }
    return end()
  }

  private func end() -> Batch? {
    endThreads()
    return nil
  }

  private func begin(_ portion: Int) {
    own = portion
    input.reset()
    source.take(portion: portion)
  }

  /// Goes on with a portion, and sees whether its turn has come.
  private func work(on portion: Int, _ queue: PortionQueue) throws(EngineError) {
    if own == nil { begin(portion) }
    if queue.isTurn(of: portion) {
      hasTurn = true
      return
    }
    guard let batch = try input.next() else {
      own = nil
      return queue.put(.end, of: portion)
    }
    try context.charge(Self.byteCount(batch))
    queue.put(.batch(batch), of: portion)
  }

  fileprivate static func byteCount(_ batch: Batch) -> Int { batch.count * batch.columns.count * 4 }

  // MARK: Threads

  private func startThreads(after portion: Int) {
    let queue = PortionQueue(first: portion + 1, count: portionCount, ahead: 4 * threads)
    self.queue = queue
    let stop = StopSignal()
    self.stop = stop
    for _ in 1..<min(threads, portionCount - portion) {
      guard let hand = Hand(context.aside(until: stop), input, source) else { break }
      hands.append(hand)
    }
    guard !hands.isEmpty else { return }
    let hands = hands
    let thread = WorkerThread {
      WorkerThread.concurrently(hands.count) { hands[$0].run(queue) }
    }
    guard let thread else { return }
    crew = consume thread
    used = max(used, 1 + hands.count)
  }

  /// Ends the threads and adds up what they did.
  private func endThreads() {
    stop.set()
    queue?.stop()
    if let crew = crew.take() { crew.join() }
    for hand in hands { hand.addUp(to: input) }
    hands = []
    queue = nil
    own = nil
    hasTurn = false
    source.take(portion: nil)
  }
}

/// The steps of another thread.
///
/// It is unchecked because it is made before the thread starts, is that thread's alone until it is
/// joined, and is read after that.
private final class Hand: @unchecked Sendable {
  private let plan: Operator
  private let source: any DivisibleSource

  init?(_ context: ExecutionContext, _ plan: Operator, _ source: any DivisibleSource) {
    var steps: [Operator] = []
    var next = plan
    while next !== source {
      guard let input = next.divisibleInput else { return nil }
      steps.append(next)
      next = input
    }
    let unit = UnitOperator(context, layout: .empty)
    guard let first = source.twin(over: unit) as? any DivisibleSource else { return nil }
    var twin: Operator = first
    for step in steps.reversed() {
      guard let above = step.twin(over: twin) else { return nil }
      twin = above
    }
    self.plan = twin
    self.source = first
  }

  /// Works on portions until none is left.
  func run(_ queue: PortionQueue) {
    while let portion = queue.takePortion() {
      plan.reset()
      source.take(portion: portion)
      do throws(EngineError) {
        while let batch = try plan.next() {
          try plan.context.charge(GatherOperator.byteCount(batch))
          guard queue.deliver(.batch(batch), of: portion) else { return }
        }
        queue.put(.end, of: portion)
      } catch {
        queue.put(.failure(error), of: portion)
        return
      }
    }
  }

  /// Adds what was done to what the same steps did on the thread that was asked.
  func addUp(to other: Operator) {
    var (mine, theirs) = (plan, other)
    while true {
      theirs.absorb(mine)
      guard mine !== source, let below = mine.divisibleInput, let other = theirs.divisibleInput
      else { return }
      (mine, theirs) = (below, other)
    }
  }
}
