import RDFGraph
import RDFModel
import SKOSVocabulary

/// Finds what is meant by a word in different schemes, and how far the meanings are apart.
struct DivergenceFinder {
  let resolver: Resolver
  let index: DesignationIndex
  let options: DivergenceOptions
  let denials: Denials
  var relations: MappingRelations
  private var senses: [TermID: Sense] = [:]
  private var seen: Set<ConceptPair> = []
  var notes: [String] = []

  /// Pairs by the order of their identifiers, whichever came first.
  private struct ConceptPair: Hashable {
    let low: TermID
    let high: TermID

    init(_ one: TermID, _ other: TermID) {
      low = min(one, other)
      high = max(one, other)
    }
  }

  var graph: SKOSGraph { resolver.graph }

  /// The most designations around a label that are looked at.
  private static let maximumNeighbours = 100
  /// The most concepts whose senses are remembered.
  private static let cacheLimit = 10_000

  init(_ resolver: Resolver, _ options: DivergenceOptions) {
    self.resolver = resolver
    self.options = options
    relations = MappingRelations(resolver)
    // Classes and properties take part where somebody asks for their ontology, and where there is
    // nothing else.
    let graph = resolver.graph
    let asks = options.schemes?.contains { node in
      graph.conceptScheme(node).map { !graph.conceptSchemes.contains($0) } ?? false
    }
    index =
      asks ?? false || graph.conceptSchemes.isEmpty
      ? resolver.labels.indexWithOntologies : resolver.labels.index
    denials = Denials(resolver.index)
  }

  // MARK: Reports

  mutating func report() -> DivergenceReport {
    if index.isCut { notes.append("there are more labels than an index holds; some are missing") }
    var found = options.label.map { designations(named: $0) } ?? allDesignations()
    found = found.filter { !$0.divergences.isEmpty || options.label != nil }
    found.sort(by: Self.precedes)
    if seen.count >= options.maximumPairs {
      notes.append("only \(seen.count) pairs were compared; ask for one label to see all of its")
    }
    return DivergenceReport(designations: found, notes: notes)
  }

  /// The language that is looked at first: pairs that it shows are not shown again in others.
  private func languages() -> [String] {
    if let wanted = options.language { return [wanted] }
    let all = index.languages()
    return all.filter { $0 == "en" } + all.filter { $0 != "en" }
  }

  private mutating func designations(named text: String) -> [Designation] {
    var found: [Designation] = []
    let languages = languages()
    let exact = index.keys(named: text, languages: languages)
    for key in exact {
      if let designation = designation(key, adding: deniedPairs(touching: key), isAsked: true) {
        found.append(designation)
      }
    }
    let exactSet = Set(exact)
    for language in languages {
      let around = index.keys(around: text, language: language, limit: Self.maximumNeighbours)
      if around.count == Self.maximumNeighbours {
        notes.append("more labels than the \(around.count) shortest hold the words “\(text)”")
      }
      for key in around.filter({ !$0.isRelative }).map(\.key) where !exactSet.contains(key) {
        if let designation = designation(key, adding: deniedPairs(touching: key), isAsked: false),
          !designation.divergences.isEmpty
        {
          found.append(designation)
        }
      }
      let own = exact.filter { index.name($0).language == language }
      if let designation = otherNames(text, own) { found.append(designation) }
      let shorter = own.flatMap { index.keys(within: $0) }
      let others = around.filter { !exactSet.contains($0.key) }
      if let designation = withinTerms(
        text, own + shorter + others.map(\.key),
        relatives: Set(others.filter(\.isRelative).map(\.key)))
      {
        found.append(designation)
      }
    }
    return found
  }

