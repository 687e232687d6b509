import ByteStorage
import RDFModel
import SPARQLAlgebra
import XSDValues

/// An expression bound to the columns of the batches that it runs over.
indirect enum CompiledExpression {
  case column(Int)
  /// A variable that no column carries: it never has a value.
  case absent
  case constant(Value)
  case or([CompiledExpression])
  case and([CompiledExpression])
  case not(CompiledExpression)
  case comparison(Comparison, CompiledExpression, CompiledExpression)
  case arithmetic(NumericValue.Operation, CompiledExpression, CompiledExpression)
  case plus(CompiledExpression)
  case minus(CompiledExpression)
  case member(CompiledExpression, [CompiledExpression], negated: Bool)
  case bound(Int)
  /// The answers of an EXISTS, which were found for the whole batch before.
  case exists(Int, negated: Bool)
  case call(BuiltInFunction, [CompiledExpression])
  case str(CompiledExpression)
  case cast(Cast, CompiledExpression)
  case extensionFunction(@Sendable ([Term?]) -> Term?, [CompiledExpression])
  /// `LANG(column)` is one of the snapshot's language tags with these numbers.
  case language(Int, BitSet, CompiledExpression)
  /// A search for fixed text, without making strings.
  case textTest(TextTest, CompiledExpression)
  /// REGEX with a fixed pattern.
  case regex(CompiledExpression, RegularExpression)
}

/// A function of `xsd:` that makes a value of a datatype from any other.
enum Cast: Hashable {
  case string
  case datatype(XSDDatatype)

  init?(_ iri: IRI) {
    if iri == XSD.string {
      self = .string
    } else if let datatype = XSDDatatype(iri: iri.value) {
      self = .datatype(datatype)
    } else {
      return nil
    }
  }
}
