public import RDFModel

extension SyntaxError.Code {
  /// An alignment or a cell that lacks a part.
  public static let alignmentStructure = Self(rawValue: "alignment-structure")
  /// A cell whose entity is a set or an expression.
  public static let alignmentEntity = Self(rawValue: "alignment-entity")
  /// A relation that is neither a sign of the format nor the IRI of a property.
  public static let alignmentRelation = Self(rawValue: "alignment-relation")
}

extension WritingError.Code {
  /// A character that XML cannot hold.
  public static let alignmentCharacter = Self(rawValue: "alignment-unwritable-character")
  /// An extension whose property no element can be named after.
  public static let alignmentExtension = Self(rawValue: "alignment-unwritable-extension")
}
