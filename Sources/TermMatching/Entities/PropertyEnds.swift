import RDFGraph

/// What properties connect: stated domains and ranges, else those of an inverse, else those of a
/// broader property, else the classes whose restrictions name the property.
struct PropertyEnds {
  let domains: Neighbours
  let ranges: Neighbours
  /// The properties that run the other way.
  let inverses: Neighbours
  /// The datatypes of values, by IRI.
  let datatypes: [[String]]

  /// The most classes that restrictions give a property for an end.
  private static let mostByRestriction = 8

  /// - Complexity: O(n log n) in the triples about properties.
  init(_ reader: EntityTableReader, _ wholes: Neighbours) {
    let statedDomains = Self.stated(reader, reader.terms.domain)
    let statedRanges = Self.stated(reader, reader.terms.range)
    let opposites = Self.inverses(reader)
    let values = Self.datatypes(reader)
    let restricted = Self.restricted(reader)
    let count = reader.nodes.count
    var domainPairs: EntityTableReader.Pairs = []
    var rangePairs: EntityTableReader.Pairs = []
    for entity in restricted.properties {
      func ends(_ own: Neighbours, _ crossed: Neighbours, _ byRestriction: [Int32]) -> [Int32] {
        if !own[entity].isEmpty { return Array(own[entity]) }
        for inverse in opposites[entity] where !crossed[Int(inverse)].isEmpty {
          return Array(crossed[Int(inverse)])
        }
        for broader in wholes[entity] where !own[Int(broader)].isEmpty {
          return Array(own[Int(broader)])
        }
        return byRestriction
      }
      let ownDomains = ends(statedDomains, statedRanges, restricted.subjects[entity] ?? [])
      let ownRanges =
        values[entity].isEmpty
        ? ends(statedRanges, statedDomains, restricted.fillers[entity] ?? []) : []
      domainPairs += ownDomains.map { (Int32(entity), $0) }
      rangePairs += ownRanges.map { (Int32(entity), $0) }
    }
    domains = Neighbours(domainPairs, count: count)
    ranges = Neighbours(rangePairs, count: count)
    inverses = opposites
    datatypes = values
  }

  private static func stated(
    _ reader: EntityTableReader, _ property: TermID
  ) -> Neighbours {
    var pairs: EntityTableReader.Pairs = []
    if property != .unbound {
      let (snapshot, unionOf) = (reader.snapshot, reader.terms.unionOf)
      for (subject, object) in snapshot.pairs(of: property) {
        guard let entity = reader.number(subject) else { continue }
        let ends = object.kind == .blankNode ? reader.operands(object, unionOf) : [object]
        for end in ends { if let end = reader.number(end) { pairs.append((entity, end)) } }
      }
    }
    return Neighbours(pairs, count: reader.nodes.count)
  }

  private static func inverses(_ reader: EntityTableReader) -> Neighbours {
    var pairs: EntityTableReader.Pairs = []
    if reader.terms.inverseOf != .unbound {
      for (subject, object) in reader.snapshot.pairs(of: reader.terms.inverseOf) {
        guard let one = reader.number(subject), let other = reader.number(object) else { continue }
        pairs += [(one, other), (other, one)]
      }
    }
    return Neighbours(pairs, count: reader.nodes.count)
  }

  private static func datatypes(_ reader: EntityTableReader) -> [[String]] {
    var datatypes = [[String]](repeating: [], count: reader.nodes.count)
    guard reader.terms.range != .unbound else { return datatypes }
    for (subject, object) in reader.snapshot.pairs(of: reader.terms.range) {
      guard let entity = reader.number(subject), object.kind == .iri, reader.number(object) == nil
      else { continue }
      datatypes[Int(entity)].append(reader.snapshot.dictionary.text(of: object))
    }
    return datatypes
  }

  /// What restrictions say of properties, and which entities are properties.
  private struct Restricted {
    var properties: [Int] = []
    var subjects: [Int: [Int32]] = [:]
    var fillers: [Int: [Int32]] = [:]
  }

  private static func restricted(_ reader: EntityTableReader) -> Restricted {
    var result = Restricted()
    result.properties = reader.kinds.indices.filter { reader.kinds[$0].isProperty }
    let (snapshot, terms) = (reader.snapshot, reader.terms)
    guard !result.properties.isEmpty, terms.onProperty != .unbound else { return result }
    var owners: [TermID: Int32] = [:]
    for property in terms.upward + [terms.equivalentClass] where property != .unbound {
      for (subject, object) in snapshot.pairs(of: property) where object.kind == .blankNode {
        guard let owner = reader.number(subject) else { continue }
        owners[object] = owner
        for operand in reader.operands(object, terms.intersectionOf) { owners[operand] = owner }
      }
    }
    for (restriction, property) in snapshot.pairs(of: terms.onProperty) {
      guard let entity = reader.number(property).map(Int.init) else { continue }
      if let owner = owners[restriction] { result.subjects[entity, default: []].append(owner) }
      for filler in terms.fillers {
        result.fillers[entity, default: []] +=
          snapshot.objects(of: restriction, filler).compactMap { reader.number($0) }
      }
    }
    // Sorted before it is cut: the order of the data must not decide.
    for entity in result.properties {
      result.subjects[entity] = few(result.subjects[entity])
      result.fillers[entity] = few(result.fillers[entity])
    }
    return result
  }

  private static func few(_ entities: [Int32]?) -> [Int32]? {
    entities.map { Array(Set($0).sorted().prefix(mostByRestriction)) }
  }
}

extension GraphSnapshot {
  /// The subjects and objects of a property.
  fileprivate func pairs(of property: TermID) -> [(TermID, TermID)] {
    var result: [(TermID, TermID)] = []
    forEach(match(predicate: property)) { subject, _, object in result.append((subject, object)) }
    return result
  }
}
