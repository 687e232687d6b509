#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A thread of the system for work that keeps a core busy for long.
///
/// Loading takes seconds in which it never waits for anything but itself; on the threads of Swift's
/// pool, of which there are as many as cores, it would keep everybody else from running. A thread
/// is joined where it was started, so nothing outlives the call that needed it; only what works
/// behind everybody's back is let go with ``detach()``.
public struct WorkerThread: ~Copyable {
  private let handle: pthread_t

  /// How many threads can run at once.
  public static let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts work; nil where the system gives no more threads, or none with such a stack.
  ///
  /// - Parameter stackByteCount: the size of the stack; readers nest, so it is by default what the
  ///   main thread has.
  public init?(stackByteCount: Int = 8 << 20, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return nil }
    defer { unsafe pthread_attr_destroy(&attributes) }
    guard unsafe pthread_attr_setstacksize(&attributes, stackByteCount) == 0 else { return nil }
    let work = unsafe Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
      var handle: pthread_t?
      let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
        argument in
        unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }
    #else
      var handle = pthread_t()
      let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        }
        return nil
      }
    #endif
    guard unsafe pthread_create(&handle, &attributes, entry, work.toOpaque()) == 0 else {
      unsafe work.release()
      return nil
    }
    #if canImport(Darwin)
      guard let handle = unsafe handle else { return nil }
      unsafe self.handle = handle
    #else
      self.handle = handle
    #endif
  }

  /// Waits until the work is done.
  public consuming func join() {
    #if canImport(Darwin)
      _ = unsafe pthread_join(handle, nil)
    #else
      _ = pthread_join(handle, nil)
    #endif
  }

  /// Lets the thread go; nobody waits for it.
  public consuming func detach() {
    #if canImport(Darwin)
      _ = unsafe pthread_detach(handle)
    #else
      _ = pthread_detach(handle)
    #endif
  }

  /// Runs work on a thread that leaves the cores to others where they are short, and waits for it.
  ///
  /// For work that nobody waits for yet; not while holding a lock that others want.
  public static func behindOthers<Result: Sendable>(_ body: @escaping @Sendable () -> Result)
    -> Result
  {
    let result = Monitor<Result?>(nil)
    let thread = WorkerThread {
      leaveCoresToOthers()
      let value = body()
      result.change { $0 = value }
    }
    guard let thread else { return body() }
    thread.join()
    return result.wait { $0 }
  }

  /// Lowers the priority of the calling thread for good, as far as the system allows.
  private static func leaveCoresToOthers() {
    #if canImport(Darwin)
      _ = pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0)
    #else
      // On Linux a nice value is one of the thread, not of the process.
      _ = nice(10)
    #endif
  }

  /// Runs two pieces of work, at once if there is a thread for the second, and waits for both.
  public static func both<First, Second: Sendable>(
    atOnce: Bool, _ first: () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    guard atOnce else { return (first(), second()) }
    let result = Monitor<Second?>(nil)
    let thread = WorkerThread {
      let value = second()
      result.change { $0 = value }
    }
    guard let thread else { return (first(), second()) }
    let value = first()
    thread.join()
    return (value, result.wait { $0 })
  }

  /// Runs the body once for each number below `count`, at once where there are threads, and waits
  /// for all; number 0 runs on the thread of the caller.
  public static func concurrently(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard count > 1 else { return count == 1 ? body(0) : () }
    // Half of the numbers each, so that no collection of noncopyable handles is needed.
    run(0..<count, body)
  }

  private static func run(_ numbers: Range<Int>, _ body: @escaping @Sendable (Int) -> Void) {
    guard numbers.count > 1 else { return body(numbers.lowerBound) }
    let middle = (numbers.lowerBound + numbers.upperBound) / 2
    let upper = WorkerThread { run(middle..<numbers.upperBound, body) }
    run(numbers.lowerBound..<middle, body)
    if let upper {
      upper.join()
    } else {
      run(middle..<numbers.upperBound, body)
    }
  }
}
