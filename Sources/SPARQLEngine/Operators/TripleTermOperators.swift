import RDFGraph
import RDFModel

/// What stands in one position of a triple term with variables in it.
indirect enum TripleTermPart {
  case constant(UInt32)
  /// A variable, by its column in the output.
  case column(Int)
  case tripleTerm(TripleTermPart, TripleTermPart, TripleTermPart)
}

/// Adds the triple term that bound variables make; rows whose term the snapshot does not hold
/// are left out, because no pattern matches them.
final class TripleTermOperator: Operator {
  private let input: Operator
  private let part: TripleTermPart

  init(_ input: Operator, part: TripleTermPart, slot: Int) {
    self.input = input
    self.part = part
    var layout = input.layout
    layout.slots.append(slot)
    layout.certain.insert(slot)
    super.init(input.context, layout: layout, children: [input], estimate: input.estimate)
  }

  override var summary: String { "TripleTerm" }

  override func produce() throws(EngineError) -> Batch? {
    guard let batch = try input.next() else { return nil }
    var kept: [Int32] = []
    var ids: [UInt32] = []
    for row in 0..<batch.count {
      guard let id = find(part, batch, row) else { continue }
      kept.append(Int32(row))
      ids.append(id)
    }
    var result = kept.count == batch.count ? batch : batch.gather(kept)
    result.columns.append(ids)
    return result
  }

  private func find(_ part: TripleTermPart, _ batch: Batch, _ row: Int) -> UInt32? {
    switch part {
    case .constant(let id): return id
    case .column(let column): return batch.columns[column][row]
    case .tripleTerm(let a, let b, let c):
      guard let subject = find(a, batch, row), let predicate = find(b, batch, row),
        let object = find(c, batch, row)
      else { return nil }
      return context.snapshot.dictionary.id(
        tripleTerm: TermID(rawValue: subject), TermID(rawValue: predicate),
        TermID(rawValue: object)
      )?.rawValue
    }
  }
}

/// Takes triple terms apart: keeps those that a pattern matches, and binds its variables.
final class TripleTermMatchOperator: Operator {
  private let input: Operator
  private let column: Int
  private let part: TripleTermPart

  /// - Parameters:
  ///   - column: the column of the input that holds the triple terms.
  ///   - layout: that of the input, with the variables of the pattern after it.
  init(_ input: Operator, column: Int, part: TripleTermPart, layout: Layout) {
    self.input = input
    self.column = column
    self.part = part
    super.init(input.context, layout: layout, children: [input], estimate: input.estimate)
  }

  override var summary: String { "MatchTripleTerm" }

  override func produce() throws(EngineError) -> Batch? {
    guard let batch = try input.next() else { return nil }
    var columns = [[UInt32]](repeating: [], count: layout.slots.count)
    let unbound = [UInt32](repeating: .max, count: layout.slots.count - batch.columns.count)
    var count = 0
    for row in 0..<batch.count {
      var values = batch.columns.map { $0[row] } + unbound
      guard matches(part, batch.columns[column][row], &values) else { continue }
      for index in columns.indices { columns[index].append(values[index]) }
      count += 1
    }
    return Batch(columns: columns, count: count)
  }

  private func matches(_ part: TripleTermPart, _ id: UInt32, _ values: inout [UInt32]) -> Bool {
    switch part {
    case .constant(let constant): return constant == id
    case .column(let column):
      if values[column] == .max { values[column] = id }
      return values[column] == id
    case .tripleTerm(let a, let b, let c):
      guard let (subject, predicate, object) = context.parts(ofTripleTerm: id) else { return false }
      return matches(a, subject, &values) && matches(b, predicate, &values)
        && matches(c, object, &values)
    }
  }
}

extension ExecutionContext {
  /// The identifiers of the parts of a triple term; nil for other terms.
  func parts(ofTripleTerm raw: UInt32) -> (UInt32, UInt32, UInt32)? {
    let id = TermID(rawValue: raw)
    guard id.kind == .tripleTerm, raw != .max else { return nil }
    if case .tripleTerm(let triple)? = overlay.term(id) {
      return (
        overlay.intern(triple.subject), overlay.intern(triple.predicate),
        overlay.intern(triple.object)
      )
    }
    return snapshot.dictionary.triple(of: id).map {
      ($0.subject.rawValue, $0.predicate.rawValue, $0.object.rawValue)
    }
  }
}
