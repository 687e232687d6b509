/// What is run on several threads.
extension Planner {
  /// Work that is estimated to take less, in nanoseconds, is not worth a thread, which takes some
  /// fifty microseconds to start and its own caches to fill: at 1.5 ms some queries lost more than
  /// they gained.
  private static let leastWork = 2e6

  /// A plan on several threads, if all its steps may run side by side and are worth it.
  ///
  /// Asked for wherever rows go on to a step that has to have all of them on one thread.
  func gathered(_ plan: Operator) -> Operator {
    let options = context.options
    // A prepared query runs where it is asked, thousands of times a second.
    guard options.threads > 1, parameters == nil else { return plan }
    var steps = [plan]
    while true {
      guard let input = steps[steps.count - 1].divisibleInput else { return plan }
      if isUnit(input) { break }
      steps.append(input)
    }
    guard let source = steps.removeLast() as? any DivisibleSource, let extent = source.extent
    else { return plan }
    if let portionRows = options.portionRows {
      return GatherOperator(
        plan, source: source, threads: options.threads, portionRows: portionRows)
    }
    // Rows that are only copied come faster than another thread could hand them over.
    guard !steps.isEmpty || extent.yield < Double(extent.rows) else { return plan }
    var rows = extent.yield
    var work = extent.cost
    for step in steps.reversed() {
      work += rows * step.rowCost
      rows *= step.fanOut
    }
    guard extent.rows >= 1024, work >= Self.leastWork else { return plan }
    // Some portions for each thread, so that all end at about the same time.
    let share = extent.rows / (8 * options.threads)
    return GatherOperator(
      plan, source: source, threads: options.threads, portionRows: min(max(share, 64), 1 << 16))
  }
}
