import ArgumentParser
import Foundation
import Isogloss
import RDFModel
import VocabularyTables

/// `isogloss import`: a spreadsheet as a concept scheme, and back.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a table (CSV, TSV, XLSX) into a SKOS concept scheme, and back.",
    usage: "isogloss import [<options>] <file> --map <columns.yaml>",
    discussion: """
      A map in YAML says what the columns mean. Every problem of the table is reported with its \
      line and column, or its cell in a workbook, and then nothing is written. The same map turns a \
      scheme back into the table: --back.

      MAP:
        scheme: https://example.org/scheme/demo
        concept: https://example.org/demo/{id}
        columns:
          label: {property: skos:prefLabel, required: true}
          label@*: skos:prefLabel          # columns label@fr, label@de ...
          synonyms: {property: skos:altLabel, several: true}     # separated by |
          broader: {property: skos:broader, as: concept, inverse: skos:narrower}
          definition: {property: skos:definition, words: 40}
          remarks: ignore

      Keys of a map: prefixes, scheme, concept, identifier (the column id), language (en), \
      separator (|), statements (about the scheme), parts (resources of a concept: iri, link, \
      type, statements, when), topConcepts, columns. Keys of a column: property, as (text, \
      string, concept, iri or a datatype), language, part, inverse, several, required, words, \
      values, also.

      EXAMPLE:
        isogloss import terms.csv --map columns.yaml -o scheme.rdf
        isogloss import terms.xlsx --sheet Terms --map columns.yaml --to turtle
        isogloss import --back scheme.rdf --map columns.yaml -o terms.xlsx
        isogloss import terms.csv --map columns.yaml --update scheme.rdf -o scheme.rdf
      """)

  @Argument(help: "The table; with --back the scheme.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("What the columns mean, as YAML.", valueName: "columns.yaml"),
    completion: .file(extensions: ["yaml", "yml"]))
  var map: String

  @Option(help: ArgumentHelp("What {scheme} in the map stands for.", valueName: "id"))
  var scheme: String?

  @Option(
    help: ArgumentHelp(
      "The sheet of a workbook; the first that is not hidden without.", valueName: "name"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "A file whose statements about anything but the concepts are kept.", valueName: "file"),
    completion: .file())
  var update: String?

  @Flag(help: "Write the table of a scheme.")
  var back = false

  @Option(help: "The format to write.")
  var to: GraphFormat = .rdfxml

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if back, update != nil {
      throw ValidationError("--back writes a table, and --update is for schemes.")
    }
  }

  func run() throws {
    let columns = try ColumnMapReader().read(try Document(path: map).text(), source: map)
    if back {
      let graph = try DatasetLoader().load([Document(path: file)])
      let rows = try TableExporter(map: columns).rows(of: graph, scheme: scheme)
      try write(rows)
      return
    }
    let table = try Document(path: file).table(sheet: sheet)
    var imported = try TableImporter(map: columns).scheme(of: table, scheme: scheme)
    if let update {
      imported.keep(try DatasetLoader().load([Document(path: update)]), map: columns)
    }
    try common.write { output in _ = try Triples(imported).write(to, to: output) }
    let count = imported.concepts.count
    common.note("\(file): \(quantity(count, "concept")) of <\(imported.scheme.value)>")
  }

  /// Writes a table in the form that the name of its file asks for.
  private func write(_ rows: [[String]]) throws {
    let name = common.output?.lowercased() ?? ""
    if name.hasSuffix(".xlsx") {
      try common.write { try $0.write(WorkbookWriter().bytes(rows).span) }
    } else {
      let separator = name.hasSuffix(".tsv") ? SeparatedTableReader.Separator.tab : .comma
      try common.write(SeparatedTableWriter(separator: separator).text(rows))
    }
  }
}

/// A scheme that was read from a table, as triples that can be written.
private struct Triples: TripleSource {
  let scheme: ImportedScheme

  init(_ scheme: ImportedScheme) { self.scheme = scheme }

  func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    try scheme.push(into: &sink)
  }
}
