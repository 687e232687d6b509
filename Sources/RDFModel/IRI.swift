/// An absolute IRI, kept exactly as it was written.
///
/// Two IRIs are equal when their characters are: nothing is normalised.
///
/// Source: RDF 1.1 Concepts, section 3.2; RFC 3987.
public struct IRI: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The characters of the IRI, without angle brackets.
  public let value: String

  /// Takes text as an IRI after checking that it is one.
  ///
  /// - Returns: nil where the text has no scheme or holds a character that RFC 3987 forbids.
  public init?(_ text: String) {
    guard IRIReference.validate(text.utf8Span.span, absolute: true) == nil else { return nil }
    value = text
  }

  /// Takes text that is known to be an IRI, such as a constant or a term of a graph.
  public init(trusted text: String) {
    value = text
  }

  /// The IRI as it stands.
  public var description: String { value }

  /// Compares the characters one by one: what Unicode calls equivalent is not equal here.
  public static func == (left: IRI, right: IRI) -> Bool {
    left.value.hasSameScalars(as: right.value)
  }

  /// Orders by Unicode scalar values, which is the order of the UTF-8 bytes.
  public static func < (left: IRI, right: IRI) -> Bool {
    left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
  }
}
