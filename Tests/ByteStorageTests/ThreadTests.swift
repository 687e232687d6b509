import ByteStorage
import Synchronization
import Testing

@Suite("Threads, monitors and channels")
struct ThreadTests {
  @Test("each number runs once, whatever their count", arguments: [0, 1, 2, 3, 8, 33])
  func concurrently(count: Int) {
    let runs = Mutex([Int](repeating: 0, count: count))
    WorkerThread.concurrently(count) { number in runs.withLock { $0[number] += 1 } }
    #expect(runs.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test("two pieces of work give both results", arguments: [false, true])
  func both(atOnce: Bool) {
    let (first, second) = WorkerThread.both(atOnce: atOnce, { "a" }, { 2 })
    #expect(first == "a" && second == 2)
  }

  @Test("work behind others gives its result")
  func behindOthers() {
    #expect(WorkerThread.behindOthers { 2 } == 2)
    #expect(WorkerThread.behindOthers { nil as Int? } == nil)
  }

  @Test("values come out of a channel in the order they went in", arguments: [1, 2, 7])
  func order(capacity: Int) {
    let channel = Channel<Int>(capacity: capacity) { 0 }
    var seen: [Int] = []
    let thread = WorkerThread {
      for number in 0..<1_000 { _ = channel.fill { $0 = number } }
      channel.finish()
    }
    while channel.use({ seen.append($0) }) {}
    thread?.join()
    #expect(seen == Array(0..<1_000))
    #expect(!channel.use { _ in })
  }

  @Test("a side that waits to fill wakes up when the other wants no more")
  func cancelling() {
    let channel = Channel<Int>(capacity: 2) { 0 }
    let refused = Monitor(false)
    let thread = WorkerThread {
      while channel.fill({ $0 += 1 }) {}
      refused.change { $0 = true }
    }
    _ = channel.use { _ in }
    channel.cancel()
    thread?.join()
    #expect(refused.wait { $0 ? true : nil })
    #expect(!channel.fill { _ in })
  }

  @Test("a filled column holds what threads wrote into it")
  func filler() {
    let filler = ColumnFiller<UInt32>(count: 300_000)
    WorkerThread.concurrently(3) { thread in
      for index in thread * 100_000..<(thread + 1) * 100_000 { filler[index] = UInt32(index) }
    }
    let column = filler.finish()
    #expect(column.count == 300_000)
    #expect((0..<column.count).allSatisfy { column[$0] == UInt32($0) })
  }

  @Test("columns keep their elements over every growth", arguments: [1, 1_000, 400_000])
  func growth(count: Int) {
    var column = GrowingColumn<UInt64>(capacity: 1)
    for index in 0..<count { column.append(UInt64(index)) }
    let frozen = column.freeze()
    #expect(frozen.count == count)
    #expect((0..<count).allSatisfy { frozen[$0] == UInt64($0) })
  }

  @Test("a table takes the keys of another in their order, and errs at its limit")
  func joining() throws {
    var table = ByteStringTable(qualified: true, mostKeys: 5_003)
    for key in ["a", "b", "c"] { _ = try table.intern(Array(key.utf8).span, qualifier: 1) }
    var other = ByteStringTable(qualified: true)
    for key in ["b", "x", "a"] { _ = try other.intern(Array(key.utf8).span, qualifier: 0) }
    for key in 0..<4_998 { _ = try other.intern(Array("\(key)".utf8).span, qualifier: 0) }
    let numbers = try table.intern(allOf: other) { $0 + 1 }
    #expect(Array(0..<4).map { numbers[$0] } == [1, 3, 0, 4])
    #expect(table.count == 5_002)
    #expect(try table.intern(Array("last".utf8).span) == 5_002)
    #expect(throws: CapacityError.self) { try table.intern(Array("one more".utf8).span) }
    #expect(try table.intern(Array("last".utf8).span) == 5_002)
  }
}
