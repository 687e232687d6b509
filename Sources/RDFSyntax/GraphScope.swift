/// Whether a syntax can say in which graph a triple is: what sets N-Quads apart from N-Triples, and
/// TriG from Turtle.
public protocol GraphScope: Sendable {
  /// Whether there are named graphs.
  static var allowsNamedGraphs: Bool { get }
}

/// One graph without a name.
public enum OneGraph: GraphScope {
  /// There are no named graphs.
  public static var allowsNamedGraphs: Bool { false }
}

/// A dataset: named graphs beside the default one.
public enum NamedGraphs: GraphScope {
  /// There are named graphs.
  public static var allowsNamedGraphs: Bool { true }
}
