import ArgumentParser
import Isogloss
import RDFGraph
import RDFModel
import TermAlignment

/// `isogloss convert`: between the syntaxes of RDF and the formats of mapping sets.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract:
      """
      Convert files between RDF/XML, Turtle, N-Triples, N-Quads, TriG, JSON-LD, SSSOM and the \
      Alignment format.
      """,
    discussion: """
      N-Triples and N-Quads are written as the triples come, with little memory for files of any \
      size, and a triple that two files state is written twice. Turtle, TriG, RDF/XML and \
      JSON-LD are sorted and grouped, so that the same data gives the same bytes. The blank nodes \
      of several files are kept apart: node x of the first is called d1-x, and so on. Where the target \
      cannot hold named graphs and the source has some, nothing is written.

      --canonical gives each statement its one spelling and keeps labels and order; --rdfc10 gives \
      the whole dataset its one form, so that copies with other labels and order become the same \
      bytes. The SHA-256 of the latter is the content hash of the dataset.

      --lenient tells each faulty statement of N-Triples and N-Quads on standard error, leaves it \
      out and goes on with the next line; the exit code is 0, unless there are more of them than \
      the limit faultyStatements allows.

      Mapping sets are read from SSSOM tables and JSON, from the Alignment format, and from RDF: \
      SSSOM/RDF, annotated axioms, plain triples of SKOS and OWL. --to sssom, sssom-json or \
      alignment writes them as one set, in which each mapping names the set it is from where there \
      are several; to the syntaxes of RDF they go as --mappings-as says.

      The contexts that a JSON-LD document names come from --context or are bundled (schema.org, \
      SKOS, DCAT, SSSOM); nothing is fetched. What is written as JSON-LD gets the contexts of \
      --context, else one of the prefixes in use.

      EXAMPLE:
        isogloss convert thesaurus.rdf --to turtle -o thesaurus.ttl
        isogloss convert dump.nt.gz --to ntriples --canonical | sort -u
        isogloss convert vocabulary.ttl --rdfc10 sha256 | sha256sum
        isogloss convert damaged.nq --to nquads --lenient -o sound.nq
        isogloss convert catalog.ttl --to jsonld --context https://schema.org/
        isogloss convert mappings.sssom.tsv --to sssom-json -o mappings.sssom.json
        isogloss convert alignment.rdf --to sssom
        isogloss convert mappings.sssom.tsv --to turtle --mappings-as owl
        isogloss convert data.jsonld --to turtle --context https://e.org/c=c.json
        curl -s https://e.org/data | isogloss convert - --from turtle --to rdfxml
      """)

  @Argument(help: "The files; - is standard input.", completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The format of the files; without, it is decided by the extension, then by the content.",
      valueName: "format"))
  var from: DocumentFormat?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "The format to write; with --rdfc10 it is nquads unless said otherwise.", valueName: "to"))
  var target: ConversionTarget?

  private var to: GraphFormat? { target?.graphFormat }

  @Option(
    help: """
      What mapping sets become in RDF: sssom (statements with the plain triples), statements, owl \
      (annotated axioms), or triples.
      """)
  var mappingsAs: MappingSetForm.Statements = .sssom

  @Option(
    help: ArgumentHelp("The base for relative references in files that set none.", valueName: "iri")
  )
  var base: String?

  @Flag(
    help: """
      Write the canonical form of N-Triples or N-Quads in full, with language tags in lower case: \
      labels and order are kept.
      """)
  var canonical = false

  @Option(
    help: ArgumentHelp(
      """
      Write the canonical N-Quads of RDF Dataset Canonicalization with this hash function, sha256 \
      or sha384: blank nodes get canonical labels, lines are sorted.
      """, valueName: "hash"))
  var rdfc10: CanonicalizationHash?

  @Option(
    help: ArgumentHelp(
      "The steps that --rdfc10 may take to tell blank nodes apart that look alike.",
      valueName: "number"))
  var maxSteps: Int?

  @OptionGroup(title: "RDF/XML") var rdfXML: RDFXMLArguments
  @OptionGroup(title: "JSON-LD") var jsonLD: JSONLDArguments
  @OptionGroup var leniency: LeniencyOptions
  @OptionGroup var limits: ReaderLimitOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    _ = try baseIRI()
    let isLineBased = to == .ntriples || to == .nquads
    if target == nil, rdfc10 == nil {
      throw ValidationError("Missing expected argument '--to <to>'")
    }
    if canonical, !isLineBased {
      throw ValidationError("--canonical goes with --to ntriples or --to nquads.")
    }
    if rdfc10 != nil, target != nil, !isLineBased {
      throw ValidationError("--rdfc10 goes with --to nquads or --to ntriples.")
    }
    if let maxSteps, rdfc10 == nil || maxSteps < 0 {
      throw ValidationError("--max-steps goes with --rdfc10 and takes a number.")
    }
    if rdfc10 != nil, canonical {
      throw ValidationError("--rdfc10 writes a canonical form already; leave --canonical out.")
    }
    if files.contains("-"), from == nil {
      throw ValidationError("Standard input has no name to tell its format; add --from FORMAT.")
    }
  }

  func run() throws {
    var documents = try jsonLD.applied(
      to: DataOptions.documents(files, format: from, base: try baseIRI()), writing: to)
    // A syntax that holds one graph takes mapping sets into it.
    let usesNamedGraph = to.map { [.nquads, .trig, .jsonld].contains($0) } ?? true
    for index in documents.indices {
      documents[index].mappingForm = MappingSetForm(mappingsAs, usesNamedGraph: usesNamedGraph)
    }
    let faults = FaultCounter()
    let options = try leniency.applied(to: limits.readerOptions, for: documents, faults)
    if let format = target?.mappingFormat {
      let set = try mappingSet(of: documents, options)
      return try common.write(set, as: format)
    }
    let writing = try writingOptions(of: documents)
    try common.write { output in
      try common.showingProgress(of: "converting \(documents[0].name)") { report in
        if let rdfc10 {
          var loader = DatasetLoader(options: options)
          loader.onProgress = report
          try writeCanonicalDataset(try loader.load(documents), hash: rdfc10, to: output)
        } else if let to {
          var sequence = DocumentSequence(documents, options: options)
          sequence.onProgress = report
          _ = try sequence.write(to, to: output, options: writing)
        }
      }
    }
    if let summary = faults.summary { common.note("isogloss: \(summary)") }
  }

  private func writingOptions(of documents: [Document]) throws -> WritingOptions {
    var writing = WritingOptions()
    writing.isCanonical = canonical
    writing.keepsPrefixes = try documents.contains { try $0.resolvedFormat().holdsMappingSets }
    writing.jsonLD = try jsonLD.writerOptions()
    try rdfXML.apply(to: &writing, writing: to)
    return writing
  }

  /// The mapping sets of the files as one.
  private func mappingSet(of documents: [Document], _ options: ReaderOptions) throws -> MappingSet {
    var sets: [MappingSet] = []
    for document in documents {
      let isSSSOM = [.sssom, .sssomJSON].contains(try document.resolvedFormat())
      let stem = document.name.split(separator: "/").last ?? "mappings"
      for (number, original) in try document.mappingSets(options: options).enumerated() {
        var set = original
        // SSSOM stays as it is; other sources have no place for what it cannot do without.
        if !isSSSOM {
          set.fillRequiredSlots(
            id: ExtensionDefinition(slotName: "\(stem)#\(number + 1)").effectiveProperty)
        }
        sets.append(set)
      }
    }
    guard !sets.isEmpty else {
      throw Failure(
        .unusableInput, source: documents[0].name, code: "sssom-missing-slot",
        message: "the files hold no mappings",
        remedy: "name SSSOM, the Alignment format, or RDF with mapping properties")
    }
    let id = IRI(trusted: "http://sssom.invalid/merged")
    var set = MappingSet(merging: sets, id: id)
    set.completePrefixes()
    return set
  }

  private func writeCanonicalDataset(
    _ snapshot: GraphSnapshot, hash: CanonicalizationHash, to output: ResultOutput
  ) throws {
    if to == .ntriples, let name = snapshot.graphNames.first {
      throw WritingError.namedGraph("\(snapshot.term(name))", syntax: "N-Triples")
    }
    let limits = maxSteps.map { CanonicalizationLimits(steps: $0) } ?? CanonicalizationLimits()
    let dataset = try snapshot.canonicalized(hash: hash, limits: limits)
    try output.write(dataset.nQuads.span)
  }

  private func baseIRI() throws -> IRI? {
    try DataOptions.absoluteIRI(base, option: "--base")
  }
}

/// What `convert` writes: a syntax of RDF, or a format of mapping sets.
enum ConversionTarget: ExpressibleByArgument {
  case graph(GraphFormat)
  case mappings(MappingFormat)

  static let allValueStrings =
    GraphFormat.allCases.map(\.rawValue) + ["sssom", "sssom-json", "alignment"]

  init?(argument: String) {
    if let format = GraphFormat(argument: argument) {
      self = .graph(format)
    } else if let format = DocumentFormat(argument: argument), format.holdsMappingSets,
      let mappings = MappingFormat(rawValue: format.rawValue)
    {
      self = .mappings(mappings)
    } else {
      return nil
    }
  }

  var graphFormat: GraphFormat? { if case .graph(let format) = self { format } else { nil } }

  var mappingFormat: MappingFormat? {
    if case .mappings(let format) = self { format } else { nil }
  }
}
