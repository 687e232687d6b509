internal import ByteStorage
internal import RDFModel

/// The element names that stand for predicates and classes: each IRI split into a namespace, which
/// gets a prefix, and a local name.
struct ElementNames {
  typealias Rank = SortedStatements.Rank

  /// The declarations that the root element needs, in the order of their prefixes.
  let declarations: [(prefix: String, namespace: String)]
  /// The prefix of the Internationalization Tag Set, where a string has a base direction.
  let itsPrefix: String?
  /// Whether there are triple terms or annotations.
  let needsVersion: Bool
  private let names: [Rank: String]
  private let type: Rank?

  /// Names the predicates of a graph, and of each node the first class that an element can be
  /// named after.
  ///
  /// - Parameter kept: prefixes that are declared whether a name uses them or not.
  /// - Throws: ``WritingError`` with the code `rdfxml-unwritable-predicate`.
  /// - Complexity: O(n) in the triples.
  init(
    _ graph: SortedStatements, _ layout: StatementLayout, prefixes: NamespacePrefixes,
    keeping kept: PrefixMap
  ) throws {
    type = graph.rank(RDF.type)
    var splits = Splits(prefixes: prefixes)
    var named: Rank?
    for (row, statement) in graph.rows.enumerated() where !layout.isImplied(row) {
      try splits.add(predicate: statement.predicate, of: graph)
      var object = statement.object
      while graph.tripleTerms.contains(object) {
        let parts = graph.parts(object)
        try splits.add(predicate: parts.predicate, of: graph)
        object = parts.object
      }
      guard statement.predicate == type, statement.subject != named, graph.iris.contains(object),
        !layout.isAnnotated(row), splits.add(class: object, of: graph)
      else { continue }
      named = statement.subject
    }
    let isDirected = Self.holdsDirection(graph)
    needsVersion = !graph.tripleTerms.isEmpty
    let its = isDirected ? prefixes.its : nil
    let table = prefixes.assign(Array(splits.known.values) + (its.map { [$0] } ?? []))
    itsPrefix = its.flatMap { table[$0.namespace] }
    let used = table.map { (prefix: $0.value, namespace: $0.key) }
    declarations = (used + prefixes.unused(of: kept, beside: Set(used.map(\.prefix))))
      .sorted { $0.prefix.utf8.lexicographicallyPrecedes($1.prefix.utf8) }
    names = splits.known.compactMapValues { split in
      table[split.namespace].map { $0 + ":" + split.local }
    }
  }

  /// The names found so far.
  private struct Splits {
    let prefixes: NamespacePrefixes
    var known: [Rank: SplitName] = [:]
    var unnameable: Set<Rank> = []

    mutating func add(predicate: Rank, of graph: SortedStatements) throws {
      if known[predicate] != nil { return }
      guard let split = prefixes.split(String(bytes: graph.bytes(predicate))) else {
        throw WritingError.predicate(
          graph.bytes(predicate), reason: "it does not end in an XML name after a namespace")
      }
      if split.isReserved {
        throw WritingError.predicate(
          graph.bytes(predicate), reason: "RDF/XML gives the name another role")
      }
      known[predicate] = split
    }

    /// Whether an element can be named after a class.
    mutating func add(class rank: Rank, of graph: SortedStatements) -> Bool {
      if unnameable.contains(rank) { return false }
      let split = known[rank] ?? prefixes.split(String(bytes: graph.bytes(rank)))
      guard let split, !split.isReserved else {
        unnameable.insert(rank)
        return false
      }
      known[rank] = split
      return true
    }
  }

  /// The name of a predicate or of a class that names elements.
  func name(_ rank: Rank) -> String? { names[rank] }

  /// The row among those of a node whose class names its element.
  func typeRow(
    _ rows: Range<Int>, _ graph: SortedStatements, _ layout: StatementLayout
  ) -> Int? {
    guard let type else { return nil }
    return rows.first { row in
      let triple = graph.rows[row]
      return triple.predicate == type && names[triple.object] != nil && !layout.isAnnotated(row)
    }
  }

  // MARK: Directions

  /// The language and the direction in a tag such as `ar--rtl`.
  @_lifetime(copy tag)
  static func parts(ofTag tag: Span<UInt8>) -> (language: Span<UInt8>, direction: String?) {
    for place in 1..<max(1, tag.count)
    where tag[place] == UInt8(ascii: "-") && tag[place - 1] == UInt8(ascii: "-") {
      return (tag.extracting(..<(place - 1)), String(bytes: tag.extracting((place + 1)...)))
    }
    return (tag, nil)
  }

