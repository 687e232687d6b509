/// A token: what it is and which bytes it covers.
struct SPARQLToken: Equatable {
  /// The kinds of token; the names are those of the grammar's terminals or of the signs.
  enum Kind: UInt8 {
    case end
    case iriRef, prefixedName, blankNodeLabel, variable, langTag
    case integer, decimal, double, string
    /// A keyword, `a`, `true`, `false`.
    case word
    /// `()` and `[]`, with white space between or not.
    case `nil`, anon
    case leftBrace, rightBrace, leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case dot, semicolon, comma, star, slash, plus, minus, bang, caret, doubleCaret, bar
    /// `<<(` and `)>>`, `<<` and `>>`, `{|` and `|}`.
    case tripleTermStart, tripleTermEnd, reifiedStart, reifiedEnd, annotationStart, annotationEnd
    case tilde, question, orSign, andSign, equal, notEqual, less, greater, lessOrEqual,
      greaterOrEqual
  }

  let kind: Kind
  let start: Int
  let end: Int
  /// For a prefixed name, the offset of its colon.
  var colon = 0

  /// Whether the token can start a term or a variable.
  var startsTerm: Bool {
    switch kind {
    case .iriRef, .prefixedName, .blankNodeLabel, .variable, .integer, .decimal, .double, .string,
      .nil, .anon, .leftParenthesis, .leftBracket, .reifiedStart, .tripleTermStart:
      true
    default: false
    }
  }
}
