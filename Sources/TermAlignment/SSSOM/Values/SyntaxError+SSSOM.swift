public import RDFModel

extension SyntaxError.Code {
  /// YAML that metadata may not use, or that is not well formed.
  public static let sssomMetadata = Self(rawValue: "sssom-metadata")
  /// A table that is not well formed: quotes, columns, rows.
  public static let sssomTable = Self(rawValue: "sssom-table")
  /// A CURIE whose prefix nobody declared.
  public static let sssomPrefix = Self(rawValue: "sssom-prefix")
  /// A mapping or a set without a value that it must have.
  public static let sssomMissingSlot = Self(rawValue: "sssom-missing-slot")
  /// A value that its slot does not take.
  public static let sssomValue = Self(rawValue: "sssom-value")
}
