internal import RDFModel

/// Which term of a context to write for an IRI, by what is known of the value.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 4.3 (Inverse Context Creation).
struct InverseContext {
  /// What decides among the terms of an IRI.
  enum Choice: Hashable { case language, type, any }

  private struct Key: Hashable {
    let iri: ByteName
    let container: Container
    let choice: Choice
    let value: String
  }

  private var terms: [Key: String] = [:]
  private var iris: Set<ByteName> = []
  /// The terms that may be prefixes, shortest first, with their IRIs.
  private(set) var prefixes: [(term: String, iri: String)] = []

  init(_ context: ActiveContext) {
    let defaultLanguage = context.language?.lowercased() ?? "@none"
    let names = context.terms.keys.map(\.text).sorted {
      let (left, right) = ($0.utf8.count, $1.utf8.count)
      return left == right ? $0.precedes($1) : left < right
    }
    for term in names {
      guard let definition = context[term], let iri = definition.iri else { continue }
      if definition.isWrittenAsPrefix { prefixes.append((term, iri)) }
      iris.insert(ByteName(iri))
      var entry = Entry(iri: ByteName(iri), container: definition.container, term: term)
      add(&entry, .any, "@none")
      if definition.isReverse {
        add(&entry, .type, "@reverse")
      } else if definition.type == "@none" {
        add(&entry, .language, "@any")
        add(&entry, .type, "@any")
      } else if let type = definition.type {
        add(&entry, .type, type)
      } else if let tag = Self.tag(of: definition) {
        add(&entry, .language, tag)
      } else {
        let direction = context.direction
        let language = direction == nil ? defaultLanguage : context.language?.lowercased() ?? ""
        add(&entry, .language, language + (direction.map { "_" + $0.rawValue } ?? ""))
        add(&entry, .language, "@none")
        add(&entry, .type, "@none")
      }
    }
  }

  private struct Entry {
    let iri: ByteName
    let container: Container
    let term: String
  }

  /// The first term wins.
  private mutating func add(_ entry: inout Entry, _ choice: Choice, _ value: String) {
    let key = Key(iri: entry.iri, container: entry.container, choice: choice, value: value)
    if terms[key] == nil { terms[key] = entry.term }
  }

  /// The language and direction that a definition sets; nil where it sets neither.
  private static func tag(of definition: TermDefinition) -> String? {
    switch (definition.language, definition.direction) {
    case (.inherited, .inherited): nil
    case (.value(let language), .inherited), (.value(let language), .removed):
      language.lowercased()
    case (.value(let language), .value(let direction)):
      language.lowercased() + "_" + direction.rawValue
    case (.inherited, .value(let direction)), (.removed, .value(let direction)):
      "_" + direction.rawValue
    case (.removed, .inherited), (.removed, .removed): "@null"
    case (.inherited, .removed): "@none"
    }
  }

  /// Whether there is a term for an IRI.
  func holds(_ iri: String) -> Bool { iris.contains(ByteName(iri)) }

  /// The best term for an IRI.
  ///
  /// Source: section 6.3 (Term Selection).
  func term(
    for iri: String, containers: [Container], choice: Choice, values: [String]
  ) -> String? {
    let name = ByteName(iri)
    for container in containers {
      for value in values {
        let key = Key(iri: name, container: container, choice: choice, value: value)
        if let term = terms[key] { return term }
      }
    }
    return nil
  }
}
