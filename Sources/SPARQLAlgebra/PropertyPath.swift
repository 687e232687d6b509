public import RDFModel

/// A property path expression.
///
/// Source: SPARQL 1.1 Query, section 18.1.7; the cases carry the names of section 18.2.2.1.
public indirect enum PropertyPath: Hashable, Sendable {
  /// One property.
  case link(IRI)
  /// `^path`: from object to subject.
  case inverse(PropertyPath)
  /// `first/second`
  case sequence(PropertyPath, PropertyPath)
  /// `first|second`
  case alternative(PropertyPath, PropertyPath)
  /// `path*`
  case zeroOrMore(PropertyPath)
  /// `path+`
  case oneOrMore(PropertyPath)
  /// `path?`
  case zeroOrOne(PropertyPath)
  /// `!(iri|^iri)`: any property but the forward ones, or against any but the inverse ones. A
  /// direction of which nothing is written is not walked: nil.
  case negatedPropertySet(forward: [IRI]?, inverse: [IRI]?)
}
