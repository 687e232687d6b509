import ByteStorage
import RDFGraph
import SKOSVocabulary

/// What denials keep from being inferred.
///
/// A denial blocks every derivation that says what it denies, as a whole or in a part, so each
/// concept from which one of its ends is reached may have lost something. Those are looked at, the
/// nearest first, up to a bound. What follows another way all the same is not blocked.
struct Blockings {
  /// A correspondence that does not follow; counted once, whichever end it is seen from.
  struct Blocked: Hashable {
    let subject: UInt32
    let object: UInt32
    let relation: MappingCode

    /// The same, seen from the other end.
    var inverse: Blocked {
      Blocked(subject: object, object: subject, relation: relation.inverse)
    }
  }

  private(set) var count = 0
  private(set) var examples: [Blocked] = []
  /// Whether there were more concepts to look at than the bound allows.
  private(set) var isBounded = false

  /// The most concepts that are looked at.
  static let maximumStarts = 2_000
  /// What the resolution of one of them looks at.
  private static let maximumMappings = 20_000

  /// - Complexity: O(s × e) in the concepts around the denials, at most ``maximumStarts``, and the
  ///   mappings that are reached from each.
  init(_ resolver: Resolver, by denials: Set<Int>, examples limit: Int) {
    if denials.isEmpty { return }
    let options = ResolutionOptions(maximumMappings: Self.maximumMappings)
    let numbers = Set(denials.map { UInt32($0) })
    var known: Set<Blocked> = []
    for start in starts(resolver.index, denials, options.maximumHops) {
      let blocked = resolver.withWalk(from: Int(start), options) { walk in
        // Most concepts around a denial have nothing blocked; the rest is work only for those.
        walk.scratch.blocks.contains { numbers.contains($0.denial) }
          ? Conclusions(of: walk, resolver, options).blocked : []
      }
      for conclusion in blocked where numbers.contains(conclusion.block.denial) {
        let found = Blocked(
          subject: start, object: conclusion.node, relation: conclusion.code)
        guard known.insert(start < conclusion.node ? found : found.inverse).inserted else {
          continue
        }
        count += 1
        if examples.count < limit { examples.append(found) }
      }
    }
  }

  /// The concepts from which an end of a denial is reached, the nearest first.
  private mutating func starts(
    _ index: MappingIndex, _ denials: Set<Int>, _ maximumHops: Int
  ) -> [UInt32] {
    var found: [UInt32] = []
    var known: Set<UInt32> = []
    for number in denials.sorted() {
      for end in [index.subject(number), index.object(number)] {
        guard let node = index.node(of: end).map({ UInt32($0) }), known.insert(node).inserted
        else { continue }
        found.append(node)
      }
    }
    var level = 0..<found.count
    for _ in 1..<max(maximumHops, 1) {
      for place in level {
        for edge in index.affirmed.edges(of: Int(found[place])) {
          let target = index.affirmed.targets[edge]
          guard known.insert(target).inserted else { continue }
          guard found.count < Self.maximumStarts else {
            isBounded = true
            return found
          }
          found.append(target)
        }
      }
      level = level.upperBound..<found.count
    }
    return found
  }
}
