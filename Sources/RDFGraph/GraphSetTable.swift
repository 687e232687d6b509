/// The distinct sets of graphs while a transaction makes new ones.
struct GraphSetTable {
  /// The number of no set: a triple that no graph holds.
  static let none = UInt32.max

  private(set) var members: [[UInt32]]
  /// What the sets take that were made here, in bytes, about.
  private(set) var addedBytes = 0
  private var numbers: [[UInt32]: UInt32] = [:]
  private var additions: [UInt64: UInt32] = [:]
  private var removals: [UInt64: UInt32] = [:]

  init(_ members: [[UInt32]]) { self.members = members }

  func contains(_ set: UInt32, _ graph: Int) -> Bool {
    Int(set) < members.count && members[Int(set)].contains(UInt32(graph))
  }

  mutating func adding(_ graph: UInt32, to set: UInt32) -> UInt32 {
    let key = UInt64(set) << 32 | UInt64(graph)
    if let known = additions[key] { return known }
    var next = Int(set) < members.count ? members[Int(set)] : []
    if !next.contains(graph) {
      next.append(graph)
      next.sort()
    }
    let number = number(of: next)
    additions[key] = number
    return number
  }

  mutating func removing(_ graph: UInt32, from set: UInt32) -> UInt32 {
    guard Int(set) < members.count else { return Self.none }
    let key = UInt64(set) << 32 | UInt64(graph)
    if let known = removals[key] { return known }
    let next = members[Int(set)].filter { $0 != graph }
    let number = next.isEmpty ? Self.none : number(of: next)
    removals[key] = number
    return number
  }

  private mutating func number(of set: [UInt32]) -> UInt32 {
    if numbers.isEmpty {
      for (number, members) in members.enumerated() where numbers[members] == nil {
        numbers[members] = UInt32(number)
      }
    }
    if let known = numbers[set] { return known }
    let number = UInt32(members.count)
    members.append(set)
    numbers[set] = number
    addedBytes += 4 * set.count + 160
    return number
  }
}
