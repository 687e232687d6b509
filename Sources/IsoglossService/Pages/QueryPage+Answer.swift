import Isogloss
import RDFModel
import SPARQLAlgebra
import SPARQLEngine

extension QueryPage {
  /// What a query gave.
  struct Answer: Sendable {
    /// A term in a table.
    struct Cell: Sendable {
      let text: String
      let address: String?
      let language: String?
      /// Language or datatype, shown beside the text.
      let note: String?
    }
    struct Slot: Sendable {
      let term: Cell?
    }
    struct Row: Sendable {
      let cells: [Slot]
    }

    /// How many solutions a page shows; the other formats have all of them.
    static let maximumRows = 1_000

    let countText: String
    let verdict: String?
    let hasTable: Bool
    let columns: [String]
    let solutions: [Row]
    let graph: String?
    let cut: String?

    init(
      _ result: QueryResult, prefixes: PrefixMap, turtle: () throws -> [UInt8]
    ) throws {
      switch result {
      case .boolean(let value):
        countText = ""
        verdict = value ? "True." : "False."
        (hasTable, columns, solutions, graph, cut) = (false, [], [], nil, nil)
      case .graph(let triples):
        countText = SchemeDirectory.counted(triples.count, "triple", "triples")
        graph = String(decoding: try turtle(), as: UTF8.self)
        (verdict, hasTable, columns, solutions, cut) = (nil, false, [], [], nil)
      case .solutions(let found):
        countText = SchemeDirectory.counted(found.count, "solution", "solutions")
        hasTable = found.count > 0
        verdict = found.count == 0 ? "Nothing in the data fits the pattern." : nil
        columns = found.variables.map(\.name)
        let shown = min(found.count, Self.maximumRows)
        solutions = (0..<shown).map { row in
          Row(
            cells: found.columns.indices.map { column in
              Slot(term: found.term(row: row, column: column).map { Self.cell($0, prefixes) })
            })
        }
        graph = nil
        cut =
          shown < found.count
          ? "The page shows the first \(SchemeDirectory.grouped(shown)); CSV and JSON have all."
          : nil
      }
    }

    private static func cell(_ term: Term, _ prefixes: PrefixMap) -> Cell {
      switch term {
      case .iri(let iri):
        let short = prefixes.split(iri) ?? PrefixMap.wellKnown.split(iri)
        return Cell(
          text: short.map { "\($0.prefix):\($0.local)" } ?? iri.value,
          address: address(of: iri.value), language: nil, note: nil)
      case .literal(let literal):
        // A number tells by itself that it is one.
        let isPlain =
          literal.language != nil
          || [XSD.string, XSD.integer, XSD.decimal, XSD.double, XSD.boolean]
            .contains(literal.datatype)
        return Cell(
          text: literal.lexicalForm, address: nil, language: literal.language,
          note: literal.language ?? (isPlain ? nil : PrefixMap.wellKnown.compact(literal.datatype)))
      case .blankNode, .tripleTerm:
        return Cell(text: "\(term)", address: nil, language: nil, note: nil)
      }
    }

    /// The page of a concept or scheme of ours, else the thing itself where the web has it.
    private static func address(of iri: String) -> String? {
      if iri.hasPrefix(IsoglossIdentifiers.schemeRoot) { return Address.scheme(iri: iri) }
      if IsoglossIdentifiers.split(concept: iri) != nil { return Address.concept(iri: iri) }
      return Address.external(iri)
    }
  }
}
