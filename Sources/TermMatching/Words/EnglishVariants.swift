/// One spelling for words that British and American English, and older science, spell in several
/// ways; the result is a key, not always a word.
enum EnglishVariants {
  /// The word in the one spelling.
  static func unified(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 3 else { return word }
    if let known = irregular[word] { return known }
    guard word.count > 4 else { return word }
    var result = word
    replace("ae", with: "e", in: &result)
    replace("oe", with: "e", in: &result)
    replace("sulph", with: "sulf", in: &result)
    for (ending, other) in endings where result.count > ending.count + 2 {
      if result.suffix(ending.count).elementsEqual(ending) {
        result.replaceSubrange((result.count - ending.count)..., with: other)
        break
      }
    }
    return result
  }

  /// Replaces every occurrence behind the first letter and before the last one.
  private static func replace(
    _ part: StaticString, with other: StaticString, in word: inout [UInt8]
  ) {
    let part = part.withUTF8Buffer { Array($0) }
    let other = other.withUTF8Buffer { Array($0) }
    var index = 0
    while index + part.count < word.count {
      if word[index..<index + part.count].elementsEqual(part) {
        word.replaceSubrange(index..<index + part.count, with: other)
        index += other.count
      } else {
        index += 1
      }
    }
  }

  private static func pairs(_ text: String) -> [([UInt8], [UInt8])] {
    text.split(separator: " ").map { pair in
      let parts = pair.split(separator: "/").map { Array($0.utf8) }
      return (parts[0], parts[1])
    }
  }

  private static let endings = pairs(
    """
    isations/izations isation/ization ising/izing ised/ized ises/izes ise/ize yses/yzes yse/yze \
    ysing/yzing ysed/yzed ours/ors our/or tres/ters tre/ter bres/bers bre/ber ogues/ogs ogue/og \
    ammes/ams amme/am elled/eled elling/eling eller/eler ence/ense
    """)

  private static let irregular = Dictionary(
    uniqueKeysWithValues: pairs(
      """
      grey/gray greys/grays cheque/check mould/mold moulds/molds plough/plow licence/license \
      practise/practice judgement/judgment acknowledgement/acknowledgment sceptic/skeptic \
      tyre/tire storey/story aluminium/aluminum foetus/fetus artefact/artifact \
      artefacts/artifacts pyjamas/pajamas gauge/gage
      """))
}
