import RDFGraph
import RDFModel

/// A label of one subject while it is checked.
private struct LabelEntry {
  let kind: Label.Kind
  /// The literal, the same for tags that differ in case only.
  let literal: TermID
  let language: Int
  /// The SKOS-XL label that has the literal as its form, or the literal as it is stated.
  let stated: TermID
}

extension IntegrityChecker {
  /// S13 and S14, with S55–S57: a SKOS-XL label counts as a label.
  func checkLabels(_ collector: inout FindingCollector) {
    guard collector.wants(.s13) || collector.wants(.s14) else { return }
    let languages = LanguageCanon(snapshot)
    var kinds: [TermID: Label.Kind] = [:]
    for kind in Label.Kind.allCases {
      let (direct, extended) = graph.labelProperties(kind)
      kinds[direct] = kind
      kinds[extended] = kind
    }
    kinds[.unbound] = nil
    guard !kinds.isEmpty else { return }
    var current: TermID?
    var entries: [LabelEntry] = []
    snapshot.forEach(snapshot.match()) { subject, predicate, object in
      if subject != current {
        if entries.count > 1, let current { checkLabels(of: current, &entries, &collector) }
        entries.removeAll(keepingCapacity: true)
        current = subject
      }
      guard let kind = kinds[predicate] else { return }
      let forms =
        object.kind == .literal ? [object] : snapshot.objects(of: object, terms.literalForm)
      for form in forms where form.kind == .literal {
        entries.append(
          LabelEntry(
            kind: kind, literal: languages.canonical(form), language: languages.number(of: form),
            stated: object))
      }
    }
    if entries.count > 1, let current { checkLabels(of: current, &entries, &collector) }
  }

  private func checkLabels(
    of subject: TermID, _ entries: inout [LabelEntry], _ collector: inout FindingCollector
  ) {
    if collector.wants(.s13) {
      entries.sort { ($0.literal, $0.kind) < ($1.literal, $1.kind) }
      forEachRun(entries, by: \.literal) { run in
        guard let first = run.first, let last = run.last, first.kind != last.kind else { return }
        collector.add(.s13, subject) {
          (
            message: "\(snapshot.term(first.literal)) is \(words(first.kind)) and "
              + "\(words(last.kind)) of \(graph.curie(of: subject)) at once",
            cause: run.flatMap { cause(subject, $0) },
            remedy: "keep it as \(words(first.kind)) and remove the other statement"
          )
        }
      }
    }
    guard collector.wants(.s14) else { return }
    entries.removeAll { $0.kind != .preferred }
    entries.sort { ($0.language, $0.literal) < ($1.language, $1.literal) }
    forEachRun(entries, by: \.language) { run in
      guard let first = run.first, let last = run.last, first.literal != last.literal
      else { return }
      collector.add(.s14, subject) {
        let tag = snapshot.dictionary.language(of: first.literal)
        let texts = Set(run.map { snapshot.term($0.literal).description }).sorted()
        return (
          message: "\(graph.curie(of: subject)) has \(texts.count) preferred labels "
            + (tag.map { "in \($0)" } ?? "without a language") + ": "
            + texts.prefix(5).joined(separator: ", ") + (texts.count > 5 ? " …" : ""),
          cause: run.prefix(10).flatMap { cause(subject, $0) },
          remedy: "keep one and make the others alternative labels"
        )
      }
    }
  }

  private func words(_ kind: Label.Kind) -> String {
    switch kind {
    case .preferred: "preferred label"
    case .alternative: "alternative label"
    case .hidden: "hidden label"
    }
  }

  /// The statements that make an entry a label.
  private func cause(_ subject: TermID, _ entry: LabelEntry) -> [Statement] {
    let (direct, extended) = graph.labelProperties(entry.kind)
    guard entry.stated.kind != .literal else {
      return [graph.statement(subject, direct, entry.stated)]
    }
    let forms = snapshot.objects(of: entry.stated, terms.literalForm)
    return [graph.statement(subject, extended, entry.stated)]
      + forms.map { graph.statement(entry.stated, terms.literalForm, $0) }
  }

  private func forEachRun<Key: Equatable>(
    _ entries: [LabelEntry], by key: (LabelEntry) -> Key, _ body: (ArraySlice<LabelEntry>) -> Void
  ) {
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, key(entries[end]) == key(entries[start]) { end += 1 }
      body(entries[start..<end])
      start = end
    }
  }
}

/// Language tags of a snapshot, those that differ in case only taken as one.
///
/// Source: RDF 1.1 Concepts, section 3.3; BCP 47, section 2.1.1.
struct LanguageCanon {
  private let snapshot: GraphSnapshot
  /// The tag in lower case without direction, by number.
  let tags: [String]
  /// The first tag of the same language, by number.
  private let firsts: [Int]

  init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    let plain = snapshot.dictionary.languageTags.map { $0.lowercased() }
    var known: [String: Int] = [:]
    firsts = plain.enumerated().map { number, tag in
      if let first = known[tag] { return first }
      known[tag] = number
      return number
    }
    tags = plain.map { Literal("", languageAndDirection: $0).language ?? $0 }
  }

  /// The number of a literal's language; -1 where it has none.
  func number(of literal: TermID) -> Int {
    snapshot.dictionary.languageIndex(of: literal).map { firsts[$0] } ?? -1
  }

  /// The literal that stands for all those that differ in the case of their tag only.
  func canonical(_ literal: TermID) -> TermID {
    guard let number = snapshot.dictionary.languageIndex(of: literal), firsts[number] != number
    else { return literal }
    let tag = snapshot.dictionary.languageTags[firsts[number]]
    let text = snapshot.dictionary.text(of: literal)
    return snapshot.id(of: .literal(Literal(text, languageAndDirection: tag))) ?? literal
  }
}
