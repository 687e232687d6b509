import RDFGraph

/// What matches where nothing is known before, in portions.
extension ScanOperator: DivisibleSource {
  var extent: SourceExtent? {
    guard mode == .join else { return nil }
    func known(_ place: Int) -> TermID? {
      if case .constant(let id) = positions[place] { TermID(rawValue: id) } else { nil }
    }
    let open: [TermID?] = predicates.isEmpty ? [nil] : predicates.map { TermID(rawValue: $0) }
    let count = open.reduce(0) {
      $0 + context.snapshot.match(subject: known(0), predicate: $1, object: known(2)).count
    }
    return SourceExtent(
      rows: count, cost: Double(count) * rowCost, yield: Double(count) * (test == nil ? 1 : 0.3))
  }

  func divide(intoPortionsOf size: Int) -> Int {
    portions = []
    var portion: [MatchedRows] = []
    var room = size
    for run in runs() {
      var run = run
      while !run.rows.isEmpty {
        var part = run
        part.rows = run.rows.prefix(room)
        run.rows = part.rows.upperBound..<run.rows.upperBound
        portion.append(part)
        room -= part.rows.count
        if room == 0 {
          portions.append(portion)
          portion = []
          room = size
        }
      }
    }
    if !portion.isEmpty { portions.append(portion) }
    return portions.count
  }

  func take(portion number: Int?) { portion = number.map { portions[$0] } }

  /// The runs of rows that match where nothing is known before, in the order in which they are
  /// taken.
  private func runs() -> [MatchedRows] {
    func known(_ place: Int) -> UInt32 {
      if case .constant(let id) = positions[place] { id } else { .max }
    }
    var runs: [MatchedRows] = []
    for predicate in predicates.isEmpty ? [known(1)] : predicates {
      var matched = index.match(known(0), predicate, known(2))
      while true {
        if !matched.rows.isEmpty {
          var run = matched
          run.rest = RunCursor()
          runs.append(run)
        }
        if matched.rest.isEmpty { break }
        index.advance(&matched)
      }
    }
    return runs
  }
}
