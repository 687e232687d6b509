public import RDFGraph
import RDFModel
import SKOSVocabulary

/// Finds the positions that a snapshot holds on statements of mappings.
///
/// Positions and mappings may come from different documents: whoever takes a position names the
/// record identifier of the mapping as the target.
public struct PositionIndex: Sendable {
  private let snapshot: GraphSnapshot
  private let type, position, positions, target, creator, created, stance, reason: TermID

  /// Prepares to read a snapshot.
  public init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    func id(_ iri: IRI) -> TermID { snapshot.id(iri: iri) ?? .unbound }
    func dublinCore(_ name: String) -> TermID { id(IRI(trusted: DCTerms.namespace + name)) }
    type = id(RDF.type)
    position = id(PositionTerms.position)
    positions = id(PositionTerms.positions)
    target = id(PositionTerms.hasTarget)
    creator = dublinCore("creator")
    created = dublinCore("created")
    stance = id(PositionTerms.stance)
    reason = id(PositionTerms.reason)
  }

  /// Whether the snapshot holds any.
  var isEmpty: Bool {
    (position == .unbound || target == .unbound) && positions == .unbound
  }

  /// The positions on a statement, in the order of their dates, each once; those without an agent
  /// or a known stance are none.
  ///
  /// They are nodes of their own, or the text that the extension slot has in other formats and that
  /// tools which do not know it carry over as it is.
  ///
  /// - Complexity: O(n log n) in the annotations of the statement.
  public func positions(on statement: TermID) -> [Position] {
    if isEmpty { return [] }
    var found: Set<Position> = []
    if position != .unbound, target != .unbound {
      found.formUnion(snapshot.subjects(target, statement).compactMap(position(at:)))
    }
    if positions != .unbound {
      for text in snapshot.objects(of: statement, positions) where text.kind == .literal {
        found.formUnion(Position.list(from: snapshot.dictionary.text(of: text)) ?? [])
      }
    }
    return found.sorted(by: Position.inOrder)
  }

  private func position(at node: TermID) -> Position? {
    func texts(_ property: TermID) -> [String] {
      property == .unbound
        ? []
        : snapshot.objects(of: node, property).map { snapshot.dictionary.text(of: $0) }.sorted()
    }
    guard snapshot.objects(of: node, type).contains(position),
      let agent = texts(creator).first.flatMap({ IRI($0) }),
      let stance = texts(self.stance).first.flatMap({ Position.Stance(rawValue: $0) })
    else { return nil }
    let literals =
      reason == .unbound
      ? [] : snapshot.objects(of: node, reason).compactMap { snapshot.term($0).literal }
    // Of several languages the first tag counts, so that the same data gives the same answer.
    let literal = literals.min {
      ($0.language ?? "", $0.lexicalForm) < ($1.language ?? "", $1.lexicalForm)
    }
    return Position(
      agent: agent, stance: stance, reason: literal?.lexicalForm,
      language: literal?.language ?? "en", date: texts(created).first.map { String($0.prefix(10)) })
  }
}

/// The terms that positions are written in.
enum PositionTerms {
  /// The class `isogloss:Position`, of Web Annotations.
  static let position = IRI(trusted: IsoglossTerms.namespace + "Position")
  /// The property `isogloss:positions`, whose value is the text of several.
  static let positions = IRI(trusted: IsoglossTerms.namespace + "positions")
  /// The property `isogloss:stance`.
  static let stance = IRI(trusted: IsoglossTerms.namespace + "stance")
  /// The property `isogloss:reason`.
  static let reason = IRI(trusted: IsoglossTerms.namespace + "reason")
  /// The property `oa:hasTarget`.
  static let hasTarget = IRI(trusted: "http://www.w3.org/ns/oa#hasTarget")
}
