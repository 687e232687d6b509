public import RDFModel
import SKOSVocabulary

/// What somebody holds of a mapping: acceptance, rejection or abstention, why and when.
///
/// In RDF a position is an `isogloss:Position`, a Web Annotation whose target is the statement of
/// the mapping; in SSSOM's other formats the extension slot `ext_positions` holds all of a mapping.
public struct Position: Hashable, Sendable {
  /// Who takes the position.
  public var agent: IRI
  /// What is held.
  public var stance: Stance
  /// Why, where it was said.
  public var reason: String?
  /// The language of the reason.
  public var language: String
  /// The day, `yyyy-mm-dd`, where it was said.
  public var date: String?

  /// What can be held of a mapping.
  public enum Stance: String, CaseIterable, Hashable, Sendable {
    /// The mapping is right.
    case accept
    /// The mapping is wrong.
    case reject
    /// It was looked at, and neither is said.
    case abstain
  }

  /// Makes a position.
  public init(
    agent: IRI, stance: Stance, reason: String? = nil, language: String = "en",
    date: String? = nil
  ) {
    self.agent = agent
    self.stance = stance
    self.reason = reason
    self.language = language
    self.date = date
  }

  /// The extension slot that holds the positions on a mapping, and the property that gives it its
  /// meaning: `isogloss:positions`.
  public static let extensionDefinition = ExtensionDefinition(
    slotName: "ext_positions", property: PositionTerms.positions)

  /// By date, those without one first; then by agent, stance and reason.
  static func inOrder(_ left: Position, _ right: Position) -> Bool {
    let one = [left.date ?? "", left.agent.value, left.stance.rawValue, left.reason ?? ""]
    let other = [right.date ?? "", right.agent.value, right.stance.rawValue, right.reason ?? ""]
    return one.lexicographicallyPrecedes(other) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension Mapping {
  /// The positions on the mapping, in their order; nil where the slot holds something else.
  public var positions: [Position]? {
    guard let value = extensions[Position.extensionDefinition.slotName] else { return [] }
    guard case .text(let text) = value else { return nil }
    return Position.list(from: text)
  }

  /// Puts the positions on the mapping, in the order of their dates.
  public mutating func setPositions(_ positions: [Position]) {
    extensions[Position.extensionDefinition.slotName] =
      positions.isEmpty ? nil : .text(Position.text(of: positions))
  }
}

extension MappingSet {
  /// Defines the slot of positions where mappings have it and the set does not, so that it means
  /// the same to whoever reads the file, and declares a prefix for its property.
  ///
  /// A slot of that name that holds something else is left as it is.
  mutating func definePositions() {
    let own = Position.extensionDefinition
    guard !extensionDefinitions.contains(where: { $0.slotName == own.slotName }),
      mappings.contains(where: { $0.extensions[own.slotName] != nil }),
      mappings.allSatisfy({ $0.positions != nil })
    else { return }
    extensionDefinitions.append(own)
    let property = own.effectiveProperty.value
    guard !prefixes.pairs.contains(where: { property.hasPrefix($0.namespace.value) }) else {
      return
    }
    var prefix = "isogloss"
    while prefixes[prefix] != nil { prefix += "_" }
    prefixes[prefix] = IRI(trusted: IsoglossTerms.namespace)
  }
}
