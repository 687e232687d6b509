public import RDFModel
import SPARQLAlgebra
import XSDValues

/// A type of Swift that terms can be taken as.
public protocol TermConvertible {
  /// Takes a term; nil where it is none of the type's values.
  init?(term: Term)
}

extension Term: TermConvertible {
  /// Takes any term.
  public init?(term: Term) { self = term }
}

extension IRI: TermConvertible {
  /// Takes an IRI.
  public init?(term: Term) {
    guard let iri = term.iri else { return nil }
    self = iri
  }
}

extension Literal: TermConvertible {
  /// Takes a literal.
  public init?(term: Term) {
    guard let literal = term.literal else { return nil }
    self = literal
  }
}

extension String: TermConvertible {
  /// Takes the characters of an IRI or a literal.
  public init?(term: Term) {
    switch term {
    case .iri(let iri): self = iri.value
    case .literal(let literal): self = literal.lexicalForm
    case .blankNode, .tripleTerm: return nil
    }
  }
}

extension Bool: TermConvertible {
  /// Takes the value of an `xsd:boolean`.
  public init?(term: Term) {
    guard case .boolean(let value)? = term.value else { return nil }
    self = value
  }
}

extension Int: TermConvertible {
  /// Takes the value of a number without a fraction.
  public init?(term: Term) {
    guard case .numeric(let number)? = term.value, let integer = number.truncatedInteger,
      NumericValue.compare(number, .integer(integer)) == .equal
    else { return nil }
    self.init(exactly: integer)
  }
}

extension Double: TermConvertible {
  /// Takes the value of a number, rounded to the nearest double.
  public init?(term: Term) {
    guard case .numeric(let number)? = term.value else { return nil }
    self = number.double
  }
}

extension Term {
  /// The value of a literal whose datatype is known.
  fileprivate var value: XSDValue? {
    guard let literal, let datatype = XSDDatatype(iri: literal.datatype.value) else { return nil }
    return XSDValue(lexical: literal.lexicalForm.utf8Span.span, datatype: datatype)
  }
}

extension SolutionSequence.Solution {
  /// The value of a variable as a type; nil where it has none, or none of that type.
  public subscript<Value: TermConvertible>(name: String, as type: Value.Type) -> Value? {
    self[name].flatMap { Value(term: $0) }
  }

  /// The value of a variable as a type.
  ///
  /// - Throws: ``RowError`` where there is no such variable, it has no value, or one that is not
  ///   of the type.
  public func value<Value: TermConvertible>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(RowError) -> Value {
    guard variables.contains(where: { $0.name == name }) else { throw .noVariable(name) }
    guard let term = self[name] else { throw .noValue(name) }
    guard let value = Value(term: term) else { throw .wrongType(name, term, "\(type)") }
    return value
  }
}

/// Why a row cannot be read as what was asked for.
public enum RowError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The query has no such variable.
  case noVariable(String)
  /// The variable has no value in this solution.
  case noValue(String)
  /// The variable's term is not of the type.
  case wrongType(String, Term, String)

  /// The error in one sentence.
  public var description: String {
    switch self {
    case .noVariable(let name): "the query does not select ?\(name)"
    case .noValue(let name): "?\(name) has no value in this solution"
    case .wrongType(let name, let term, let type): "?\(name) is \(term), which is no \(type)"
    }
  }
}
