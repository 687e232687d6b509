/// The properties of the target by what they connect, so that properties of other names are found.
struct EndLists {
  private let source: EntityTable
  private let target: EntityTable
  private let names: (source: NameColumns, target: NameColumns)
  /// The target's entities by the bag of a name.
  private var named: [Int32: [Int32]] = [:]
  /// The target's properties by domain and range.
  private var connecting: [UInt64: [Int32]] = [:]

  private static let mostEnds = 6
  private static let mostNamed = 4

  init(_ lexicon: Lexicon, _ source: EntityTable, _ target: EntityTable) {
    self.source = source
    self.target = target
    names = (lexicon.source, lexicon.target)
    guard source.kinds.contains(where: \.isProperty) else { return }
    for property in 0..<target.count where target.kinds[property].isProperty {
      for domain in target.domains[property].prefix(Self.mostEnds) {
        for range in target.ranges[property].prefix(Self.mostEnds) {
          connecting[Self.key(domain, range), default: []].append(Int32(property))
        }
      }
    }
    for entity in 0..<target.count where !target.kinds[entity].isProperty { enter(entity) }
  }

  private mutating func enter(_ entity: Int) {
    for name in names.target.names(of: entity) {
      let bag = names.target.bag[name]
      if named[bag]?.contains(Int32(entity)) == true { continue }
      named[bag, default: []].append(Int32(entity))
    }
  }

  private static func key(_ domain: Int32, _ range: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: domain)) << 32 | UInt64(UInt32(bitPattern: range))
  }

  /// The target's properties whose domain and range have names that those of a property have.
  func properties(like property: Int) -> [Int32] {
    var result: Set<Int32> = []
    for domain in source.domains[property].prefix(Self.mostEnds) {
      let domains = alike(Int(domain))
      guard !domains.isEmpty else { continue }
      for range in source.ranges[property].prefix(Self.mostEnds) {
        for other in alike(Int(range)) {
          for one in domains { result.formUnion(connecting[Self.key(one, other)] ?? []) }
        }
      }
    }
    return result.sorted()
  }

  /// The target's entities that have a name of an entity, and what they belong to.
  private func alike(_ entity: Int) -> [Int32] {
    let alike = names.source.names(of: entity).flatMap { named[names.source.bag[$0]] ?? [] }
      .prefix(Self.mostNamed)
    return alike + alike.flatMap { target.wholes[Int($0)].prefix(Self.mostNamed) }
  }
}
