import Synchronization

/// What all threads of an evaluation keep, in bytes.
final class SharedBytes: Sendable {
  private let bytes: Atomic<Int>

  init(_ bytes: Int) { self.bytes = Atomic(bytes) }

  var count: Int { bytes.load(ordering: .relaxed) }

  func add(_ added: Int) { bytes.wrappingAdd(added, ordering: .relaxed) }
}

/// Tells threads that nobody waits any more for what they do.
final class StopSignal: Sendable {
  private let flag = Atomic<Bool>(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }

  func set() { flag.store(true, ordering: .relaxed) }
}
