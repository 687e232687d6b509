import ArgumentParser
import Isogloss

/// The command `isogloss`.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isogloss",
    abstract: "Which term of one AI governance framework corresponds to which of another, and why.",
    discussion: """
      Commands read the vocabularies that come with Isogloss, or the files that --data names.
      Results go to standard output, everything else to standard error.

      EXAMPLES:
        isogloss info
        isogloss resolve provider --in eu-ai-act-2024
        isogloss query 'SELECT ?label WHERE { ?c skos:prefLabel ?label } LIMIT 5'
        isogloss check my-vocabulary.rdf

      EXIT CODES:
        0   done
        1   done, and the answer is negative (no agreed equivalent, ambiguous term, errors found)
        2   input that cannot be used: file:line:column: error CODE: message; remedy
        3   an operation failed (disk, network, limit reached)
        64  wrong usage

      COMPLETION:
        isogloss --generate-completion-script bash|zsh|fish writes a script for your shell.
      """,
    version: Version.text,
    subcommands: [
      InfoCommand.self, SearchCommand.self, ShowCommand.self, ResolveCommand.self,
      CompareCommand.self, DivergenceCommand.self, CoverageCommand.self, ConflictsCommand.self,
      ImpactCommand.self, AlignCommand.self, CheckCommand.self, QueryCommand.self,
      UpdateCommand.self, ConvertCommand.self, ImportCommand.self, ExportCommand.self,
      DiffCommand.self, SnapshotCommand.self, ServeCommand.self,
    ])
}
