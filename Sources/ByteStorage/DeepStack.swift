#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Room for recursion: a thread of its own whose stack has the size that is asked for.
///
/// The stacks of threads differ between half a megabyte and eight. An algorithm that recurses as
/// deep as a limit allows runs here, so that it does not matter which thread calls it.
public enum DeepStack {
  /// What a thread is to do.
  fileprivate final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs a function on a thread with a stack of `byteCount` bytes and waits for it.
  ///
  /// The memory of the stack is taken from the system page by page as it is used.
  ///
  /// - Returns: what the function returns; nil, without running it, where the system has no such
  ///   thread to give.
  public static func run<Result>(byteCount: Int, _ body: () -> Result) -> Result? {
    var result: Result?
    withoutActuallyEscaping({ result = body() }) { start(Work($0), byteCount) }
    return result
  }

  private static func start(_ work: Work, _ byteCount: Int) {
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return }
    if unsafe pthread_attr_setstacksize(&attributes, byteCount) == 0 {
      let argument = unsafe Unmanaged.passRetained(work).toOpaque()
      if let thread = unsafe thread(&attributes, argument) {
        pthread_join(thread, nil)
      } else {
        unsafe Unmanaged<Work>.fromOpaque(argument).release()
      }
    }
    unsafe pthread_attr_destroy(&attributes)
  }

  /// Starts a thread that performs a work; nil where there is none to be had.
  private static func thread(
    _ attributes: inout pthread_attr_t, _ argument: UnsafeMutableRawPointer
  ) -> pthread_t? {
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = unsafe pthread_create(&thread, &attributes, { unsafe perform($0) }, argument)
      return unsafe status == 0 ? thread : nil
    #else
      var thread = pthread_t()
      let status = unsafe pthread_create(&thread, &attributes, perform, argument)
      return status == 0 ? thread : nil
    #endif
  }
}

/// The start of a thread: performs the work that its argument is.
private func perform(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let argument = unsafe argument {
    unsafe Unmanaged<DeepStack.Work>.fromOpaque(argument).takeRetainedValue().body()
  }
  return nil
}
