/// Room for recursion: a thread of its own whose stack has the size that is asked for.
///
/// The stacks of threads differ between half a megabyte and eight. An algorithm that recurses as
/// deep as a limit allows runs here, so that it does not matter which thread calls it.
public enum DeepStack {
  /// Runs a function on a thread with a stack of `byteCount` bytes and waits for it.
  ///
  /// The memory of the stack is taken from the system page by page as it is used.
  ///
  /// - Returns: what the function returns; nil, without running it, where the system has no such
  ///   thread to give.
  public static func run<Result>(byteCount: Int, _ body: () -> Result) -> Result? {
    var result: Result?
    withoutActuallyEscaping({ result = body() }) { body in
      // The caller waits for the thread, so that never both run.
      nonisolated(unsafe) let body = body
      guard let thread = WorkerThread(stackByteCount: byteCount, { unsafe body() }) else { return }
      thread.join()
    }
    return result
  }
}
