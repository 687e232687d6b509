import ArgumentParser
import RDFModel

/// The most that input may ask for, where the user knows better than the defaults.
struct ReaderLimitOptions: ParsableArguments {
  @Option(
    name: .customLong("input-limit"),
    help: ArgumentHelp(
      "Change a limit on what input may ask for; may be given more than once. The names are "
        + ReaderLimits.named.map(\.name).joined(separator: ", ") + ".",
      valueName: "name=number"))
  var changes: [LimitChange] = []

  /// How documents are read.
  var readerOptions: ReaderOptions {
    var options = ReaderOptions()
    for change in changes {
      for limit in ReaderLimits.named where limit.name == change.name {
        options.limits[keyPath: limit.path] = change.value
      }
    }
    return options
  }
}

/// One limit with its new value.
struct LimitChange: ExpressibleByArgument {
  let name: String
  let value: Int

  /// Takes `name=number`.
  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let value = Int(parts[1]), value > 0,
      ReaderLimits.named.contains(where: { $0.name == parts[0] })
    else { return nil }
    (name, self.value) = (String(parts[0]), value)
  }
}
