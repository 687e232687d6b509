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

/// A test for a fixed piece of text that works on bytes.
struct TextTest {
  enum Kind {
    case contains
    case starts
    case ends
  }

  let kind: Kind
  /// Whether the text is put into lower case first.
  let folds: Bool
  /// Whether the text must be a string literal, not just anything with characters.
  let needsString: Bool
  /// Whether STR stands around the argument.
  let takesCharacters: Bool
  let needle: [UInt8]

  /// Whether the text passes; nil where bytes do not decide, because lower case may change what
  /// is not ASCII into ASCII.
  func run(_ text: Span<UInt8>) -> Bool? {
    if find(text) { return true }
    // U+0130 and U+212A are the only scalars outside ASCII whose lower case begins inside.
    return folds && text.holdsLetterThatFoldsIntoASCII ? nil : false
  }

  private func find(_ text: Span<UInt8>) -> Bool {
    let count = needle.count
    if count == 0 { return true }
    guard text.count >= count else { return false }
    switch kind {
    case .starts: return matches(text, at: 0)
    case .ends: return matches(text, at: text.count - count)
    case .contains:
      let last = text.count - count
      var start = text.firstIndex(of: needle[0], folding: folds, from: 0)
      while start <= last {
        if matches(text, at: start) { return true }
        start = text.firstIndex(of: needle[0], folding: folds, from: start + 1)
      }
      return false
    }
  }

  @inline(__always)
  private func fold(_ byte: UInt8) -> UInt8 {
    folds && byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  @inline(__always)
  private func matches(_ text: Span<UInt8>, at start: Int) -> Bool {
    var index = 0
    while index < needle.count {
      if fold(text[start + index]) != needle[index] { return false }
      index += 1
    }
    return true
  }
}
