/// Values under names, in the order in which the names came.
///
/// Names are the same when their bytes are. `String` calls canonically equivalent texts equal;
/// JSON and RDF do not.
struct OrderedTable<Value> {
  /// The names in order.
  private(set) var names: [String] = []
  /// The values, in the order of the names.
  private(set) var values: [Value] = []
  /// Where a name stands; made when there are too many to look through.
  private var slots: [ByteName: Int] = [:]

  private static var scanLimit: Int { 8 }

  var count: Int { names.count }
  var isEmpty: Bool { names.isEmpty }

  /// The names with their values, in order.
  var entries: Zip2Sequence<[String], [Value]> { zip(names, values) }

  /// The position of a name.
  ///
  /// - Complexity: O(1).
  private func slot(_ name: String) -> Int? {
    guard slots.isEmpty else { return slots[ByteName(name)] }
    return names.firstIndex { $0.utf8.elementsEqual(name.utf8) }
  }

  func contains(_ name: String) -> Bool { slot(name) != nil }

  /// The value of a name; setting nil removes the name.
  ///
  /// - Complexity: O(1); O(n) for removing.
  subscript(name: String) -> Value? {
    get { slot(name).map { values[$0] } }
    set {
      if let newValue {
        if let slot = slot(name) { values[slot] = newValue } else { append(name, newValue) }
      } else {
        remove(name)
      }
    }
  }

  /// Changes the value of a name in its place, putting `initial` there first where it has none.
  mutating func update<Result>(
    _ name: String, default initial: @autoclosure () -> Value,
    _ change: (inout Value) -> Result
  ) -> Result {
    if let slot = slot(name) { return change(&values[slot]) }
    append(name, initial())
    return change(&values[values.count - 1])
  }

  private mutating func append(_ name: String, _ value: Value) {
    names.append(name)
    values.append(value)
    if !slots.isEmpty {
      slots[ByteName(name)] = names.count - 1
    } else if names.count > Self.scanLimit {
      for (index, name) in names.enumerated() { slots[ByteName(name)] = index }
    }
  }

  private mutating func remove(_ name: String) {
    guard let slot = slot(name) else { return }
    names.remove(at: slot)
    values.remove(at: slot)
    slots.removeAll()
    guard names.count > Self.scanLimit else { return }
    for (index, name) in names.enumerated() { slots[ByteName(name)] = index }
  }
}

extension OrderedTable: Sendable where Value: Sendable {}

extension OrderedTable: Equatable where Value: Equatable {
  /// Whether both have the same names with the same values, in whatever order.
  static func == (left: OrderedTable, right: OrderedTable) -> Bool {
    guard left.count == right.count else { return false }
    for (name, value) in left.entries where right[name] != value { return false }
    return true
  }
}
