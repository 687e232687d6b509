import ByteStorage
import RDFGraph

/// The tight loops: over a batch of known subjects or objects, where all triples count.
///
/// The one over objects stops before one that updates may have changed; see
/// ``ScanOperator/fill(_:)``.
extension ScanOperator {
  /// Rows of a subject are few and sorted by predicate, so they are looked through; those of one
  /// that updates may have changed run by run.
  func fillBySubject(_ batch: Batch, _ output: inout Output, until end: Int) {
    let subjects = Terms(positions[0], batch)
    let objects = Terms(positions[2], batch)
    let bindsObject = if case .free = positions[2] { true } else { false }
    let wantsObject = outputs[2] >= 0
    let tested = testPlace == 2 ? test : nil
    let asksOnce = mode == .semi || mode == .anti
    let readsObjects = !bindsObject || wantsObject || tested != nil
    // The columns of the run at hand: those of the base but within a changed subject.
    var (second, third) = (index.spo.second, index.spo.third)
    var changes = ChangePlace()
    // Look-ups some rows ahead, and the row after them.
    var ahead: [Range<Int>] = []
    var reached = row
    while row < end, output.count < Batch.target, visited < visitLimit {
      if row >= reached {
        reached = min(row + 64, end)
        ahead = (row..<reached).map { index.rows(subject: subjects[$0]) }
        touch(ahead, withObjects: readsObjects)
      }
      let subject = subjects[row]
      var rows = ahead[ahead.count - (reached - row)]
      var rest = RunCursor()
      let mayHaveChanged = index.mayHaveChanged(subject: subject)
      if mayHaveChanged {
        rest = index.runs(ofSubject: subject, near: &changes)
        (rows, second, third) = nextRun(&rest)
      }
      var hasFound = false
      runs: while true {
        var place = rows.lowerBound
        for predicate in predicates {
          if rows.count > 32 {
            place = second.lowerBound(predicate, in: place..<rows.upperBound)
          } else {
            while place < rows.upperBound, second[place] < predicate { place += 1 }
          }
          if !bindsObject {
            let object = objects[row]
            var low = place
            if rows.count > 32 {
              let ending = second.lowerBound(predicate &+ 1, in: place..<rows.upperBound)
              low = third.lowerBound(object, in: place..<ending)
            } else {
              while low < rows.upperBound, second[low] == predicate, third[low] < object {
                low += 1
              }
            }
            visited += 1
            guard low < rows.upperBound, second[low] == predicate, third[low] == object
            else { continue }
            if let test, !test.passes(testPlace == 0 ? subject : object) { continue }
            hasFound = true
            if asksOnce { break runs }
            emit(row, &output)
            continue
          }
          let start = place
          while place < rows.upperBound, second[place] == predicate {
            defer { place += 1 }
            if let tested, !tested.passes(third[place]) { continue }
            hasFound = true
            if asksOnce { break }
            if wantsSource { output.source.append(Int32(truncatingIfNeeded: row)) }
            if wantsObject { output.third.append(third[place]) }
            output.count += 1
          }
          visited += place - start
          if asksOnce, hasFound { break runs }
        }
        guard mayHaveChanged, !rest.isEmpty else { break }
        (rows, second, third) = nextRun(&rest)
      }
      if mayHaveChanged { (second, third) = (index.spo.second, index.spo.third) }
      finish(row, hasFound, &output)
      row += 1
    }
  }

  /// The next run of a subject, and the columns that it is of; no rows at the end.
  private func nextRun(
    _ rest: inout RunCursor
  ) -> (rows: Range<Int>, second: Column<UInt32>, third: Column<UInt32>) {
    let run = rest.next(in: index.changedSPO)
    if let run, run.isAdded {
      let added = index.changedSPO.permutation
      return (run.rows, added.second, added.third)
    }
    return (run?.rows ?? 0..<0, index.spo.second, index.spo.third)
  }

