/// What kind of thing an entity is, as far as matching cares.
public enum EntityKind: UInt8, Hashable, Sendable {
  /// A `skos:Concept`.
  case concept
  /// An `owl:Class` or `rdfs:Class`.
  case ontologyClass
  /// An `owl:ObjectProperty`.
  case objectProperty
  /// An `owl:DatatypeProperty`.
  case datatypeProperty

  /// Whether it relates things instead of holding them.
  var isProperty: Bool { self == .objectProperty || self == .datatypeProperty }

  /// Whether something of this kind can mean what something of another kind does.
  func isComparable(with other: EntityKind) -> Bool { isProperty == other.isProperty }
}
