import RDFXMLSyntax

/// What `isogloss --version` says.
enum Version {
  /// The version of Isogloss.
  static let number = "0.1.0"
  /// Both versions, one a line.
  static var text: String { "isogloss \(number)\nlibxml2 \(XMLLibrary.version)" }
}
