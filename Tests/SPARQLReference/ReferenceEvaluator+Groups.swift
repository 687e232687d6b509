public import RDFModel
import SPARQLAlgebra
public import XSDValues

/// Source: SPARQL 1.1 Query, section 18.5.1.
extension ReferenceEvaluator {
  /// `Group` and `AggregateJoin`.
  func group(
    _ solutions: [Solution], _ keys: [GroupKey], _ aggregates: [AggregateBinding],
    _ graph: [Triple], _ dataset: ReferenceDataset
  ) throws -> [Solution] {
    var order: [[Term?]] = keys.isEmpty ? [[]] : []
    var groups: [[Term?]: [Solution]] = [:]
    for solution in solutions {
      labelled = [:]
      let key = try keys.map { try value($0.expression, solution, graph, dataset) }
      if groups[key] == nil, !keys.isEmpty { order.append(key) }
      groups[key, default: []].append(solution)
    }
    return try order.map { key in
      var result: Solution = [:]
      for (part, term) in zip(keys, key) {
        if let variable = part.variable { result[variable] = term }
      }
      for binding in aggregates {
        result[binding.variable] = try aggregate(
          binding.aggregate, groups[key] ?? [], graph, dataset)
      }
      return result
    }
  }

  private func aggregate(
    _ aggregate: Aggregate, _ group: [Solution], _ graph: [Triple], _ dataset: ReferenceDataset
  ) throws -> Term? {
    guard let argument = aggregate.argument else {
      let rows = group.map(Self.visible)
      return Self.integer(aggregate.isDistinct ? Set(rows).count : rows.count)
    }
    let all = try group.map { solution in
      labelled = [:]
      return try value(argument, solution, graph, dataset)
    }
    var values = all.compactMap { $0 }
    if aggregate.isDistinct {
      var seen: Set<Term> = []
      values = values.filter { seen.insert($0).inserted }
    }
    switch aggregate.function {
    case .count: return Self.integer(values.count)
    case .sum: return all.contains(nil) ? nil : sum(values).map { Self.term(.numeric($0)) }
    case .avg:
      if all.contains(nil) { return nil }
      guard !values.isEmpty else { return Self.integer(0) }
      return sum(values).flatMap {
        NumericValue.apply(.divide, $0, .integer(Int128(values.count)))
      }.map { Self.term(.numeric($0)) }
    case .min: return values.min { Self.order($0, $1) == .less }
    case .max: return values.max { Self.order($0, $1) == .less }
    case .sample: return values.first
    case .groupConcat:
      let texts = values.compactMap { Self.str($0) }
      guard texts.count == values.count else { return nil }
      return .literal(Literal(texts.joined(separator: aggregate.separator ?? " ")))
    }
  }

  private func sum(_ values: [Term]) -> NumericValue? {
    var sum = NumericValue.integer(0)
    for value in values {
      guard let number = Self.number(value), let next = NumericValue.apply(.add, sum, number)
      else { return nil }
      sum = next
    }
    return sum
  }

  // MARK: Section 15.1: ORDER BY

  func order(
    _ solutions: [Solution], _ conditions: [OrderCondition], _ graph: [Triple],
    _ dataset: ReferenceDataset
  ) throws -> [Solution] {
    let keyed = try solutions.enumerated().map { place, solution in
      labelled = [:]
      let keys = try conditions.map { try value($0.expression, solution, graph, dataset) }
      return (place: place, solution: solution, keys: keys)
    }
    return keyed.sorted { a, b in
      for (index, condition) in conditions.enumerated() {
        switch Self.order(a.keys[index], b.keys[index]) {
        case .less: return !condition.isDescending
        case .greater: return condition.isDescending
        case .equal, nil: continue
        }
      }
      return a.place < b.place
    }.map(\.solution)
  }

  /// What the specification says of the order of two values; nil where it says nothing.
  public static func mandatedOrder(_ a: Term?, _ b: Term?) -> NumericValue.Ordering? {
    let (first, second) = (rank(a), rank(b))
    if first != second { return first < second ? .less : .greater }
    guard let a, let b else { return .equal }
    if a == b { return .equal }
    if case .iri(let a) = a, case .iri(let b) = b { return text(a.value, b.value) }
    if case .tripleTerm = a { return nil }
    return compare(a, b)
  }

  /// Unbound, blank nodes, IRIs, literals; triple terms come last (SPARQL 1.2).
  private static func rank(_ term: Term?) -> Int {
    switch term {
    case nil: 0
    case .blankNode: 1
    case .iri: 2
    case .literal: 3
    case .tripleTerm: 4
    }
  }

  /// A total order that agrees with the mandated one.
  ///
  /// Literals of types that do not compare are put in an order by type first, because an order
  /// by value alone is not transitive.
  static func order(_ a: Term?, _ b: Term?) -> NumericValue.Ordering? {
    let (first, second) = (rank(a), rank(b))
    if first != second { return first < second ? .less : .greater }
    guard let a, let b, a != b else { return .equal }
    if case .tripleTerm(let a) = a, case .tripleTerm(let b) = b {
      for (x, y) in [
        (a.subject, b.subject), (a.predicate, b.predicate), (a.object, b.object),
      ] {
        let order = order(x, y)
        if order != .equal { return order }
      }
      return .equal
    }
    if let x = a.literal, let y = b.literal {
      let (kind, other) = (typeRank(x), typeRank(y))
      if kind != other { return kind < other ? .less : .greater }
      if case .dateTime(let x)? = xsdValue(a), case .dateTime(let y)? = xsdValue(b) {
        return DateTimeValue.totalOrder(x, y)
      }
    }
    return mandatedOrder(a, b) ?? text(a.description, b.description)
  }

  private static func typeRank(_ literal: Literal) -> Int {
    switch xsdValue(.literal(literal)) {
    case .numeric(let number): number.isNaN ? 1 : 2
    case .dateTime(let moment): 3 + Int(moment.kind.rawValue)
    case .duration: 20
    case .boolean: 21
    case nil:
      literal.language != nil ? 23 : literal.datatype == XSD.string ? 22 : 24
    }
  }

  static func text(_ a: String, _ b: String) -> NumericValue.Ordering {
    a.utf8.elementsEqual(b.utf8)
      ? .equal : a.utf8.lexicographicallyPrecedes(b.utf8) ? .less : .greater
  }
}
