/// Which names of two entities are compared: those in a common language.
///
/// A word may look the same in two languages and mean another thing, so names in different
/// languages are compared only where the entities have no language in common, and are worth less
/// then.
struct NameLanguages: Sendable {
  /// How the languages of two names stand to each other.
  enum Relation: Sendable {
    /// One language, or one of them has no tag.
    case same
    /// Different languages, and the entities have none in common.
    case foreign
    /// Different languages, while the entities have one in common.
    case apart
  }

  private let source: NameColumns
  private let target: NameColumns
  private let sourceMasks: [UInt64]
  private let targetMasks: [UInt64]

  init(_ lexicon: Lexicon) {
    source = lexicon.source
    target = lexicon.target
    sourceMasks = Self.masks(lexicon.source)
    targetMasks = Self.masks(lexicon.target)
  }

  private static func masks(_ names: NameColumns) -> [UInt64] {
    (0..<names.entityStart.count - 1).map { entity in
      names.names(of: entity).reduce(0) { mask, name in
        names.tag[name] < 0 ? mask : mask | 1 << UInt64(names.tag[name])
      }
    }
  }

  /// The languages that two entities have in common, as bits.
  func shared(_ left: Int, _ right: Int) -> UInt64 { sourceMasks[left] & targetMasks[right] }

  /// How a name of one entity stands to a name of the other.
  func relation(_ first: Int, _ second: Int, shared: UInt64) -> Relation {
    let (left, right) = (source.tag[first], target.tag[second])
    if left < 0 || right < 0 || left == right { return .same }
    return shared == 0 ? .foreign : .apart
  }
}