  private mutating func allDesignations() -> [Designation] {
    var byLanguage: [String: [Int]] = [:]
    for key in 0..<index.count where index.bearers(key).count > 1 {
      byLanguage[index.name(key).language, default: []].append(key)
    }
    let anchored = anchoredDenials()
    var found: [Designation] = []
    for language in languages() {
      let keys = Set(byLanguage[language] ?? [])
        .union(anchored.keys.filter { index.name($0).language == language })
      for key in keys.sorted() {
        // Nothing further is compared then, and the report says so.
        guard seen.count < options.maximumPairs else { return found }
        if let designation = designation(key, adding: anchored[key] ?? [], isAsked: false),
          !designation.divergences.isEmpty
        {
          found.append(designation)
        }
      }
    }
    return found
  }

  static func precedes(_ left: Divergence, _ right: Divergence) -> Bool {
    if left.risk != right.risk { return left.risk < right.risk }
    let (one, other) = (left.weight, right.weight)
    if one != other { return one > other }
    return (left.left.concept.iri, left.right.concept.iri)
      < (right.left.concept.iri, right.right.concept.iri)
  }

  private static func precedes(_ left: Designation, _ right: Designation) -> Bool {
    if left.scope != right.scope { return left.scope < right.scope }
    if left.risk != right.risk { return left.risk < right.risk }
    let one = left.divergences.first?.weight ?? 0
    let other = right.divergences.first?.weight ?? 0
    if one != other { return one > other }
    if left.divergences.count != right.divergences.count {
      return left.divergences.count > right.divergences.count
    }
    return (left.label, left.language ?? "") < (right.label, right.language ?? "")
  }

  // MARK: Designations

  typealias Member = (node: TermID, key: Int)
  typealias Pair = (left: TermID, right: TermID)

  /// - Parameter isAsked: whether the user asked for this very label, so that it is shown even
  ///   where nothing diverges.
  private mutating func designation(
    _ key: Int, adding denied: [Pair], isAsked: Bool
  ) -> Designation? {
    let (language, words) = index.name(key)
    let bearers = bearers(of: key, isAsked: isAsked)
    let members = bearers.chosen
    guard !members.isEmpty || !denied.isEmpty else { return nil }
    let (all, found) = compare(members.map { ($0, key) }, adding: denied, under: key)
    if bearers.total > members.count {
      notes.append(
        "“\(words)” is a label of \(bearers.total) concepts, of which \(members.count) were compared"
      )
    }
    return Designation(
      label: Self.spelling(of: members.compactMap { senses[$0]?.label }) ?? words,
      language: language.isEmpty ? nil : language, scope: .label, senses: all,
      divergences: found, senseCount: max(bearers.total, all.count))
  }

  /// Compares concepts pair by pair, each by the label that it has under its key.
  ///
  /// - Parameters:
  ///   - denied: pairs that are compared, too, whatever their labels.
  ///   - key: the designation that this is for.
  ///   - strangers: members that are not compared with each other.
  mutating func compare(
    _ members: [Member], adding denied: [Pair], under key: Int, strangers: Set<TermID> = []
  ) -> (senses: [Sense], divergences: [Divergence]) {
    let language = index.name(key).language
    var pairs: [Pair] = []
    for (position, left) in members.enumerated() {
      for right in members[(position + 1)...]
      where !strangers.contains(left.node) || !strangers.contains(right.node) {
        pairs.append((left.node, right.node))
      }
    }
    pairs += denied
    var ordered = members
    var met = Set(members.map(\.node))
    for node in denied.flatMap({ [$0.left, $0.right] }) where met.insert(node).inserted {
      ordered.append((node, key))
    }
    let all = ordered.map { sense($0.node, key: $0.key, language: language) }
      .sorted(by: Self.inOrder)
    let places = Dictionary(
      all.enumerated().map { ($1.concept.node, $0) }, uniquingKeysWith: { first, _ in first })
    let homes = all.map { self.homes(of: $0.concept.node) }
    relations.load(ordered.map(\.node))
    var found: [Divergence] = []
    for pair in pairs {
      guard let one = places[pair.left], let other = places[pair.right], one != other,
        isWanted(all[one], all[other]), seen.count < options.maximumPairs
      else { continue }
      // Concepts of one scheme are compared only where the scheme itself tells them apart, or where
      // somebody denied that they match.
      let isOfOneScheme = !homes[one].isDisjoint(with: homes[other])
      let areToldApart = isOfOneScheme && areToldApart(all[one], all[other])
      // A heading that gathers entries has no meaning of its own to differ.
      let areHeadings = [one, other].contains { all[$0].concept.termKind == "grouping" }
      guard !isOfOneScheme && !areHeadings || areToldApart || denials.deny(pair.left, pair.right),
        seen.insert(ConceptPair(pair.left, pair.right)).inserted
      else { continue }
      let divergence = divergence(
        all[min(one, other)], all[max(one, other)], areToldApart: areToldApart)
      if divergence.risk <= options.leastRisk { found.append(divergence) }
    }
    found.sort(by: Self.precedes)
    return (all, found)
  }

