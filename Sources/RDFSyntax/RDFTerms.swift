internal import RDFModel

/// Terms that the syntax itself brings, as bytes.
enum RDFTerms {
  static let type = Array(RDF.type.value.utf8)
  static let first = Array(RDF.first.value.utf8)
  static let rest = Array(RDF.rest.value.utf8)
  static let `nil` = Array(RDF.nil.value.utf8)
  static let reifies = Array(RDF.reifies.value.utf8)
  static let boolean = Array(XSD.boolean.value.utf8)
  static let integer = Array(XSD.integer.value.utf8)
  static let decimal = Array(XSD.decimal.value.utf8)
  static let double = Array(XSD.double.value.utf8)
}
