import ArgumentParser
import ByteStorage
import Entailment
import Foundation
import Isogloss
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import SPARQLResults

/// `isogloss query`: SPARQL over the data.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask the data a SPARQL query.",
    discussion: """
      The prefixes that the data declares and the usual ones (rdf, rdfs, owl, xsd, skos, skosxl, \
      dct, isogloss …) need no PREFIX line.

      Without --data the default graph is the union of the shipped vocabularies, each of which is \
      a named graph too. With --data it is these files, and --named-graph adds named ones. FROM \
      and FROM NAMED choose among them and open nothing. SERVICE asks the endpoints of \
      --allow-service.

      (?concept ?text ?rank) isogloss:search ("risk man*" "en" 10) finds concepts by their labels; \
      ?concept isogloss:search "risk" will do.

      EXAMPLE:
        isogloss query 'SELECT ?c WHERE { ?c skos:prefLabel "bias"@en }'
        isogloss query --query-file labels.rq --data thesaurus.ttl --results csv
        isogloss query 'ASK { ?c skos:broader+ ?c }' --exit-status
        isogloss query 'SELECT ?c { (?c ?l ?n) isogloss:search ("bias*" "en") }'
        isogloss query 'ASK { ?a skos:broaderTransitive ?a }' --entailment skos
      """)

  @Argument(help: "The query.")
  var query: String?

  @Option(
    help: ArgumentHelp("Read the query from a file; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["rq"]))
  var queryFile: String?

  @Option(
    help: """
      The form of the results; table by default for SELECT and ASK, turtle for CONSTRUCT and \
      DESCRIBE.
      """)
  var results: ResultsChoice?

  @Option(
    help: """
      What counts as said beside what is stated: what follows under RDF, RDF Schema, or the \
      semantic conditions of SKOS.
      """)
  var entailment: EntailmentRegime = .none

  @Flag(help: "Only check the syntax: 0 where it is right, 2 where it is not.")
  var parseOnly = false

  @Flag(
    help: """
      Show the plan in place of the results: estimated and actual rows, triples visited, time and \
      memory of each step; as JSON with --results json.
      """)
  var explain = false

  @Flag(help: "End with 1 where the answer of ASK is false.")
  var exitStatus = false

  @OptionGroup(title: "Evaluation") var evaluation: EvaluationOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if query != nil, queryFile != nil {
      throw ValidationError("Give the query or --query-file, not both.")
    }
    if queryFile == "-", data.files.contains("-") {
      throw ValidationError("Standard input cannot be both the query and the data.")
    }
    if queryFile == nil { _ = try data.argument(query, named: "query") }
  }

  func run() throws {
    let (text, name, data) = try queryText()
    let base = try data.baseIRI()
    if parseOnly {
      _ = try SPARQLParser.parse(
        query: text, base: base, prefixes: .wellKnown, sourceName: name)
      return
    }
    // A mistake is told before the data is read, unless the data may declare what is missing.
    try checkSyntax(text, name, base)
    let stated = try data.load(common, defersVerification: true)
    var limits = EntailmentLimits()
    limits.timeout = evaluation.timeout?.duration
    let vocabulary =
      entailment == .none
      ? stated
      : try common.showingProgress("reasoning") { try stated.entailing(entailment, limits: limits) }
    let parsed = try vocabulary.parse(query: text, base: base, sourceName: name)
    if !explain { try checkResults(parsed.form) }
    let options = evaluation.queryOptions
    if explain {
      let explanation = try vocabulary.explain(parsed, options: options)
      try common.write(results == .json ? explanation.json.prettyPrinted : explanation.text + "\n")
      return
    }
    let services = evaluation.services
    let answer = try common.showingProgress("querying") {
      try vocabulary.evaluate(parsed, options: options, services: services)
    }
    try write(answer, prefixes: parsed.prefixes.adding(vocabulary.queryPrefixes))
    if exitStatus, case .boolean(false) = answer { throw Failure.negative }
  }

  private func checkSyntax(_ text: String, _ name: String, _ base: IRI?) throws {
    do {
      _ = try SPARQLParser.parse(query: text, base: base, prefixes: .wellKnown, sourceName: name)
    } catch {
      if error.code != .sparqlUndeclaredPrefix { throw error }
    }
  }

  private func queryText() throws -> (text: String, name: String, data: DataOptions) {
    guard let queryFile else {
      let (text, data) = try data.argument(query, named: "query")
      return (text, "query", data)
    }
    let document = queryFile == "-" ? Document(standardInputAs: nil) : Document(path: queryFile)
    return (try document.text(), queryFile, data)
  }

  private func checkResults(_ form: Query.Form) throws {
    guard let results else { return }
    switch form {
    case .select, .ask:
      guard results.tableFormat != nil else {
        throw ValidationError(
          "--results \(results.rawValue) is for CONSTRUCT and DESCRIBE; "
            + "SELECT and ASK give table, json, xml, csv or tsv.")
      }
    case .construct, .describe:
      guard results.graphFormat != nil else {
        throw ValidationError(
          "--results \(results.rawValue) is for SELECT and ASK; "
            + "CONSTRUCT and DESCRIBE give turtle, ntriples, rdfxml or jsonld.")
      }
    }
  }

  private func write(_ answer: QueryResult, prefixes: PrefixMap) throws {
    try common.write { output in
      _ = try answer.write(
        table: results?.tableFormat ?? .table, graph: results?.graphFormat ?? .turtle,
        prefixes: prefixes, threads: WorkerThread.coreCount, to: output)
    }
  }
}

/// The form of the results of a query.
enum ResultsChoice: String, ExpressibleByArgument, CaseIterable {
  case table, json, xml, csv, tsv, turtle, ntriples, rdfxml, jsonld

  var tableFormat: ResultsFormat? { ResultsFormat(rawValue: rawValue) }
  var graphFormat: GraphFormat? { GraphFormat(rawValue: rawValue) }
}
