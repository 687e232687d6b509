import ArgumentParser

/// Looks for input that the readers do not survive.
@main
struct IsoglossFuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isogloss-fuzz",
    abstract: "Looks for input that makes a reader crash, hang or answer wrongly.",
    discussion: """
      Graphs, queries, results of queries and mapping sets: every input has to end in a value that \
      can be written and read back, or in an error with a place in the input, and graphs in \
      whatever pieces they come. Inputs are made from the files under PATHS \
      and run in processes of their own, so that a crash is a finding too. A finding is kept as a \
      file, which `isogloss-fuzz run` takes. Build in release.

        isogloss-fuzz cut "$ISOGLOSS_SUITES/w3c/rdf"
        isogloss-fuzz mutate "$ISOGLOSS_SUITES/w3c" --seed 7 --seconds 3600
        isogloss-fuzz run findings/mutate-7-1234.ttl
      """,
    subcommands: [CutCommand.self, MutateCommand.self, RunCommand.self])
}

/// What the two campaigns take alike.
struct CampaignOptions: ParsableArguments {
  @Argument(help: "Files and folders whose files are the start.")
  var paths: [String]

  @Option(
    parsing: .upToNextOption,
    help: "The notations, by the extensions of their files.")
  var notation: [Notation] = Notation.allCases

  @Option(help: "How many processes work side by side.")
  var workers = 2

  @Option(help: "Where inputs with findings are put.")
  var findings = "findings"

  @Option(help: "The most seconds that all takes; what is left then is left out.")
  var seconds: Double?

  /// Which share of the inputs this process examines; set by the process that starts it.
  @Option(help: .private) var worker: Int?
  @Option(help: .private) var start = 0
  @Option(help: .private) var log = ""

  func validate() throws {
    guard workers > 0 else { throw ValidationError("--workers takes a number from 1.") }
  }

  /// Runs a campaign: as one of its workers, or by starting them.
  func run(_ campaign: some Campaign) throws {
    guard let worker else {
      let supervisor = Supervisor(campaign: campaign, options: self)
      guard try supervisor.run() else { throw ExitCode(1) }
      return
    }
    try Worker(campaign: campaign, options: self, number: worker).run()
  }
}

/// `isogloss-fuzz cut`: every file cut at every byte.
struct CutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cut", abstract: "Cuts every file at every byte.",
    discussion: """
      Files over 8 KiB, which are manifests in the suites of the W3C, are cut at 4,096 places \
      that are equally far apart.
      """)

  @OptionGroup var options: CampaignOptions

  func run() throws {
    try options.run(CutCampaign(corpus: try Corpus(options.paths, notations: options.notation)))
  }
}

/// `isogloss-fuzz mutate`: files changed at random.
struct MutateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutate", abstract: "Changes files at random; a seed gives the same inputs again.")

  @OptionGroup var options: CampaignOptions
  @Option(help: "Where the random numbers start.") var seed: UInt64 = 1
  @Option(help: "How many inputs are tried.") var count = 200_000

  func run() throws {
    let corpus = try Corpus(options.paths, notations: options.notation)
    try options.run(MutationCampaign(corpus: corpus, seed: seed, count: count))
  }
}

/// `isogloss-fuzz run`: files as they are.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Examines files as they are, such as findings.")

  @Argument(help: "Files; their extensions tell the notation.") var files: [String]

  func run() throws {
    var failed = false
    for path in files {
      let example = try Corpus.example(path)
      for variant in 0..<Examination.variants {
        guard let finding = Examination.finding(example, variant: variant) else { continue }
        print("\(path), variant \(variant): \(finding)")
        failed = true
      }
    }
    if failed { throw ExitCode(1) }
  }
}
