internal import RDFModel

/// The memory of the open elements.
@safe
struct FrameStack: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Frame>
  private var capacity = 64

  /// Makes a stack that holds the document.
  init() {
    unsafe base = .allocate(capacity: capacity)
    unsafe base.initialize(to: Frame(kind: .document))
  }

  deinit {
    unsafe base.deallocate()
  }

  /// Makes room for `count` frames; pointers to frames hold only until then.
  @inline(__always)
  mutating func reserve(_ count: Int) {
    if count > capacity { grow() }
  }

  private mutating func grow() {
    let wider = UnsafeMutablePointer<Frame>.allocate(capacity: capacity * 2)
    unsafe wider.update(from: base, count: capacity)
    unsafe base.deallocate()
    unsafe base = wider
    capacity *= 2
  }
}

/// A subject, list cell or statement that later triples name: an IRI or a blank node, kept so
/// that it can be put into the next batch again.
struct NodeReference: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable { case none, iri, label, generated }

  var kind: Kind = .none
  /// Where its bytes start in the parser's text; for a generated blank node its number.
  var start = 0
  var length = 0
  /// The term in the batch of `epoch`.
  var term: TripleBatch.TermIndex = 0
  var epoch: UInt32 = 0
}

/// An open element, as far as RDF/XML cares: everything that its content and end need to know.
struct Frame: BitwiseCopyable {
  /// Which production the element's content follows.
  enum Kind: UInt8, BitwiseCopyable {
    /// Outside the root element.
    case document
    /// `rdf:RDF`: nodes.
    case rdf
    /// A node element, or a property with `rdf:parseType="Resource"`: properties.
    case node
    /// A property: text or one node.
    case property
    /// A property that is complete by its attributes: nothing.
    case empty
    /// A property with `rdf:parseType="Collection"`: nodes.
    case collection
    /// A property with `rdf:parseType="Triple"`: one node with one statement.
    case tripleTerm
    /// A property with `rdf:parseType="Literal"`: any XML.
    case xmlLiteral
    /// A triple term that no version announces, and what is in it: any XML, without meaning.
    case ignored

    /// Whether RDF/XML gives no meaning to elements in it.
    @inline(__always)
    var isOpaque: Bool { rawValue >= Kind.xmlLiteral.rawValue }
  }

  /// A base direction, as the parser keeps it.
  enum Direction: UInt8, BitwiseCopyable { case none, leftToRight, rightToLeft }

  /// No datatype is given, so that the language in scope applies.
  static let noDatatype: Int32 = -1
  /// `xsd:string` is given, so that no language applies.
  static let stringDatatype: Int32 = -2

  var kind: Kind
  /// Whether a property has its object, a collection its first item, or a triple term its node.
  var hasObject = false
  var ownsBase = false
  /// Whether `rdf:ID`, `rdf:annotation` or `rdf:annotationNodeID` says more about a property's
  /// triple.
  var namesTriple = false
  /// Whether the parser keeps a reifier for a property's triple.
  var isAnnotated = false
  /// Whether a version with the features of RDF 1.2 is announced.
  var announces12 = false
  /// The base direction in scope.
  var direction = Direction.none
  /// The base in scope, or -1.
  var base: Int32 = -1
  /// The language in scope, with its direction, or -1.
  var language: Int32 = -1
  /// The number of a property's name; for a member of a container minus its number.
  var predicate: Int32 = 0
  /// The datatype of a property's text, ``noDatatype`` or ``stringDatatype``.
  var datatype = Frame.noDatatype
  /// The number of the last `rdf:li`.
  var members: Int32 = 0
  /// How many namespaces the element declares.
  var namespaces: Int32 = 0
  /// The line of a property, where lines are recorded.
  var line: UInt32 = 0
  /// How long the parser's text was before the element.
  var textMark = 0
  /// What a node's properties speak about; the last cell of a collection.
  var node = NodeReference()
  /// The statement that a property's `rdf:ID` names.
  var statement = NodeReference()
  /// The predicate's and the qualifier's terms in the batch of `epoch`.
  var predicateTerm: TripleBatch.TermIndex = 0
  var qualifierTerm: TripleBatch.TermIndex?
  var epoch: UInt32 = 0
}
