public import Entailment
import RDFGraph

extension Vocabulary {
  /// The vocabulary with what follows from its default graph, which is where it is put.
  ///
  /// Named graphs keep what they state and no more.
  ///
  /// - Throws: `CapacityError` where terms or triples pass what 32 bits can name,
  ///   `EntailmentError` where a limit is passed.
  public func entailing(
    _ regime: EntailmentRegime, limits: EntailmentLimits = EntailmentLimits()
  ) throws -> Vocabulary {
    if regime == .none { return self }
    return Vocabulary(
      try closure(regime, limits: limits).makeSnapshot(), defaultGraph: defaultGraph)
  }

  /// What follows from the default graph, with the premises of each derived triple.
  ///
  /// - Throws: `EntailmentError` where a limit is passed.
  public func closure(
    _ regime: EntailmentRegime, limits: EntailmentLimits = EntailmentLimits()
  ) throws(EntailmentError) -> EntailmentClosure {
    let selection: GraphSelection
    switch defaultGraph {
    case .unnamed: selection = snapshot.selection(ofGraphs: [0])
    case .union: selection = .all
    case .graphs(let names, let withUnnamed):
      let numbers = names.compactMap { name in
        snapshot.id(iri: name).flatMap { snapshot.graphNumber(named: $0) }
      }
      selection = snapshot.selection(ofGraphs: numbers + (withUnnamed ? [0] : []))
    }
    return try EntailmentClosure(
      of: snapshot, in: selection, regime: regime, limits: limits)
  }
}
