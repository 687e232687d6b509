public import RDFModel

/// Terms of DCMI Metadata Terms that vocabularies use.
///
/// Source: DCMI Metadata Terms, section 2.
public enum DCTerms {
  /// The namespace `http://purl.org/dc/terms/`.
  public static let namespace = "http://purl.org/dc/terms/"
  /// The term `dct:title`.
  public static let title = IRI(trusted: namespace + "title")
  /// The term `dct:description`.
  public static let description = IRI(trusted: namespace + "description")
  /// The term `dct:publisher`.
  public static let publisher = IRI(trusted: namespace + "publisher")
  /// The term `dct:issued`.
  public static let issued = IRI(trusted: namespace + "issued")
  /// The term `dct:source`.
  public static let source = IRI(trusted: namespace + "source")
  /// The term `dct:license`.
  public static let license = IRI(trusted: namespace + "license")
  /// The term `dct:rights`.
  public static let rights = IRI(trusted: namespace + "rights")
  /// The term `dct:bibliographicCitation`.
  public static let bibliographicCitation = IRI(trusted: namespace + "bibliographicCitation")
  /// The term `dct:language`.
  public static let language = IRI(trusted: namespace + "language")
  /// The term `dct:replaces`.
  public static let replaces = IRI(trusted: namespace + "replaces")
  /// The term `dct:isReplacedBy`.
  public static let isReplacedBy = IRI(trusted: namespace + "isReplacedBy")
}