  /// Reads what some look-ups will read, so that their cache misses overlap: the ends of the rows,
  /// which often lie across two lines of the cache.
  private func touch(_ found: [Range<Int>], withObjects: Bool) {
    var sum: UInt32 = 0
    func read(_ column: Column<UInt32>) {
      for rows in found where !rows.isEmpty {
        sum = sum &+ column[rows.lowerBound] &+ column[rows.upperBound - 1]
      }
    }
    read(index.spo.second)
    if withObjects { read(index.spo.third) }
    touchedSum = sum
  }

  /// Ends a row in a tight loop.
  @inline(__always)
  private func finish(_ row: Int, _ hasFound: Bool, _ output: inout Output) {
    switch mode {
    case .join: break
    case .optional: if !hasFound { emitUnmatched(row, &output) }
    case .semi: if hasFound { emit(row, &output) }
    case .anti: if !hasFound { emit(row, &output) }
    }
  }

  /// An object with few triples is looked through, faster than a predicate is searched.
  func fillByObject(_ batch: Batch, _ output: inout Output, until end: Int) {
    let objects = Terms(positions[2], batch)
    let wantsSubject = outputs[0] >= 0
    let tested = testPlace == 0 ? test : nil
    let asksOnce = mode == .semi || mode == .anti
    while row < end, output.count < Batch.target, visited < visitLimit {
      let object = objects[row]
      if index.mayHaveChanged(object: object) { return }
      let rows = index.ordinal(object).map { index.osp.rows(leading: $0) } ?? 0..<0
      // One row may yield many: those with more than a batch are left to the other loop.
      if rows.count > Batch.target { return }
      var hasFound = false
      for predicate in predicates {
        if asksOnce, hasFound { break }
        let isShort = rows.count <= 16
        let found =
          isShort
          ? rows
          : index.ordinal(predicate).map {
            index.pos.narrow(index.pos.rows(leading: $0), second: object)
          } ?? 0..<0
        visited += found.count
        for place in found {
          if isShort, index.osp.third[place] != predicate { continue }
          let subject = isShort ? index.osp.second[place] : index.pos.third[place]
          if let tested, !tested.passes(subject) { continue }
          hasFound = true
          if asksOnce { break }
          if wantsSource { output.source.append(Int32(truncatingIfNeeded: row)) }
          if wantsSubject { output.first.append(subject) }
          output.count += 1
        }
      }
      finish(row, hasFound, &output)
      row += 1
    }
  }

  /// Look-ups that say yes or no; after some, all subjects for which it is yes are noted as bits,
  /// which costs less than to go on.
  func fillMembers(_ batch: Batch, _ output: inout Output, until end: Int) {
    guard case .bound(let column, _, _) = positions[0], let members = noteMembers(end - row)
    else { return fillBySubject(batch, &output, until: end) }
    let subjects = batch.columns[column]
    let object = knownObject
    while row < end, output.count < Batch.target {
      let subject = subjects[row]
      var holds = index.place(subject).map { members.contains($0) } ?? false
      if holds, let test { holds = test.passes(testPlace == 0 ? subject : object) }
      if holds == (mode != .anti) || mode == .optional { emit(row, &output) }
      row += 1
    }
  }

  private var knownObject: UInt32 {
    if case .constant(let object) = positions[2] { object } else { .max }
  }

  /// The subjects that have predicate and object, by place; nil as long as look-ups cost less.
  ///
  /// - Parameter rows: how many rows are to be looked up now.
  private func noteMembers(_ rows: Int) -> BitSet? {
    if let members { return members }
    let features = context.options.planner
    let object = knownObject
    // A test of open objects is asked of each.
    guard features.contains(.memberBits), object != .max || test == nil else { return nil }
    let matches = predicates.map { index.matchProperty($0, object: object) }
    let count = matches.reduce(0) { $0 + $1.mostRows }
    lookups += rows
    let least = max(64, count / 16, index.places.count / 512)
    guard features.contains(.eager) || lookups > least else { return nil }
    var found = BitSet(capacity: index.places.count)
    for matched in matches {
      index.forEachRun(matched) { permutation, rows in
        for row in rows {
          if let subject = index.place(permutation.third[row]) { found.insert(subject) }
        }
      }
    }
    visited += count
    members = found
    return found
  }
}
