extension ReaderLimits {
  /// The limits by the names that errors call them, for programs whose users may change them.
  public static var named: [(name: String, path: WritableKeyPath<ReaderLimits, Int>)] {
    [
      ("depth", \.depth), ("tripleTermDepth", \.tripleTermDepth),
      ("literalBytes", \.literalBytes), ("statementBytes", \.statementBytes),
      ("nameBytes", \.nameBytes), ("attributes", \.attributes), ("namespaces", \.namespaces),
      ("entityBytes", \.entityBytes), ("documentBytes", \.documentBytes), ("contexts", \.contexts),
      ("faultyStatements", \.faultyStatements), ("expansionRatio", \.expansionRatio),
    ]
  }

  /// How deep triple terms nest: as the limit says, within what the smallest stack of a thread
  /// bears.
  public var tripleTermLimit: Int { min(tripleTermDepth, 250) }
}
