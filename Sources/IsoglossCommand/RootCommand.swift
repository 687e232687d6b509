import ArgumentParser
import Isogloss
import SKOSVocabulary

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
        1   done, and the answer is negative: nothing agreed, ambiguous, errors found
        2   input that cannot be used: file:line:column: error CODE: message; remedy
        3   an operation failed (disk, network, limit reached)
        64  wrong usage

      COMPLETION:
        isogloss --generate-completion-script bash    also zsh, fish
      """,
    version: Version.text,
    subcommands: [
      InfoCommand.self, SearchCommand.self, ShowCommand.self, ResolveCommand.self,
      CompareCommand.self, DivergenceCommand.self, CoverageCommand.self, ConflictsCommand.self,
      ImpactCommand.self, AlignCommand.self, CheckCommand.self, QueryCommand.self,
      UpdateCommand.self, ConvertCommand.self, ImportCommand.self, ExportCommand.self,
      DiffCommand.self, SnapshotCommand.self, ServeCommand.self,
    ])

  /// Refuses a command that there is not, which the argument parser takes for a stray argument.
  ///
  /// - Parameter name: the first word on the command line.
  /// - Throws: `ValidationError` with the commands that come closest.
  static func checkName(_ name: String?) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let name, !name.hasPrefix("-"), !names.contains(name) else { return }
    let similar = names.filter { $0.hasPrefix(name) || $0.editDistance(to: name) <= 2 }
    var message = "There is no command '\(name)'."
    if !similar.isEmpty {
      message += " Did you mean \(similar.map { "'\($0)'" }.joined(separator: " or "))?"
    }
    throw ValidationError(message)
  }
}
