/// What speaks for and against two entities meaning the same.
struct PairEvidence: Sendable {
  /// The names that agree best: their numbers in the columns; -1 where there are none.
  var sourceName: Int32 = -1
  var targetName: Int32 = -1
  /// How they compare.
  var comparison = NameComparison()
  /// The likeness of the names, lowered for loose synonyms and other languages.
  var name: Float = 0
  /// The share of letter trigrams in common.
  var letters: Float = 0
  /// In how many languages some name is the same.
  var languages: UInt8 = 0
  /// In how many languages both have names, and none alike.
  var languagesApart: UInt8 = 0
  /// Whether both names are the preferred ones.
  var arePreferred = false
  /// Whether one of the names comes from exchanging synonyms.
  var isDerived = false
  /// The cosine of the defining texts, names included.
  var text: Float = 0
  var areBothDefined = false
  /// Whether the definition of one starts from a name of the other.
  var genus = Genus.none
  /// The cosine of the texts with those around them, which tells a common theme.
  var theme: Float = 0
  /// How surely what they belong to corresponds, and whether both belong to something.
  var above: Float = 0
  var haveBothAbove = false
  /// How surely what each belongs to corresponds to something else than what the other does.
  var astray: Float = 0
  /// How surely something that one is a kind of is what the other can be no kind of.
  var contradiction: Float = 0
  /// How much of what belongs to them corresponds, and whether something belongs to both.
  var below: Float = 0
  var haveBothBelow = false
  /// How surely what stands beside them corresponds.
  var beside: Float = 0
  /// How surely the domains and ranges of properties correspond.
  var ends: Float = 0
  var haveBothEnds = false
  /// How surely an end of each property corresponds to something else than that of the other.
  var endsAstray: Float = 0
  /// How surely the end that corresponds less does.
  var endsLeast: Float = 0
  /// Whether both are said to be the same as a third thing, or one as the other.
  var bridge = Bridge.none
  /// Whether both have the same notation.
  var isNotationShared = false
  /// How far the two vocabularies number alike: of what shares a notation, the share with like
  /// names, from 0 at a half to 1.
  var notationTrust: Float = 0
  var areProperties = false
  /// Whether the names of two properties point different ways.
  var directionsDiffer = false
  /// Whether the names are those of the properties that run the other way.
  var isByInverse = false
  /// How surely the properties that run the other way correspond.
  var inverse: Float = 0
  /// How surely both ends correspond, shared among all properties with these ends.
  var endsAlone: Float = 0
  /// How surely the domain of each property corresponds to the range of the other.
  var crossedEnds: Float = 0
  /// Whether a property of things stands beside a property of values.
  var kindsDiffer = false
  /// How far the next best pair of the source entity, and of the target entity, falls behind.
  var sourceMargin: Float = 0
  var targetMargin: Float = 0

  /// Takes what speaks for the properties that run the other way: a property and its inverse are
  /// one relation read in two directions, and what its name does not tell that of the other may.
  mutating func takeNames(ofInverse other: PairEvidence) {
    sourceName = other.sourceName
    targetName = other.targetName
    comparison = other.comparison
    name = other.name
    letters = other.letters
    languages = other.languages
    languagesApart = other.languagesApart
    arePreferred = other.arePreferred
    isDerived = other.isDerived
    directionsDiffer = other.directionsDiffer
    isByInverse = true
  }

  /// Which of the two the definition of the other starts from, as from something wider.
  enum Genus: UInt8, Sendable {
    case none, source, target
  }

  /// What joins two entities by statements of others.
  enum Bridge: UInt8, Comparable, Sendable {
    case none, near, exact

    static func < (left: Bridge, right: Bridge) -> Bool { left.rawValue < right.rawValue }
  }
}
