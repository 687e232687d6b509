/// A word of a name as it is compared.
struct NameWord: Sendable {
  /// The word as written, folded.
  var surface: Int32
  /// The word without number and case.
  var lemma: Int32
  /// The word without derivation.
  var stem: Int32
  /// How much it tells: rare words tell more.
  var weight: Float
  /// Whether it is a number.
  var isNumber: Bool
  /// Whether it stands in brackets.
  var isQualifier: Bool
  /// Whether it turns what is said into its opposite.
  var isNegation: Bool
}

/// The names of one vocabulary's entities, cut into words, as columns.
struct NameColumns: Sendable {
  /// The first name of each entity, and the end.
  var entityStart: [Int32] = [0]
  /// The entity of each name.
  var entity: [Int32] = []
  var role: [EntityLabel.Role] = []
  /// The number of the language of the tag; -1 where there is none.
  var tag: [Int8] = []
  /// The language whose rules the words were cut by.
  var rules: [LanguageCode] = []
  /// The number of the name's position among the labels of its entity.
  var label: [Int32] = []
  /// The words without spaces between them, as one number: equal names have equal keys.
  var key: [Int32] = []
  /// The lemmas without stop words, in order of number, as one number.
  var bag: [Int32] = []
  /// The lemmas without stop words in the order of the name, as one number; -1 where no compound
  /// was cut.
  var order: [Int32] = []
  /// The words that tell something without spaces between them, as one number.
  var core: [Int32] = []
  /// The initials, as the number of the word that they would be; -1 for names of one word.
  var initials: [Int32] = []
  /// The first word of each name, and the end.
  var wordStart: [Int32] = [0]
  var words: [NameWord] = []
  /// The sum of the weights of each name's words.
  var weight: [Float] = []

  var count: Int { entity.count }

  /// The names of an entity.
  func names(of entity: Int) -> Range<Int> {
    Int(entityStart[entity])..<Int(entityStart[entity + 1])
  }

  /// The words of a name.
  func wordRange(_ name: Int) -> Range<Int> { Int(wordStart[name])..<Int(wordStart[name + 1]) }
}

/// The defining texts of one vocabulary's entities as weighted words, as columns; ascending by
/// word within an entity, each row of length 1.
struct TextColumns: Sendable {
  var entityStart: [Int32] = [0]
  var stem: [Int32] = []
  var weight: [Float] = []
  /// The languages of each entity's names and texts, as bits.
  var spoken: [UInt64] = []
  /// The languages of its texts.
  var defined: [UInt64] = []

  /// Whether some entity has a text beside its names.
  var isAnyDefined: Bool { defined.contains { $0 != 0 } }

  func range(of entity: Int) -> Range<Int> {
    Int(entityStart[entity])..<Int(entityStart[entity + 1])
  }
}