  /// The concepts of a designation that are compared: first one of each scheme, then the others,
  /// by IRI; none where a single scheme has them all and nobody asked for it.
  private func bearers(of key: Int, isAsked: Bool) -> (chosen: [TermID], total: Int) {
    var nodes: [TermID] = []
    for node in index.bearers(key) where node != nodes.last { nodes.append(node) }
    guard isAsked || nodes.count > 1 else { return ([], 0) }
    let first = nodes.first.map { homes(of: $0) } ?? []
    guard isAsked || nodes.contains(where: { homes(of: $0).isDisjoint(with: first) }) else {
      return ([], 0)
    }
    let sorted = graph.sorted(nodes)
    guard sorted.count > options.maximumSenses else { return (sorted, sorted.count) }
    var chosen: [TermID] = []
    var rest: [TermID] = []
    var met: Set<String> = []
    for node in sorted where chosen.count < options.maximumSenses {
      if met.isSuperset(of: homes(of: node)) {
        if rest.count < options.maximumSenses { rest.append(node) }
      } else {
        met.formUnion(homes(of: node))
        chosen.append(node)
      }
    }
    chosen += rest.prefix(options.maximumSenses - chosen.count)
    return (graph.sorted(chosen), sorted.count)
  }

  private mutating func sense(_ node: TermID, key: Int, language: String) -> Sense {
    let concept = graph.view(node)
    let label = (concept.prefLabels + concept.altLabels).first { index.keys(of: $0).contains(key) }
    var sense =
      senses[node]
      ?? Sense(
        concept: concept, label: Literal(concept.curie), jurisdictions: [], bodies: [],
        definition: nil)
    if senses[node] == nil {
      let schemes = concept.schemes
      let definitions = concept.definingTexts
      let text = LanguageRange(language.isEmpty ? "en" : language).best(of: definitions)
      sense = Sense(
        concept: concept, label: sense.label, jurisdictions: schemes.flatMap(\.jurisdictions),
        bodies: schemes.flatMap(\.publishers), definition: text.map { DefinitionParts($0) })
    }
    sense = Sense(
      concept: concept,
      label: label ?? concept.prefLabel(in: language.isEmpty ? "en" : language)
        ?? Literal(concept.curie),
      jurisdictions: sense.jurisdictions, bodies: sense.bodies, definition: sense.definition)
    if senses.count >= Self.cacheLimit { senses.removeAll() }
    senses[node] = sense
    return sense
  }

  private static func inOrder(_ left: Sense, _ right: Sense) -> Bool {
    let one = [left.jurisdictions.joined(separator: ","), left.bodies.joined(separator: ",")]
    let other = [right.jurisdictions.joined(separator: ","), right.bodies.joined(separator: ",")]
    if one != other { return one.lexicographicallyPrecedes(other) }
    return left.concept.iri < right.concept.iri
  }

  /// The spelling that most labels have; among equals the first in byte order.
  private static func spelling(of labels: [Literal]) -> String? {
    var counts: [String: Int] = [:]
    for label in labels { counts[label.lexicalForm, default: 0] += 1 }
    return counts.max { left, right in
      left.value == right.value ? left.key > right.key : left.value < right.value
    }?.key
  }
}
