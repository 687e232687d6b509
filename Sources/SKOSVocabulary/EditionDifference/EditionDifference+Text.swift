import RDFModel

extension EditionDifference {
  /// A change in words: a line, and lines below it that begin with `-` or `+`.
  struct Entry {
    var line: String
    var removed: [String] = []
    var added: [String] = []
  }

  /// The changes by kind, those without any left out.
  func sections(in language: String) -> [(title: String, entries: [Entry])] {
    func name(_ concept: Concept) -> String {
      "\(concept.curie) (\(concept.displayLabel(in: language)))"
    }
    func names(_ concepts: [Concept]) -> String { concepts.map(name).joined(separator: ", ") }
    func entry(_ continuation: Continuation) -> Entry {
      let basis = continuation.evidence == .stated ? "as stated" : "by labels"
      return Entry(line: "\(names(continuation.old)) → \(names(continuation.new)), \(basis)")
    }
    let all: [(title: String, entries: [Entry])] = [
      ("added", added.map { Entry(line: name($0)) }),
      ("removed", removed.map { Entry(line: name($0)) }),
      ("renamed", renamed.map(entry)),
      ("split", splits.map(entry)),
      ("merged", merges.map(entry)),
      (
        "moved",
        moves.map { move in
          Entry(
            line: name(move.new),
            removed: move.formerBroader.map { "under \(name($0))" }
              + move.formerSchemes.map { "in \($0.displayName(in: language))" },
            added: move.newBroader.map { "under \(name($0))" }
              + move.newSchemes.map { "in \($0.displayName(in: language))" })
        }
      ),
      (
        "relabelled",
        relabellings.map { change in
          Entry(
            line: name(change.new),
            removed: change.removed.map { "\($0.kind.name) \($0.literal)" }
              + change.removedNotations.map { "notation \($0)" },
            added: change.added.map { "\($0.kind.name) \($0.literal)" }
              + change.addedNotations.map { "notation \($0)" })
        }
      ),
      (
        "redefined",
        redefinitions.map { change in
          Entry(
            line: name(change.new), removed: change.removed.map(\.description),
            added: change.added.map(\.description))
        }
      ),
    ]
    return all.filter { !$0.entries.isEmpty }
  }

  /// How many changes of each kind there are, in one line.
  public var summary: String {
    isEmpty
      ? "no concept is different"
      : counts.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
  }

  /// The changes as plain text.
  ///
  /// - Parameter language: the language of the labels that name concepts.
  public func text(in language: String) -> String {
    var result = summary + "\n"
    for section in sections(in: language) {
      result += "\n\(section.title)\n"
      for entry in section.entries {
        result += "  \(entry.line)\n"
        for line in entry.removed { result += "    - \(line)\n" }
        for line in entry.added { result += "    + \(line)\n" }
      }
    }
    return result
  }

  /// The changes as Markdown, for release notes.
  ///
  /// - Parameters:
  ///   - title: the heading.
  ///   - language: the language of the labels that name concepts.
  public func markdown(title: String, in language: String) -> String {
    var result = "# \(Self.escaped(title))\n\n\(Self.escaped(summary))\n"
    for section in sections(in: language) {
      let heading = section.title.prefix(1).uppercased() + section.title.dropFirst()
      result += "\n## \(heading)\n\n"
      for entry in section.entries {
        result += "* \(Self.escaped(entry.line))\n"
        for line in entry.removed { result += "  * ~~\(Self.escaped(line))~~\n" }
        for line in entry.added { result += "  * \(Self.escaped(line))\n" }
      }
    }
    return result
  }

  /// Text that Markdown shows as it is, on one line.
  ///
  /// Source: CommonMark 0.31, section 2.4.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\n", "\r": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
