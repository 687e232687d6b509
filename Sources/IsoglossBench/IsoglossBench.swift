import ArgumentParser

/// Measures Isogloss against the floor that the hardware and libxml2 set.
@main
struct IsoglossBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isogloss-bench",
    abstract: "Measures parsing, loading, queries and resolutions.",
    discussion: """
      Passes of one run take turns in one process, so quote their ratios; times of different \
      days or machines say nothing about each other. Build in release.

        isogloss-bench load skos100k.rdf --floor
        isogloss-bench parse skos100k.nt --floor --format json
        isogloss-bench open skos100k.isogloss --make skos100k.nt
        isogloss-bench commit skos100k.isogloss --queries queries
        isogloss-bench search skos10k.nt skos100k.nt
        isogloss-bench lookup --data skos100k.nt
        isogloss-bench resolve mappings100k mappings1m
        isogloss-bench reports words100k words1m
        isogloss-bench match tasks.tsv --out proposals
        isogloss-bench query --data skos100k.nt --queries queries --out times.json --results rows
        isogloss-bench bombs --data skos100k.nt
        isogloss-bench entail --data skos100k.nt --regime skos
      """,
    subcommands: [
      ParseCommand.self, LoadCommand.self, OpenCommand.self, CommitCommand.self,
      SearchCommand.self, ResolveCommand.self, ReportsCommand.self, LookupCommand.self,
      QueryCommand.self, MatchCommand.self, BombsCommand.self, EntailCommand.self,
    ],
    defaultSubcommand: QueryCommand.self)
}

/// How figures are printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
