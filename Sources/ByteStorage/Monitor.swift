#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A value that several threads share, and that they can wait on.
///
/// Meant for what changes some thousand times a second at most: every change wakes all who wait.
@safe
public final class Monitor<State> {
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  /// Makes a monitor of a value.
  public init(_ state: State) {
    self.state = state
    unsafe mutex = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
    unsafe pthread_cond_destroy(changed)
    unsafe changed.deallocate()
  }

  /// Changes the value alone, and wakes those who wait.
  public func change<Result>(_ body: (inout State) -> Result) -> Result {
    _ = unsafe pthread_mutex_lock(mutex)
    defer {
      _ = unsafe pthread_cond_broadcast(changed)
      _ = unsafe pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Waits until `body` has a result for the value; it may change the value when it has one.
  public func wait<Result>(_ body: (inout State) -> Result?) -> Result {
    _ = unsafe pthread_mutex_lock(mutex)
    defer { _ = unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) {
        _ = unsafe pthread_cond_broadcast(changed)
        return result
      }
      _ = unsafe pthread_cond_wait(changed, mutex)
    }
  }

  /// Waits for a result as ``wait(_:)`` does, but no longer than some time; nil after that.
  public func wait<Result>(
    upTo nanoseconds: Int, _ body: (inout State) -> Result?
  ) -> Result? {
    var end = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &end)
    let total = Int(end.tv_nsec) + nanoseconds
    end.tv_sec += total / 1_000_000_000
    end.tv_nsec = total % 1_000_000_000
    _ = unsafe pthread_mutex_lock(mutex)
    defer { _ = unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) {
        _ = unsafe pthread_cond_broadcast(changed)
        return result
      }
      guard unsafe pthread_cond_timedwait(changed, mutex, &end) == 0 else { return body(&state) }
    }
  }
}

// The value is only touched under the lock.
extension Monitor: @unchecked Sendable where State: Sendable {}
