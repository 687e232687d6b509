/// Words that say little about what a term means: articles, prepositions, conjunctions,
/// auxiliaries.
///
/// They are not dropped but weigh little, because some names consist of nothing else.
enum StopWords {
  /// The words of a language; none of a language that is not known here.
  static func of(_ language: LanguageCode) -> Set<[UInt8]> {
    switch language {
    case .english: english
    case .french: french
    case .german: german
    case .italian: italian
    case .spanish: spanish
    case .portuguese: portuguese
    case .dutch: dutch
    default: []
    }
  }

  private static func words(_ text: String) -> Set<[UInt8]> {
    Set(text.split(separator: " ").map { Array($0.utf8) })
  }

  private static let english = words(
    """
    a an the of and or in on at to for from by with without within as is are be been being was \
    were has have had having it its this that these those which who whom whose what when where \
    not no nor but if then than so such into onto over under between through during before after \
    about against also any all each other some can could may might must shall should will would \
    do does did their there they them he she his her we our you your i via per etc e.g i.e
    """)
  private static let french = words(
    """
    le la les l un une des du de d en et ou a au aux dans par pour sur sous avec sans entre vers \
    chez que qui quoi dont se s ce cet cette ces son sa ses leur leurs est sont ete etre ne n pas \
    plus il elle ils elles on nous vous y c qu j comme
    """)
  private static let german = words(
    """
    der die das des dem den ein eine einer eines einem einen und oder in im an am auf aus bei mit \
    nach von vom zu zum zur fur uber unter durch gegen ohne um als auch ist sind war waren wird \
    werden wurde nicht sich es sie er wir ihr sein seine ihre dass wie so nur noch bis
    """)
  private static let italian = words(
    """
    il lo la i gli le l un uno una di d del dello della dei degli delle dell a al allo alla ai \
    agli alle all da dal dallo dalla dai dagli dalle dall in nel nello nella nei negli nelle nell \
    con su sul sulla sui per tra fra e ed o che chi non si e sono come piu anche
    """)
  private static let spanish = words(
    """
    el la los las un una unos unas de del al a en y e o u con por para sin sobre entre que quien \
    se su sus es son no lo como mas
    """)
  private static let portuguese = words(
    """
    o a os as um uma uns umas de do da dos das em no na nos nas ao aos e ou com por pelo pela para \
    sem sobre entre que se seu sua nao como mais
    """)
  private static let dutch = words(
    """
    de het een en of in op aan te ten ter tot van voor met door bij naar uit over onder tussen om \
    als is zijn was wordt worden niet dat die dit deze er
    """)
}
