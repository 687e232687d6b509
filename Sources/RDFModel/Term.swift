/// A blank node, known by a label that means nothing outside its document.
///
/// Source: RDF 1.1 Concepts, section 3.4.
public struct BlankNode: Hashable, Sendable, CustomStringConvertible {
  /// The label without the leading `_:`.
  public let label: String

  /// Makes a blank node with a label.
  public init(_ label: String) {
    self.label = label
  }

  /// Compares the labels character by character, whatever Unicode calls equivalent.
  public static func == (left: BlankNode, right: BlankNode) -> Bool {
    left.label.hasSameScalars(as: right.label)
  }

  /// The node as N-Triples writes it.
  public var description: String { "_:" + label }
}

/// The base direction of a directional language-tagged string.
///
/// Source: RDF 1.2 Concepts, section 3.3.
public enum BaseDirection: String, Hashable, Sendable {
  /// Left to right, written `--ltr`.
  case leftToRight = "ltr"
  /// Right to left, written `--rtl`.
  case rightToLeft = "rtl"
}

/// A literal: a lexical form with a datatype or a language.
///
/// The lexical form is never rewritten: `"01"^^xsd:integer` and `"1"^^xsd:integer` are two
/// literals with one value.
///
/// Source: RDF 1.1 Concepts, section 3.3; RDF 1.2 Concepts, section 3.3.
public struct Literal: Hashable, Sendable {
  /// The characters of the literal.
  public let lexicalForm: String
  /// The datatype; `rdf:langString` or `rdf:dirLangString` where there is a language.
  public let datatype: IRI
  /// The language tag as written, or nil.
  public let language: String?
  /// The base direction, only ever with a language.
  public let direction: BaseDirection?

  /// Makes a literal with a datatype, `xsd:string` unless said otherwise.
  public init(_ lexicalForm: String, datatype: IRI = XSD.string) {
    self.lexicalForm = lexicalForm
    self.datatype = datatype
    language = nil
    direction = nil
  }

  /// Makes a language-tagged string, with a base direction where one is given.
  public init(_ lexicalForm: String, language: String, direction: BaseDirection? = nil) {
    self.lexicalForm = lexicalForm
    self.language = language
    self.direction = direction
    datatype = direction == nil ? RDF.langString : RDF.dirLangString
  }

  /// Compares character by character: what Unicode calls equivalent is not equal here.
  ///
  /// Source: RDF 1.1 Concepts, section 3.3 (literal term equality).
  public static func == (left: Literal, right: Literal) -> Bool {
    left.lexicalForm.hasSameScalars(as: right.lexicalForm)
      && left.datatype == right.datatype && left.language == right.language
      && left.direction == right.direction
  }
}

/// An RDF term.
///
/// Source: RDF 1.1 Concepts, section 3.1; triple terms: RDF 1.2 Concepts, section 3.1.
public enum Term: Hashable, Sendable {
  /// An IRI.
  case iri(IRI)
  /// A blank node.
  case blankNode(BlankNode)
  /// A literal.
  case literal(Literal)
  /// A triple used as a term (RDF 1.2).
  indirect case tripleTerm(Triple)

  /// The IRI, where the term is one.
  public var iri: IRI? {
    if case .iri(let iri) = self { iri } else { nil }
  }

  /// The literal, where the term is one.
  public var literal: Literal? {
    if case .literal(let literal) = self { literal } else { nil }
  }
}

/// A subject, a predicate and an object.
///
/// Source: RDF 1.1 Concepts, section 3.1.
public struct Triple: Hashable, Sendable {
  /// What is spoken about: an IRI or a blank node.
  public let subject: Term
  /// The property: an IRI.
  public let predicate: Term
  /// The value: any term.
  public let object: Term

  /// Makes a triple from its three terms.
  public init(_ subject: Term, _ predicate: Term, _ object: Term) {
    self.subject = subject
    self.predicate = predicate
    self.object = object
  }
}

/// A triple in a graph; no graph name means the default graph.
///
/// Source: RDF 1.1 Concepts, section 4.
public struct Quad: Hashable, Sendable {
  /// The triple.
  public let triple: Triple
  /// The graph's name, or nil for the default graph.
  public let graph: Term?

  /// Makes a quad.
  public init(_ triple: Triple, graph: Term? = nil) {
    self.triple = triple
    self.graph = graph
  }
}
