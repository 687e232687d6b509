import ByteStorage
import RDFGraph

/// How rows are found: by one of the tight loops where the shape of the pattern has one, else row
/// by row for every shape, graph and delta.
extension ScanOperator {
  /// The tight loop for a shape of pattern.
  enum Kernel {
    /// No shape of its own.
    case general
    /// A known subject and a fixed predicate: rows of SPO.
    case bySubject
    /// A known object, a fixed predicate and an open subject: rows of OSP or POS.
    case byObject
    /// A known subject of which only is asked whether it has a fixed predicate and object, or a
    /// fixed predicate at all.
    case membership

    init(_ positions: [Position], isPlain: Bool, asksOnce: Bool) {
      func isKnown(_ position: Position) -> Bool {
        switch position {
        case .constant, .bound(_, certain: true, _): true
        default: false
        }
      }
      func isFixed(_ position: Position) -> Bool {
        switch position {
        case .constant, .anyOf: true
        default: false
        }
      }
      func isFree(_ position: Position) -> Bool {
        if case .free = position { true } else { false }
      }
      self = .general
      guard isPlain, isFixed(positions[1]) else { return }
      if isKnown(positions[0]) {
        guard isKnown(positions[2]) || isFree(positions[2]) else { return }
        self = .bySubject
        guard case .bound = positions[0] else { return }
        if case .constant = positions[2], case .constant = positions[1] { self = .membership }
        if asksOnce, isFree(positions[2]) { self = .membership }
      } else if isKnown(positions[2]), isFree(positions[0]) {
        self = .byObject
      }
    }
  }

  /// The terms of a position, row by row.
  struct Terms {
    private let column: [UInt32]
    private let constant: UInt32

    init(_ position: Position, _ batch: Batch) {
      switch position {
      case .constant(let id): (column, constant) = ([], id)
      case .bound(let number, _, _): (column, constant) = (batch.columns[number], .max)
      case .free, .anyOf: (column, constant) = ([], .max)
      }
    }

    @inline(__always)
    subscript(row: Int) -> UInt32 { column.isEmpty ? constant : column[row] }
  }

  func fill(_ batch: Batch) -> Output {
    var output = Output()
    // Rows that match nothing count too, so that the caller looks at the clock now and then.
    let stop = min(batch.count, row + 4 * Batch.target)
    // So do triples that a test turns away.
    visitLimit = visited + (test != nil && context.rowMask == 0 ? 16 : 32 * Batch.target)
    while output.count < Batch.target, visited < visitLimit {
      if pending.rows.isEmpty {
        if !pending.rest.isEmpty {
          index.advance(&pending)
          continue
        }
        if isOpen, nextPredicate < (portion?.count ?? predicates.count) {
          if let portion {
            pending = portion[nextPredicate]
          } else {
            lookUp(batch, predicates[nextPredicate])
          }
          nextPredicate += 1
          continue
        }
        if isOpen { close(&output) }
        guard row < stop else { break }
        switch portion == nil ? kernel : .general {
        case .bySubject: fillBySubject(batch, &output, until: stop)
        case .byObject: fillByObject(batch, &output, until: stop)
        case .membership: fillMembers(batch, &output, until: stop)
        case .general: break
        }
        // What a loop leaves, such as a term that updates have changed, is done one by one.
        guard row < stop, output.count < Batch.target else { continue }
        open(batch)
        continue
      }
      take(batch, &output)
    }
    return output
  }

  private func open(_ batch: Batch) {
    row += 1
    isOpen = true
    hasMatched = false
    nextPredicate = predicates.count
    if predicates.count > 1 || portion != nil {
      nextPredicate = 0
    } else {
      lookUp(batch, predicates.first ?? bound(1, batch))
    }
  }

  private func lookUp(_ batch: Batch, _ predicate: UInt32) {
    pending = index.match(bound(0, batch), predicate, bound(2, batch))
  }

  private func bound(_ place: Int, _ batch: Batch) -> UInt32 {
    switch positions[place] {
    case .constant(let id): id
    case .bound(let column, _, _): batch.columns[column][row - 1]
    case .free, .anyOf: .max
    }
  }

  /// Ends a row: without a match OPTIONAL and NOT EXISTS keep it.
  private func close(_ output: inout Output) {
    isOpen = false
    guard !hasMatched else { return }
    if mode == .optional { emitUnmatched(row - 1, &output) }
    if mode == .anti { emit(row - 1, &output) }
  }

  @inline(__always)
  func emit(_ row: Int, _ output: inout Output) {
    if wantsSource { output.source.append(Int32(truncatingIfNeeded: row)) }
    output.count += 1
  }

  func emitUnmatched(_ row: Int, _ output: inout Output) {
    emit(row, &output)
    if outputs[0] >= 0 { output.first.append(.max) }
    if outputs[1] >= 0 { output.second.append(.max) }
    if outputs[2] >= 0 { output.third.append(.max) }
  }

  /// Takes some of the rows at hand.
  private func take(_ batch: Batch, _ output: inout Output) {
    // A test on long strings takes milliseconds.
    let most = test != nil && context.rowMask == 0 ? 16 : Batch.target
    let taken = min(pending.rows.count, most)
    let rows = pending.rows.lowerBound..<(pending.rows.lowerBound + taken)
    pending.rows = rows.upperBound..<pending.rows.upperBound
    visited += taken
    let isPlain = kernel != .general || (equalities.isEmpty && graphVariable == nil && selectsAll)
    if isPlain, test == nil, pending.third == .max, pending.leading != .max,
      mode == .join || mode == .optional
    {
      hasMatched = true
      copy(rows, &output)
      return
    }
    if isPlain, let test, testPlace == 2, pending.order == .pos, pending.third == .max,
      mode == .join
    {
      takeTested(rows, test, &output)
      return
    }
    takeOneByOne(rows, batch, &output)
  }

