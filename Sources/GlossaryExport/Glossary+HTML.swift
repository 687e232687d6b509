import Mustache
import RDFModel
import SKOSVocabulary

extension Glossary {
  /// The glossary as one HTML file that needs nothing else: no script, no picture, no style sheet
  /// from elsewhere.
  ///
  /// Every text states its language, entries are reached by headings and links, and the page
  /// prints.
  ///
  /// - Throws: what the template engine throws, which the tests show it does not.
  /// - Complexity: O(n) in the text.
  public func html() throws -> String {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.glossary_mustache, as: UTF8.self))
    return template.render(GlossaryPage(self))
  }
}

/// What the template of the page reads: every text is escaped before it gets here.
private struct GlossaryPage {
  let title: HTMLText
  let style: HTMLMarkup
  let documents: [DocumentView]
  let hasContents: Bool
  let remarks: [RemarkView]
  let hasRemarks: Bool

  init(_ glossary: Glossary) {
    title = HTMLText(glossary.title)
    style = HTMLMarkup(String(decoding: PackageResources.glossary_css, as: UTF8.self))
    documents = glossary.documents.map { DocumentView($0) }
    hasContents = documents.count > 1
    remarks = glossary.rightsRemarks.map {
      RemarkView(curie: HTMLText($0.curie), reason: HTMLText($0.reason))
    }
    hasRemarks = !remarks.isEmpty
  }

  struct RemarkView {
    let curie: HTMLText
    let reason: HTMLText
  }
}

private struct DocumentView {
  let anchor: HTMLText
  let name: HTMLText
  let title: HTMLPhrase?
  let warnings: [HTMLText]
  let facts: [FactView]
  let letters: [LetterView]
  let hasLetters: Bool
  let groups: [GroupView]

  struct FactView {
    let name: HTMLText
    let value: HTMLMarkup
  }

  struct LetterView {
    let anchor: HTMLText
    let heading: HTMLText
  }

  struct GroupView {
    let letter: LetterView?
    let entries: [EntryView]
  }

  init(_ document: Glossary.Document) {
    let documentAnchor = Glossary.documentAnchor(document.id)
    anchor = HTMLText(documentAnchor)
    name = HTMLText(document.name)
    title = document.title.flatMap {
      $0.lexicalForm == document.name ? nil : HTMLPhrase($0)
    }
    warnings = document.warnings.map { HTMLText($0) }
    facts = document.facts.map {
      FactView(name: HTMLText($0.name), value: Self.linked($0.value))
    }
    groups = document.groups.enumerated().map { number, group in
      GroupView(
        letter: group.heading.map {
          LetterView(anchor: HTMLText("\(documentAnchor)-\(number + 1)"), heading: HTMLText($0))
        },
        entries: group.entries.map { EntryView($0, isGrouped: group.heading != nil) })
    }
    letters = groups.compactMap(\.letter)
    hasLetters = letters.count > 1
  }

  /// A value as a link, where it is an address.
  private static func linked(_ value: String) -> HTMLMarkup {
    let text = HTMLText(value)
    return WebAddress(value) == nil
      ? HTMLMarkup(text.description) : HTMLMarkup("<a href=\"\(text)\">\(text)</a>")
  }
}

private struct EntryView {
  let anchor: HTMLText
  let level: Int
  let indent: Int
  let isIndented: Bool
  let heading: HTMLPhrase
  let curie: HTMLMarkup
  let notations: [HTMLText]
  let checked: HTMLText?
  let definitions: [DefinitionView]
  let labels: [LabelView]
  let notes: [NoteView]
  let hierarchy: [HierarchyView]
  let hasFacts: Bool
  let correspondences: [CorrespondenceView]
  let absences: [AbsenceView]
  let hasCorrespondences: Bool
  let falseFriends: [FalseFriendView]

  struct DefinitionView {
    let text: HTMLPhrase?
    let remark: HTMLText?
    let origin: HTMLText?
  }

  struct LabelView {
    /// The language, and that the label is not the preferred one.
    let name: HTMLText
    let phrase: HTMLPhrase
    let checked: HTMLText?
  }

  struct NoteView {
    let kind: HTMLText
    let phrase: HTMLPhrase
  }

  struct HierarchyView {
    let name: HTMLText
    let references: [HTMLMarkup]
  }

