/// What each entity belongs to over one to three steps: wholes, their wholes, and so on.
struct AboveLists: Sendable {
  /// Something that an entity belongs to, and over how many steps.
  struct Reach: Sendable {
    var entity: Int32
    var steps: UInt8
  }

  private let lists: [[Reach]]

  private static let most = 12
  private static let mostSteps = 3

  /// - Complexity: O(n) in the entities, times at most 12.
  init(_ wholes: Neighbours, count: Int) {
    lists = (0..<count).map { entity in
      var found: [Reach] = []
      var layer = [Int32(entity)]
      for steps in 1...Self.mostSteps {
        var next: [Int32] = []
        for below in layer {
          for whole in wholes[Int(below)] where found.count < Self.most {
            if whole == entity || found.contains(where: { $0.entity == whole }) { continue }
            found.append(Reach(entity: whole, steps: UInt8(steps)))
            next.append(whole)
          }
        }
        layer = next
      }
      return found
    }
  }

  subscript(entity: Int) -> [Reach] { lists[entity] }
}
