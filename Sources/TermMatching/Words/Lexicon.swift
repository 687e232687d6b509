/// The words of two vocabularies, numbered and weighed together.
struct Lexicon: Sendable {
  let table: WordTable
  let source: NameColumns
  let target: NameColumns
  let sourceTexts: TextColumns
  let targetTexts: TextColumns
  /// The language of each word of texts, as a bit; none for other words.
  let textLanguages: [UInt64]
  /// How much each stem tells, from 0 to 1.
  let weights: [Float]
  /// Which entities are properties.
  let isSourceProperty: [Bool]
  let isTargetProperty: [Bool]
  /// The share of each vocabulary's entities that have a stem in a name.
  let sourceShares: [Float]
  let targetShares: [Float]
  /// What the definitions of each entity start from, as bags, the most telling first.
  let sourceGenera: [[Int32]]
  let targetGenera: [[Int32]]
  /// Notations and the codes in front of names, in lower case.
  let sourceCodes: [[String]]
  let targetCodes: [[String]]
}