  struct CorrespondenceView {
    let predicate: HTMLText
    let statedAs: HTMLText?
    let other: HTMLMarkup
    let sources: HTMLMarkup?
  }

  struct AbsenceView {
    let document: HTMLText
    let sources: HTMLMarkup?
  }

  struct FalseFriendView {
    let kind: HTMLText
    let predicate: HTMLText?
    let other: HTMLMarkup
    let difference: HTMLText?
    let sources: HTMLMarkup?
  }

  init(_ entry: Glossary.Entry, isGrouped: Bool) {
    anchor = HTMLText(entry.anchor)
    level = isGrouped ? 4 : 3
    indent = min(entry.depth, 6)
    isIndented = entry.depth > 0
    heading = HTMLPhrase(entry.heading)
    curie = Self.link(entry.curie, to: entry.iri)
    notations = entry.notations.map { HTMLText($0) }
    checked = entry.checked.map { HTMLText($0) }
    definitions = entry.definitions.map { definition in
      let origin = [definition.citation, definition.checked, definition.rights].compactMap(\.self)
      return DefinitionView(
        text: definition.text.map { HTMLPhrase($0) },
        remark: definition.text == nil ? definition.remark.map { HTMLText($0) } : nil,
        origin: origin.isEmpty ? nil : HTMLText(origin.joined(separator: " · ")))
    }
    labels = entry.labels.map {
      LabelView(
        name: HTMLText(
          ($0.language ?? "no language") + ($0.kind == .preferred ? "" : " (also)")),
        phrase: HTMLPhrase($0.literal), checked: $0.checked.map { HTMLText($0) })
    }
    notes = entry.notes.map {
      NoteView(kind: HTMLText($0.kind.title), phrase: HTMLPhrase($0.text))
    }
    hierarchy = [
      ("Broader", entry.broader), ("Narrower", entry.narrower), ("Related", entry.related),
    ].filter { !$0.1.isEmpty }.map {
      HierarchyView(name: HTMLText($0.0), references: $0.1.map { Self.link($0) })
    }
    hasFacts = !labels.isEmpty || !notes.isEmpty || !hierarchy.isEmpty
    correspondences = entry.correspondences.map {
      CorrespondenceView(
        predicate: HTMLText($0.predicate), statedAs: $0.statedAs.map { HTMLText($0) },
        other: Self.link($0.other), sources: Self.links($0.sources))
    }
    absences = entry.absences.map {
      AbsenceView(document: HTMLText($0.document), sources: Self.links($0.sources))
    }
    hasCorrespondences = !correspondences.isEmpty || !absences.isEmpty
    falseFriends = entry.falseFriends.map {
      FalseFriendView(
        kind: HTMLText($0.kind), predicate: $0.predicate.map { HTMLText($0) },
        other: Self.link($0.other),
        difference: $0.difference.map { HTMLText($0) }, sources: Self.links($0.sources))
    }
  }

  // MARK: Links

  private static func link(_ text: String, to iri: String) -> HTMLMarkup {
    guard let address = WebAddress(iri) else { return HTMLMarkup("\(HTMLText(text))") }
    return HTMLMarkup("<a href=\"\(HTMLText(address.text))\">\(HTMLText(text))</a>")
  }

  private static func link(_ reference: Glossary.Reference) -> HTMLMarkup {
    let phrase = HTMLPhrase(reference.label)
    let document = reference.document.map { " (\(HTMLText($0)))" } ?? ""
    let target = reference.anchor.map { "#" + $0 } ?? WebAddress(reference.iri)?.text
    guard let target else {
      return HTMLMarkup("<span\(phrase.attributes)>\(phrase.text)</span>\(document)")
    }
    return HTMLMarkup(
      "<a href=\"\(HTMLText(target))\"\(phrase.attributes)>\(phrase.text)</a>\(document)")
  }

  private static func links(_ sources: [Glossary.Source]) -> HTMLMarkup? {
    guard !sources.isEmpty else { return nil }
    return HTMLMarkup(
      sources.map { source in
        let checked = source.checked.map { " (checked: \(HTMLText($0)))" } ?? ""
        return link(source.title, to: source.iri).description + checked
      }.joined(separator: "; "))
  }
}
