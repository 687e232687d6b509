internal import ByteStorage
internal import CLibXML2
internal import RDFModel

/// The RDF/XML grammar as a machine over libxml2's events, filling one batch.
///
/// One value lives at a fixed address that libxml2 passes to each callback. Callbacks never throw
/// and never call the sink: they append to the batch, and on an error note it and ignore what
/// follows, until the reader, which feeds small pieces, looks.
///
/// Terms that many triples share are put into each batch once: they carry the number of the batch
/// (its epoch) for which their term number holds. While a property waits for its text, the text
/// lies in the batch as the term being written; all that its triple needs beside it is in the
/// batch already (the property is *armed*).
///
/// Source: RDF 1.2 XML Syntax, section 7.
@safe
struct RDFXMLParser: ~Copyable {
  let limits: ReaderLimits
  let sourceName: String
  let recordsLines: Bool
  let validatesIRIs: Bool

  /// The parser that calls back; set once, before the first event.
  var context: xmlParserCtxtPtr?

  var batch = TripleBatch()
  var epoch: UInt32 = 1
  var names = NameTable()

  var failed = false
  /// Whether a start tag is being handled, so that it is the place of an error.
  var isInTag = false
  var failure: SyntaxError?

  // Open elements.
  private var stack = FrameStack()
  var depth = 0
  /// The bytes of the nodes and statements that open elements refer to.
  var text = ByteBuffer(capacity: 4096)
  var line: UInt32 = 0

  // Namespaces.
  var namespacesInScope = 0
  var declarations = DeclarationTable()
  /// Whether libxml2 left a prefix unresolved inside an entity.
  var leftPrefixUnresolved = false

  // Terms.
  var knownTerms = InlineArray<10, TripleBatch.TermIndex>(repeating: 0)
  var knownEpochs = InlineArray<10, UInt32>(repeating: 0)
  var languages = TagCache()
  var datatypes = TagCache()
  var ids = ByteStringTable()
  var blankNodes = 0

  // References.
  var bases: [DocumentBase] = []
  var baseText = ByteBuffer(capacity: 256)
  var plainIRI: PlainIRIScanner
  var scratch = ByteBuffer(capacity: 256)

  /// The reifiers of open properties that still await their objects, innermost last.
  var annotations: [NodeReference] = []
  /// Triple terms in the making, innermost last.
  var tripleTerms: [OpenTripleTerm] = []

  /// XML literals in the making.
  var literal = XMLLiteralState()

  /// Bytes that came out of entities and defaulted attributes.
  var expandedBytes = 0
  /// Bytes of the document fed so far.
  var documentBytes = 0
  /// Attributes that the internal subset declares.
  var declaredAttributes = 0

  init(options: ReaderOptions) {
    limits = options.limits
    sourceName = options.sourceName
    recordsLines = options.recordsLines
    validatesIRIs = options.validatesIRIs
    plainIRI = PlainIRIScanner(validating: options.validatesIRIs)
    if let base = options.base {
      unsafe frames[0].base = 0
      addBase(base)
    }
  }

  // MARK: Open elements

  /// The open elements; the innermost at `depth`, around all of them the document at 0.
  var frames: UnsafeMutablePointer<Frame> {
    @inline(__always) get { unsafe stack.base }
  }

  /// Opens an element; base, language, direction and version are its parent's until its attributes say otherwise.
  @inline(__always)
  mutating func push(
    _ kind: Frame.Kind, declaring namespaces: Int32
  ) -> UnsafeMutablePointer<Frame> {
    stack.reserve(depth &+ 2)
    let parent = unsafe frames + depth
    depth &+= 1
    let frame = unsafe frames + depth
    var fresh = Frame(kind: kind)
    fresh.base = unsafe parent.pointee.base
    fresh.language = unsafe parent.pointee.language
    fresh.announces12 = unsafe parent.pointee.announces12
    fresh.direction = unsafe parent.pointee.direction
    fresh.namespaces = namespaces
    fresh.line = line
    fresh.textMark = text.count
    unsafe frame.initialize(to: fresh)
    return unsafe frame
  }

  @inline(__always)
  mutating func pop() {
    let frame = unsafe frames + depth
    namespacesInScope &-= unsafe Int(frame.pointee.namespaces)
    text.truncate(to: unsafe frame.pointee.textMark)
    if unsafe frame.pointee.ownsBase { removeBase() }
    depth &-= 1
  }

  // MARK: Batches

  /// Starts the next batch after the sink has taken this one.
  ///
  /// Text that is being collected moves over, and so does what its triple needs.
  mutating func startNextBatch() {
    let top = unsafe frames + depth
    let isArmed = unsafe awaitsText(top)
    if isArmed {
      scratch.truncate(to: 0)
      batch.appendPending(to: &scratch)
    }
    batch.beginTerm()
    batch.removeAll()
    epoch &+= 1
    if isArmed {
      unsafe arm(top)
      batch.append(scratch, count: scratch.count)
      scratch = ByteBuffer(capacity: 256)
    }
  }

  @unsafe
  private func awaitsText(_ frame: UnsafeMutablePointer<Frame>) -> Bool {
    switch unsafe frame.pointee.kind {
    case .property: unsafe !frame.pointee.hasObject
    case .xmlLiteral: true
    default: false
    }
  }

  /// Puts the terms into the batch that a property's triple will need when its text has come, and
  /// starts the text.
  @unsafe
  @inline(__always)
  mutating func arm(_ frame: UnsafeMutablePointer<Frame>) {
    _ = nodeTerm(at: depth &- 1)
    _ = predicateTerm(at: depth)
    if unsafe frame.pointee.kind == .xmlLiteral {
      unsafe frame.pointee.qualifierTerm = term(.xmlLiteral)
    } else if unsafe frame.pointee.datatype >= 0 {
      unsafe frame.pointee.qualifierTerm = datatypeTerm(frame.pointee.datatype)
    } else if unsafe frame.pointee.datatype == Frame.noDatatype, unsafe frame.pointee.language >= 0
    {
      unsafe frame.pointee.qualifierTerm = languageTerm(frame.pointee.language)
    }
    batch.beginTerm()
  }

  /// Whether the batch should go to the sink before more is fed.
  ///
  /// A long literal alone fills a batch by its bytes; passing that on would only copy it. The terms
  /// of a triple term stay together; they are few, as it holds one statement.
  var wantsFlush: Bool {
    batch.isFull && tripleTerms.isEmpty && (batch.count > 0 || batch.termCount > 16)
  }

  @inline(__always)
  mutating func emit(
    _ subject: TripleBatch.TermIndex, _ predicate: TripleBatch.TermIndex,
    _ object: TripleBatch.TermIndex, line: UInt32
  ) {
    if !tripleTerms.isEmpty { return isolate(subject, predicate, object) }
    batch.addTriple(subject, predicate, object, line: recordsLines ? Int(line) : nil)
  }
}
