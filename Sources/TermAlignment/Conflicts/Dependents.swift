import ByteStorage
import RDFGraph
import SKOSVocabulary

/// What follows from mappings and would not follow without them.
///
/// Counted by classes: within a class that falls apart, every pair across its parts, and every
/// relation at one part as seen from the others; of another relation, every pair of the two classes
/// that it joins. Pairs that the mappings themselves state are not counted, nor are pairs that a
/// statement left in place gives.
struct Dependents {
  /// A correspondence that would be gone.
  struct Lost: Hashable {
    let subject: UInt32
    let object: UInt32
    let relation: MappingCode
  }

  private(set) var count = 0
  private(set) var examples: [Lost] = []
  private let network: MappingNetwork
  private let removed: Set<Int>
  private let limit: Int

  private var index: MappingIndex { network.index }

  /// - Complexity: O(n + e) in the classes that the mappings touch, and the examples asked for.
  init(_ network: MappingNetwork, without removed: Set<Int>, examples limit: Int) {
    self.network = network
    self.removed = removed
    self.limit = limit
    var classes: Set<Int> = []
    var others: [Int] = []
    for number in removed.sorted() where !index.isDenial(number) && !index.isAbsence(number) {
      guard let subject = index.node(of: index.subject(number)) else { continue }
      if index.relations[number] == MappingCode.exact.rawValue {
        classes.insert(Int(network.classes[subject]))
      } else {
        others.append(number)
      }
    }
    for number in classes.sorted() { countClass(number) }
    countRelations(others)
  }

  private mutating func add(_ subject: UInt32, _ object: UInt32, _ relation: MappingCode) {
    if examples.count < limit {
      examples.append(Lost(subject: subject, object: object, relation: relation))
    }
  }

  private mutating func countClass(_ number: Int) {
    let parts = network.parts(ofClass: number, without: removed)
    guard parts.count > 1 else { return }
    var partOf: [UInt32: Int] = [:]
    for (place, part) in parts.enumerated() { for node in part { partOf[node] = place } }
    let total = partOf.count
    count += (total * total - parts.reduce(0) { $0 + $1.count * $1.count }) / 2
    let stated = statedPairs
    count -= stated.count { pair in
      partOf[pair.low] != nil && partOf[pair.high] != nil && partOf[pair.low] != partOf[pair.high]
    }
    if examples.count < limit {
      list: for (place, part) in parts.enumerated() {
        for other in parts[(place + 1)...] {
          for one in part {
            for two in other where !stated.contains(NodePair(one, two)) {
              if examples.count >= limit { break list }
              add(one, two, .exact)
            }
          }
        }
      }
    }
    countCarried(parts, partOf, total)
  }

  /// What the other relations of the members give to the other parts of the class.
  private mutating func countCarried(
    _ parts: [[UInt32]], _ partOf: [UInt32: Int], _ total: Int
  ) {
    var reached: [UInt64: Set<Int>] = [:]
    var carriers: [UInt64: (target: UInt32, relation: MappingCode)] = [:]
    for node in partOf.keys.sorted() {
      for edge in index.affirmed.edges(of: Int(node)) {
        let mapping = Int(index.affirmed.mappings[edge] & ~MappingAdjacency.backwards)
        guard let code = MappingCode(rawValue: index.affirmed.relations[edge]), code != .exact,
          code != .counterpart, !removed.contains(mapping)
        else { continue }
        let target = index.affirmed.targets[edge]
        guard partOf[target] == nil else { continue }
        let key = UInt64(network.classes[Int(target)]) << 3 | UInt64(code.rawValue)
        reached[key, default: []].insert(partOf[node] ?? 0)
        if carriers[key] == nil { carriers[key] = (target, code) }
      }
    }
    for (key, places) in reached.sorted(by: { $0.key < $1.key }) {
      guard let carrier = carriers[key] else { continue }
      let without = parts.indices.filter { !places.contains($0) }
      let size = network.classSize(of: Int(carrier.target))
      count += without.reduce(0) { $0 + parts[$1].count } * size
      for place in without {
        for node in parts[place] where examples.count < limit {
          add(node, carrier.target, carrier.relation)
        }
      }
    }
  }

  /// A relation between two classes, the lower number first.
  private struct ClassRelation: Hashable {
    let one: Int
    let other: Int
    let relation: UInt8
  }

  /// What relations give to the members of the two classes that each joins.
  ///
  /// Several that say the same between the same classes count once.
  private mutating func countRelations(_ numbers: [Int]) {
    var stated: [ClassRelation: Set<NodePair>] = [:]
    for number in numbers {
      guard let subject = index.node(of: index.subject(number)),
        let object = index.node(of: index.object(number)),
        let code = MappingCode(rawValue: index.relations[number]), code != .counterpart
      else { continue }
      let ends = (Int(network.classes[subject]), Int(network.classes[object]))
      guard ends.0 != ends.1 else { continue }
      let isForth = ends.0 < ends.1
      let key = ClassRelation(
        one: min(ends.0, ends.1), other: max(ends.0, ends.1),
        relation: (isForth ? code : code.inverse).rawValue)
      stated[key, default: []].insert(NodePair(UInt32(subject), UInt32(object)))
    }
    let sorted = stated.sorted { left, right in
      (left.key.one, left.key.other, left.key.relation)
        < (right.key.one, right.key.other, right.key.relation)
    }
    for (key, pairs) in sorted where !isGivenOtherwise(key) {
      let ones = network.nodes(ofClass: key.one)
      let others = network.nodes(ofClass: key.other)
      count += ones.count * others.count - pairs.count
      guard let code = MappingCode(rawValue: key.relation) else { continue }
      for one in ones {
        for other in others where examples.count < limit && !pairs.contains(NodePair(one, other)) {
          add(one, other, code)
        }
      }
    }
  }

  /// Whether a statement that stays gives the same relation between the same classes.
  private func isGivenOtherwise(_ key: ClassRelation) -> Bool {
    for node in network.nodes(ofClass: key.one) {
      for edge in index.affirmed.edges(of: Int(node)) {
        let mapping = Int(index.affirmed.mappings[edge] & ~MappingAdjacency.backwards)
        if !removed.contains(mapping), index.affirmed.relations[edge] == key.relation,
          Int(network.classes[Int(index.affirmed.targets[edge])]) == key.other
        {
          return true
        }
      }
    }
    return false
  }

  private struct NodePair: Hashable {
    let low: UInt32
    let high: UInt32

    init(_ one: UInt32, _ other: UInt32) {
      low = min(one, other)
      high = max(one, other)
    }
  }

  private var statedPairs: Set<NodePair> {
    Set(
      removed.compactMap { number in
        guard !index.isDenial(number), index.relations[number] == MappingCode.exact.rawValue,
          let one = index.node(of: index.subject(number)),
          let other = index.node(of: index.object(number))
        else { return nil }
        return NodePair(UInt32(one), UInt32(other))
      })
  }
}
