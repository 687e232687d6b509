/// The words of two vocabularies, numbered and weighed together.
struct Lexicon: Sendable {
  let table: WordTable
  let source: NameColumns
  let target: NameColumns
  let sourceTexts: TextColumns
  let targetTexts: TextColumns
  /// How much each stem tells, from 0 to 1.
  let weights: [Float]
  /// Notations and the codes in front of names, in lower case.
  let sourceCodes: [[String]]
  let targetCodes: [[String]]
}
