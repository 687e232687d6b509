extension Stemmer {
  /// English, with the plurals and adjectives of Latin and Greek that sciences use.
  static let english = Rules(
    lemma: [
      Rule("sses", "ss", least: 2), Rule("ies", "y", least: 2), Rule("xes", "x", least: 2),
      Rule("ches", "ch", least: 2), Rule("shes", "sh", least: 2), Rule("zzes", "zz", least: 2),
      Rule("eaux", "eau", least: 2), Rule("ae", "a", least: 4), Rule("oes", "o", least: 3),
      Rule("yses", "ysis", least: 3), Rule("eses", "esis", least: 3),
      Rule("oses", "osis", least: 4),
      // Not plurals.
      Rule("ss", "ss", least: 1), Rule("us", "us", least: 1), Rule("is", "is", least: 1),
      Rule("s", least: 3),
    ],
    stem: [
      // Latin nouns whose adjectives show another stem: larynx, laryngeal; cortex, cortical;
      // abdomen, abdominal.
      Rule("nx", "ng"), Rule("ex", "ic"), Rule("ix", "ic"), Rule("men", "min"),
      Rule("isations", "iz"), Rule("izations", "iz"), Rule("isation", "iz"), Rule("ization", "iz"),
      Rule("ational", "at"), Rule("atively", "at"), Rule("atory", "at"), Rule("ative", "at"),
      Rule("icity", "ic"), Rule("fully"), Rule("ful"), Rule("ically", "ic"), Rule("fulness"),
      Rule("iveness"),
      Rule("ousness"), Rule("ability", "abl"), Rule("ibility", "ibl"), Rule("ivity", "iv"),
      Rule("ation", "at"), Rule("ating", "at"), Rule("ated", "at"), Rule("ator", "ator"),
      Rule("ical", "ic"), Rule("eous"), Rule("ious"), Rule("ial", least: 4), Rule("ual", least: 4),
      Rule("ness"), Rule("ment", least: 4), Rule("tion", "t"), Rule("sion", "s"),
      Rule("ying", "y"), Rule("ised", "iz"), Rule("ized", "iz"), Rule("ising", "iz"),
      Rule("izing", "iz"), Rule("ise", "iz", least: 4), Rule("ize", "iz"),
      Rule("ing"), Rule("ied", "y"), Rule("ed"), Rule("ly"), Rule("able", "abl"),
      Rule("ible", "ibl"), Rule("ous", least: 4), Rule("ium", least: 4), Rule("ia", least: 4),
      Rule("ate", "at"), Rule("ary", least: 4), Rule("eal", least: 4), Rule("al", least: 4),
      Rule("ar", least: 4), Rule("ic", least: 4), Rule("us", least: 4), Rule("um", least: 4),
      Rule("is", least: 4), Rule("a", least: 4), Rule("i", least: 4), Rule("y", least: 4),
      Rule("e", least: 4), Rule("o", least: 5),
    ])
}