  /// Takes rows of a property whose objects pass a test; equal objects lie side by side.
  private func takeTested(_ rows: Range<Int>, _ test: TermTest, _ output: inout Output) {
    let (objects, subjects) = index.withPermutation(of: pending) { ($0.second, $0.third) }
    let (wantsS, wantsO) = (outputs[0] >= 0, outputs[2] >= 0)
    for row in rows {
      let object = objects[row]
      guard test.passes(object) else { continue }
      emit(self.row - 1, &output)
      if wantsS { output.first.append(subjects[row]) }
      if outputs[1] >= 0 { output.second.append(pending.leading) }
      if wantsO { output.third.append(object) }
    }
    hasMatched = true
  }

  private var selectsAll: Bool {
    if case .all = selection { true } else { false }
  }

  /// Copies rows as they lie.
  private func copy(_ rows: Range<Int>, _ output: inout Output) {
    if wantsSource {
      output.source.append(
        contentsOf: repeatElement(Int32(truncatingIfNeeded: row - 1), count: rows.count))
    }
    output.count += rows.count
    let leading = repeatElement(pending.leading, count: rows.count)
    let (wantsS, wantsP, wantsO) = (outputs[0] >= 0, outputs[1] >= 0, outputs[2] >= 0)
    let order = pending.order
    index.withPermutation(of: pending) { permutation in
      switch order {
      case .spo:
        if wantsS { output.first.append(contentsOf: leading) }
        if wantsP { permutation.second.append(rows, to: &output.second) }
        if wantsO { permutation.third.append(rows, to: &output.third) }
      case .pos:
        if wantsP { output.second.append(contentsOf: leading) }
        if wantsO { permutation.second.append(rows, to: &output.third) }
        if wantsS { permutation.third.append(rows, to: &output.first) }
      case .osp:
        if wantsO { output.third.append(contentsOf: leading) }
        if wantsS { permutation.second.append(rows, to: &output.first) }
        if wantsP { permutation.third.append(rows, to: &output.second) }
      }
    }
  }

  private func takeOneByOne(_ rows: Range<Int>, _ batch: Batch, _ output: inout Output) {
    let range = pending
    let from = row - 1
    var isDone = false
    index.withPermutation(of: range) { permutation in
      var leading = range.leading
      var ordinal = 0
      if leading == .max {
        ordinal = permutation.leadingOrdinal(ofRow: rows.lowerBound)
        leading = context.snapshot.leadingTerm(ordinal, of: permutation).rawValue
      }
      for row in rows {
        if range.leading == .max {
          let now = permutation.leadingOrdinal(ofRow: row, from: ordinal)
          if now != ordinal {
            ordinal = now
            leading = context.snapshot.leadingTerm(ordinal, of: permutation).rawValue
          }
        }
        let (b, c) = (permutation.second[row], permutation.third[row])
        if range.third != .max, c != range.third { continue }
        guard selection.contains(row: row, of: permutation) else { continue }
        let triple: (UInt32, UInt32, UInt32) =
          switch range.order {
          case .spo: (leading, b, c)
          case .pos: (c, leading, b)
          case .osp: (b, c, leading)
          }
        guard passesTest(triple), satisfiesEqualities(triple) else { continue }
        let graphs = graphCount(
          row: row, permutation: permutation, batch: batch, from: from, triple: triple,
          to: &output.graphs)
        guard graphs > 0 else { continue }
        hasMatched = true
        switch mode {
        case .anti: isDone = true
        case .semi:
          isDone = true
          emit(from, &output)
        case .join, .optional:
          for _ in 0..<graphs {
            emit(from, &output)
            if outputs[0] >= 0 { output.first.append(triple.0) }
            if outputs[1] >= 0 { output.second.append(triple.1) }
            if outputs[2] >= 0 { output.third.append(triple.2) }
          }
        }
        if isDone { break }
      }
    }
    if isDone {
      // One match is all that is asked.
      pending = .none
      nextPredicate = predicates.count
    }
  }

  private func passesTest(_ triple: (UInt32, UInt32, UInt32)) -> Bool {
    guard let test else { return true }
    return test.passes(testPlace == 0 ? triple.0 : testPlace == 1 ? triple.1 : triple.2)
  }

  private func satisfiesEqualities(_ triple: (UInt32, UInt32, UInt32)) -> Bool {
    if equalities.isEmpty { return true }
    let parts = [triple.0, triple.1, triple.2]
    return equalities.allSatisfy { parts[$0.0] == parts[$0.1] }
  }

  /// How many graphs hold a row, which are added to the column; 1 without a graph variable.
  private func graphCount(
    row: Int, permutation: borrowing Permutation, batch: Batch, from: Int,
    triple: (UInt32, UInt32, UInt32), to graphs: inout [UInt32]
  ) -> Int {
    guard let graphVariable else { return 1 }
    guard let column = permutation.graphSets else { return 0 }
    var known = graphVariable.column.map { batch.columns[$0][from] } ?? .max
    if let graphPlace { known = [triple.0, triple.1, triple.2][graphPlace] }
    var count = 0
    let number = Int(column[row])
    guard number < graphSets.count else { return 0 }
    for member in graphSets[number] where wantedGraphs.contains(Int(member)) {
      let name = context.snapshot.graphNames[Int(member) - 1].rawValue
      if known == .max || known == name {
        graphs.append(name)
        count += 1
      }
    }
    return count
  }
}
