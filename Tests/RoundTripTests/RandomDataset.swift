import IsoglossTestSupport
import RDFModel

/// Datasets that a seed makes, of terms and shapes that are easy to get wrong.
struct RandomDataset {
  private var random: SeededGenerator
  private var quads: [Quad] = []
  private let isDataset: Bool
  private let nodes: [Term]
  private var blankNodes = 100

  /// The quads of a seed.
  static func quads(seed: UInt64) -> [Quad] {
    var dataset = RandomDataset(seed: seed)
    return dataset.make()
  }

  private init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    isDataset = random.isOne(in: 4)
    nodes = (0..<Int.random(in: 1...7, using: &random)).map { .blankNode(BlankNode("n\($0)")) }
  }

  private mutating func make() -> [Quad] {
    for _ in 0..<Int.random(in: 0...16, using: &random) {
      switch Int.random(in: 0..<12, using: &random) {
      case 0: addList()
      case 1: addRing()
      case 2, 3: addReifier()
      default: state(subject(), predicate(), object())
      }
    }
    return quads
  }

  private mutating func state(_ subject: Term, _ predicate: Term, _ object: Term) {
    var graph: Term?
    if isDataset, !random.isOne(in: 3) {
      graph = random.isOne(in: 4) ? random.pick(nodes) : iri()
    }
    quads.append(Quad(Triple(subject, predicate, object), graph: graph))
  }

  // MARK: Shapes

  private mutating func freshNode() -> Term {
    blankNodes += 1
    return .blankNode(BlankNode("f\(blankNodes)"))
  }

  /// A list, whole or with something wrong.
  private mutating func addList() {
    let graph = quads.last?.graph
    var cells = (0..<Int.random(in: 1...3, using: &random)).map { _ in freshNode() }
    cells.append(.iri(RDF.nil))
    func add(_ subject: Term, _ predicate: IRI, _ object: Term) {
      quads.append(Quad(Triple(subject, .iri(predicate), object), graph: graph))
    }
    for (cell, rest) in zip(cells, cells.dropFirst()) {
      add(cell, RDF.first, random.isOne(in: 3) ? object() : iri())
      add(cell, RDF.rest, rest)
    }
    if !random.isOne(in: 4) { add(subject(), IRI(trusted: "http://e/list"), cells[0]) }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: add(cells[0], RDF.first, object())
    case 1: add(cells[0], RDF.type, iri())
    case 2: add(iri(), RDF.rest, cells[0])
    case 3: add(cells[0], RDF.rest, cells[0])
    default: break
    }
  }

  private mutating func addRing() {
    let ring = (0..<Int.random(in: 1...4, using: &random)).map { _ in freshNode() }
    for (place, node) in ring.enumerated() {
      state(node, .iri(IRI(trusted: "http://e/next")), ring[(place + 1) % ring.count])
      if random.isOne(in: 4) { state(node, predicate(), object()) }
    }
  }

  /// Something that reifies a triple, stated or not, perhaps with more to say.
  private mutating func addReifier() {
    let reifier = random.isOne(in: 3) ? freshNode() : subject()
    let graph = quads.last?.graph
    let stated = random.isOne(in: 4) ? nil : quads.randomElement(using: &random)
    let triple = stated?.triple ?? Triple(subject(), predicate(), object())
    quads.append(
      Quad(
        Triple(reifier, .iri(RDF.reifies), .tripleTerm(triple)), graph: stated?.graph ?? graph))
    if random.isOne(in: 2) {
      quads.append(
        Quad(Triple(reifier, predicate(), object()), graph: stated?.graph ?? graph))
    }
  }

  // MARK: Terms

  private mutating func subject() -> Term {
    random.isOne(in: 2) ? random.pick(nodes) : iri()
  }

  private mutating func object() -> Term {
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: iri()
    case 2, 3, 4: random.pick(nodes)
    case 5: .tripleTerm(Triple(subject(), predicate(), random.isOne(in: 3) ? object() : iri()))
    default: literal()
    }
  }

  private mutating func iri() -> Term {
    .iri(
      IRI(
        trusted: random.pick([
          "http://e/a", "http://e/b", "http://e/C", "http://e/", "http://e/a.b.", "http://e/\u{E9}",
          "http://e/%41", "http://e/a(b)", "urn:x:y", "urn:x:y#",
          "http://\u{4F8B}.jp/\u{F6}?q=\u{FC}&r='s'#f", "mailto:x@y", "tag:e,2020:~_", "http://e/1",
          "file:///a//b/../c/.", "http://e/a:b", "http://e/-", "http://e/#", "http://[::1]:80/",
          "http://e/\u{B7}", "http://e/a;b,c!d*e$f", "http://e/\u{1F600}", RDF.nil.value,
          RDF.first.value, RDF.namespace + "Bag", RDF.namespace + "_1",
          "http://www.w3.org/2004/02/skos/core#Concept", "http://www.w3.org/2005/11/itsdir",
        ])))
  }

  private mutating func predicate() -> Term {
    let isNameless = random.isOne(in: 60)
    return .iri(
      IRI(
        trusted: random.pick(
          isNameless
            ? [
              "http://e/", "http://e/1", "http://e/a/-", "urn:x:1.2", RDF.namespace + "li",
              RDF.namespace + "about", RDF.namespace + "version",
            ]
            : [
              "http://e/p", "http://e/q", "http://e/1p", "http://e/p.q", "http://e/p.",
              "http://e/\u{E9}t\u{E9}", "urn:x:y", "http://e/a?p&q", "http://e#p-1", "http://e/_",
              RDF.type.value, RDF.namespace + "value", RDF.namespace + "_2", RDF.first.value,
              "http://www.w3.org/2005/11/itsdir", "http://e/x\u{B7}",
              "http://www.w3.org/2004/02/skos/core#prefLabel",
            ])))
  }

  private mutating func literal() -> Term {
    let text = text()
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1, 2: return .literal(Literal(text))
    case 3, 4:
      let direction: BaseDirection? =
        random.isOne(in: 2) ? nil : random.pick([.leftToRight, .rightToLeft])
      return .literal(
        Literal(
          text, language: random.pick(["en", "EN-gb", "de-CH-1901", "ar", "x-private"]),
          direction: direction))
    case 5:
      let form = random.pick(["1", "-01", "+1.5", "1.", ".5", "1e0", "1.0E-5", "true", "1 ", "INF"])
      return .literal(
        Literal(
          form,
          datatype: random.pick([XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.float])))
    case 6:
      let form = random.pick([
        "<b xmlns=\"http://x/\">t</b>", "<br></br>", "<br/>", "a &amp; b", "a & b", "]]>", "]]&gt;",
        "</e:p>", "<!-- c -->", "<?p i?>", "",
      ])
      return .literal(Literal(form, datatype: RDF.xmlLiteral))
    default:
      return .literal(
        Literal(
          text,
          datatype: random.pick([
            IRI(trusted: "http://e/t"), IRI(trusted: "http://e/t/1"),
            IRI(trusted: RDF.namespace + "JSON"), IRI(trusted: "urn:\u{E9}"),
          ])))
    }
  }

  private mutating func text() -> String {
    let isForbidden = random.isOne(in: 40)
    let pieces =
      [
        "a", " ", "\"", "\"\"\"", "'''", "\\", "\n", "\r", "\r\n", "\t", "<b>", "&amp;", "]]>",
        "\u{7F}",
        "\u{85}", "\u{2028}", "\u{FEFF}", "e\u{301}", "\u{5D0}", "\u{1F600}", "{|", "@en", "^^",
        "\u{FFFD}",
        "\\u0041", "\u{E000}", "\u{10FFFF}", "--", "~",
      ] + (isForbidden ? ["\u{0}", "\u{1}", "\u{1F}", "\u{FFFE}", "\u{FFFF}", "\u{B}"] : [])
    var text = ""
    for _ in 0..<Int.random(in: 0...4, using: &random) { text += random.pick(pieces) }
    return text
  }
}
