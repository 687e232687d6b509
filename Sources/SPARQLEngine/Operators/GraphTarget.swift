import RDFGraph

/// Where a pattern looks for triples.
enum GraphTarget {
  /// In some graphs, whose triples count once.
  case selection(GraphSelection)
  /// In each named graph, which the variable in a slot names.
  case variable(Int)
  /// In one named graph, by number.
  case named(Int, GraphSelection)
}
