/// The words in the names of what an entity belongs to or connects: what its own name may leave
/// unsaid (*endocardium* below *heart*).
struct ContextWords: Sendable {
  private var start: [Int32] = [0]
  private var stems: [Int32] = []

  private static let most = 64

  /// - Complexity: O(n) in the entities and the words above each, at most 64.
  init(_ table: EntityTable, _ above: AboveLists, _ names: NameColumns) {
    for entity in 0..<table.count {
      var found: Set<Int32> = []
      func add(_ other: Int) {
        for name in names.names(of: other).prefix(2) {
          for index in names.wordRange(name) where names.words[index].weight > 0.1 {
            if found.count < Self.most { found.insert(names.words[index].stem) }
          }
        }
      }
      for reach in above[entity] { add(Int(reach.entity)) }
      for end in table.domains[entity].prefix(4) { add(Int(end)) }
      for end in table.ranges[entity].prefix(4) { add(Int(end)) }
      stems += found.sorted()
      start.append(Int32(stems.count))
    }
  }

  /// The stems around an entity, ascending.
  subscript(entity: Int) -> ArraySlice<Int32> {
    stems[Int(start[entity])..<Int(start[entity + 1])]
  }
}