  private static func holdsDirection(_ graph: SortedStatements) -> Bool {
    var plain: Set<Int> = []
    for literal in graph.literals {
      guard case .language(let number) = graph.qualifier(literal), plain.insert(number).inserted
      else { continue }
      if parts(ofTag: graph.language(number)).direction != nil { return true }
    }
    return false
  }
}

/// An IRI split where its local name begins.
struct SplitName {
  let namespace: String
  let local: String
  /// The prefix that the namespace was declared with, if any.
  let prefix: String?

  /// Whether RDF/XML gives the IRI a role that an element would take instead of naming it.
  var isReserved: Bool {
    let name = SyntaxName(namespace: RDF.namespace, local: local)
    return namespace == RDF.namespace && name != .term && name != .type
  }
}

/// The prefixes that a document may use: what the source declares, before what is well known.
struct NamespacePrefixes {
  private let known: [(prefix: String, namespace: String)]

  /// Namespaces that no prefix may be declared for.
  private static let reserved = [
    "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/",
  ]

  init(declared: PrefixMap, fallback: PrefixMap) {
    var known: [(prefix: String, namespace: String)] = [("rdf", RDF.namespace)]
    var taken: Set<String> = ["rdf"]
    for (prefix, namespace) in declared.pairs + fallback.pairs {
      guard XMLName.isNCName(prefix.utf8Span.span), prefix.prefix(3).lowercased() != "xml",
        namespace.value != RDF.namespace, !namespace.value.isEmpty,
        taken.insert(prefix).inserted
      else { continue }
      known.append((prefix, namespace.value))
    }
    self.known = known
  }

  /// Splits an IRI after the longest known namespace that leaves a name, or else before the
  /// longest name at its end.
  func split(_ iri: String) -> SplitName? {
    var best: SplitName?
    for (prefix, namespace) in known {
      guard namespace.utf8.count > best?.namespace.utf8.count ?? 0,
        iri.utf8.starts(with: namespace.utf8)
      else { continue }
      let local = String(iri.utf8.dropFirst(namespace.utf8.count)) ?? ""
      guard XMLName.isNCName(local.utf8Span.span) else { continue }
      best = SplitName(namespace: namespace, local: local, prefix: prefix)
    }
    if best == nil, let start = XMLName.localNameStart(iri.utf8Span.span), start > 0 {
      best = SplitName(
        namespace: String(iri.utf8.prefix(start)) ?? "",
        local: String(iri.utf8.dropFirst(start)) ?? "", prefix: nil)
    }
    guard let best, !Self.reserved.contains(best.namespace) else { return nil }
    return best
  }

  /// The namespace of the Internationalization Tag Set, as a name in need of a prefix.
  var its: SplitName {
    let namespace = SyntaxName.itsNamespace
    let own = known.first { $0.namespace == namespace }?.prefix
    let isFree = !known.contains { $0.prefix == "its" }
    return SplitName(namespace: namespace, local: "dir", prefix: own ?? (isFree ? "its" : nil))
  }

  /// The prefixes that can be declared beside those in use.
  func unused(
    of kept: PrefixMap, beside used: Set<String>
  ) -> [(prefix: String, namespace: String)] {
    let possible = Dictionary(known.map { ($0.prefix, $0.namespace) }, uniquingKeysWith: { $1 })
    return kept.pairs.compactMap { prefix, namespace in
      guard !used.contains(prefix), possible[prefix] == namespace.value,
        !Self.reserved.contains(namespace.value)
      else { return nil }
      return (prefix, namespace.value)
    }
  }

  /// The prefixes of the namespaces of some names, and that of RDF; those that are not known are
  /// numbered in the order of the namespaces.
  func assign(_ names: some Sequence<SplitName>) -> [String: String] {
    var prefixes = [RDF.namespace: "rdf"]
    var unknown: Set<String> = []
    for name in names {
      if let prefix = name.prefix {
        prefixes[name.namespace] = prefix
      } else {
        unknown.insert(name.namespace)
      }
    }
    let taken = Set(known.map(\.prefix))
    var number = 0
    for namespace in unknown.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    where prefixes[namespace] == nil {
      repeat { number += 1 } while taken.contains("ns\(number)")
      prefixes[namespace] = "ns\(number)"
    }
    return prefixes
  }
}
