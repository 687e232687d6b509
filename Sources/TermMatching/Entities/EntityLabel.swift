/// A name of an entity, as the vocabulary has it.
struct EntityLabel: Hashable, Sendable {
  /// How surely the name says what the entity is.
  enum Role: UInt8, Comparable, Sendable {
    /// `skos:prefLabel`, `rdfs:label`, or what stands in for them.
    case preferred
    /// `skos:altLabel`, an exact synonym.
    case alternative
    /// `skos:hiddenLabel`, a related synonym: a way to find it, or a name of something near.
    case loose
    /// The last part of the IRI, where nothing else names the entity.
    case localName
    /// Another name with a phrase exchanged for a synonym of it.
    case derived

    static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
  }

  var text: String
  var language: LanguageCode?
  var role: Role
}

/// A text that says what an entity means.
struct EntityText: Hashable, Sendable {
  var text: String
  var language: LanguageCode?
  /// Whether it defines the entity; a scope note only helps to tell it from others.
  var isDefinition: Bool
}
