import ByteStorage

/// What an evaluation works with, to be freed behind the back of whoever waits for its end.
///
/// Letting go of a million terms and strings takes as long as a tenth of making them. Whoever has set
/// a limit of time would wait for that beyond it.
///
/// It is unchecked because who fills it lets go of all that before it is handed to a thread.
final class Leftovers: @unchecked Sendable {
  private var plan: Operator?
  private var context: ExecutionContext?

  /// Takes what has to outlive the call that evaluates.
  func keep(_ plan: Operator, _ context: ExecutionContext) {
    self.plan = plan
    self.context = context
  }

  /// Frees all on a thread of its own, or here and now where there is none or it takes no time.
  func freeAside() {
    // Threads of the plan itself end with the call.
    plan?.finish()
    guard let context, context.keptBytes > Self.worthAThread else { return }
    guard let thread = WorkerThread(stackByteCount: 512 << 10, { self.free() }) else { return }
    thread.detach()
  }

  private func free() {
    plan = nil
    context = nil
  }

  /// So many bytes are freed in a moment.
  private static let worthAThread = 1 << 20
}
