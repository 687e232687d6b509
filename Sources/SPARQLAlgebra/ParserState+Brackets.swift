internal import RDFModel

/// What to say where brackets do not match.
extension ParserState {
  /// Brackets that stand for each other, and how they are written.
  private static let pairs: [(open: SPARQLToken.Kind, close: SPARQLToken.Kind, sign: String)] = [
    (.leftBrace, .rightBrace, "{"), (.leftParenthesis, .rightParenthesis, "("),
    (.leftBracket, .rightBracket, "["), (.tripleTermStart, .tripleTermEnd, "<<("),
    (.reifiedStart, .reifiedEnd, "<<"), (.annotationStart, .annotationEnd, "{|"),
  ]

  /// Says which bracket is open where the text ends or another one closes; nil where brackets
  /// are not what is wrong.
  ///
  /// - Complexity: O(n) in the bytes before the token, which are read again.
  func bracketRemedy() -> String? {
    let closing = Self.pairs.first { $0.close == token.kind }
    guard token.kind == .end || closing != nil else { return nil }
    guard let open = lastOpenBracket() else {
      return closing == nil ? nil : "nothing is open here: remove \(quotedToken)"
    }
    if let closing, closing.open == open.kind { return nil }
    var counter = LineCounter()
    let place = counter.position(of: open.offset, in: lexer.bytes)
    let close = "close the '\(open.sign)' of line \(place.line), column \(place.column)"
    return token.kind == .end ? "complete the query: " + close : close + " first"
  }

  private struct OpenBracket {
    let kind: SPARQLToken.Kind
    let sign: String
    let offset: Int
  }

  /// The innermost bracket that the text before the current token leaves open.
  private func lastOpenBracket() -> OpenBracket? {
    let again = SPARQLLexer(lexer.bytes)
    var open: [OpenBracket] = []
    while let next = try? again.next(), next.kind != .end, next.start < token.start {
      if let pair = Self.pairs.first(where: { $0.open == next.kind }) {
        open.append(OpenBracket(kind: pair.open, sign: pair.sign, offset: next.start))
      } else if Self.pairs.contains(where: { $0.close == next.kind }) {
        _ = open.popLast()
      }
    }
    return open.last
  }
}
