import ArgumentParser
import Entailment
import Isogloss
import RDFGraph
import RDFModel
import SPARQLEngine
import SPARQLResults
import VocabularyTables

/// Why a command ends otherwise than well: what is said on standard error, and the exit code.
struct Failure: Error {
  let status: ExitStatus
  let lines: [String]

  init(_ status: ExitStatus, _ lines: [String]) {
    self.status = status
    self.lines = lines
  }

  /// A failure in the form `source: error CODE: message; remedy`.
  init(_ status: ExitStatus, source: String, code: String, message: String, remedy: String) {
    self.init(status, ["\(source): error \(code): \(message); \(remedy)"])
  }

  /// The answer is negative, and all that is to be said has been said.
  static let negative = Failure(.negative, [])
}

extension Failure {
  /// What an error means for the user; empty for the argument parser's own errors.
  static func failures(of error: any Error) -> [Failure] {
    switch error {
    case let failure as Failure: return [failure]
    case let error as LoadError: return error.problems.flatMap { failures(of: $0) }
    case let error as SyntaxError: return [Failure(.unusableInput, [error.description])]
    case let error as TableErrors:
      return [Failure(.unusableInput, error.problems.map(\.description))]
    case StreamError.source(let error): return failures(of: error)
    case StreamError.sink(let error): return failures(of: error)
    case let error as InputError: return [Failure(status(of: error), [error.description])]
    case let error as EngineError:
      let isMistake = [.unsupported, .serviceRefused, .wrongArguments, .loadRefused].contains(
        error.code)
      return [
        Failure(
          isMistake ? .unusableInput : .failed,
          ["\(error.code.rawValue.hasPrefix("update-") ? "update" : "query"): \(error)"])
      ]
    case let error as EntailmentError: return [Failure(.failed, ["isogloss: \(error)"])]
    case let error as ResultsWritingError: return [Failure(.failed, ["isogloss: \(error)"])]
    case let error as CanonicalizationError:
      let status: ExitStatus = error.code == .limitExceeded ? .failed : .unusableInput
      return [Failure(status, ["isogloss: \(error)"])]
    case let error as WritingError: return [Failure(.failed, ["isogloss: \(error)"])]
    case is CleanExit, is ValidationError, is ExitCode: return []
    default: return isParserError(error) ? [] : [Failure(.failed, ["isogloss: error: \(error)"])]
    }
  }

  private static func status(of error: InputError) -> ExitStatus {
    switch error.code {
    case .fileUnwritable, .graphTooLarge, .collectionNotFound: .failed
    default: .unusableInput
    }
  }

  /// The argument parser throws errors of types that are its own.
  private static func isParserError(_ error: any Error) -> Bool {
    RootCommand.exitCode(for: error) != ExitCode.failure
  }
}
