import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Patterns that one scan answers.
extension Planner {
  /// A scan that extends a plan; filters on a variable that it binds move into it.
  func scan(
    _ pattern: ScanPattern, _ plan: Operator, _ position: Position,
    testing filters: inout [Expression], estimate: Double
  ) throws(EngineError) -> Operator {
    var plan = plan
    var positions: [ScanOperator.Position] = []
    var unfoldings: [Unfolding] = []
    var options = ScanOperator.Options()
    options.keeps = position.required
    for (place, part) in pattern.parts.enumerated() {
      if place == 1, !pattern.alternatives.isEmpty {
        positions.append(anyOf(pattern.alternatives))
      } else if let variants = languageVariants(part) {
        let slot = position.scope.hiddenSlot()
        plan = joined(plan, variantTable(variants, slot))
        let column = plan.layout.column(of: slot) ?? 0
        positions.append(.bound(column: column, certain: true, slot: slot))
      } else {
        positions.append(resolve(part, &plan, position, &unfoldings))
      }
    }
    // What is taken apart afterwards still has to meet what was known before.
    if !unfoldings.isEmpty { options.keeps = nil }
    options.test = try termTest(pattern, positions, position, &filters)
    let scan = ScanOperator(
      plan, positions: positions, target: position.target, label: pattern.label,
      estimate: options.test == nil ? estimate : estimate * 0.3, options: options)
    return unfolded(scan, unfoldings, position)
  }

  private func anyOf(_ properties: [IRI]) -> ScanOperator.Position {
    .anyOf(properties.map { context.overlay.intern(.iri($0)) }.sorted())
  }

  /// Takes the filters out that ask for nothing but one open variable of a pattern.
  private func termTest(
    _ pattern: ScanPattern, _ positions: [ScanOperator.Position], _ position: Position,
    _ filters: inout [Expression]
  ) throws(EngineError) -> (place: Int, test: TermTest)? {
    guard features.contains(.termTests), !filters.isEmpty else { return nil }
    for place in [2, 0, 1] {
      guard case .free(let slot) = positions[place], let variable = pattern.parts[place].variable
      else { continue }
      if case .variable(let graph) = position.target, graph == slot { continue }
      let fitting = filters.filter { $0.isStable && $0.variables == [variable] }
      guard !fitting.isEmpty else { continue }
      filters.removeAll { fitting.contains($0) }
      return (place, try termTest(fitting, variable, position))
    }
    return nil
  }

  private func termTest(
    _ conditions: [Expression], _ variable: Variable, _ position: Position
  ) throws(EngineError) -> TermTest {
    let slot = position.scope.slot(variable)
    let layout = Layout(slots: [slot], certain: [slot])
    var existing: [ExistsTest] = []
    var parts: [CompiledExpression] = []
    for condition in conditions {
      parts.append(try compile(condition, layout, position, &existing))
    }
    return try TermTest(
      parts.count == 1 ? parts[0] : .and(parts), label: "filter on \(variable)", context)
  }

  // MARK: OPTIONAL, EXISTS and MINUS over one pattern

  /// OPTIONAL over one pattern, with conditions on no more than one variable that it binds; nil
  /// where it is more than that.
  func optionalScan(
    _ right: Algebra, _ condition: Expression?, _ input: Operator, _ position: Position
  ) throws(EngineError) -> Operator? {
    guard let pattern = simplePattern(right, input, position) else { return nil }
    var filters = condition?.conjuncts ?? []
    var options = ScanOperator.Options()
    options.mode = .optional
    options.keeps = position.required
    let positions = known(pattern, input, position)
    if !filters.isEmpty {
      let names = Set(filters.flatMap(\.variables))
      guard features.contains(.termTests), names.count == 1,
        filters.allSatisfy({ $0.isStable && !$0.variables.isEmpty })
      else { return nil }
      options.test = try termTest(pattern, positions, position, &filters)
      guard filters.isEmpty else { return nil }
    }
    return ScanOperator(
      input, positions: positions, target: position.target, label: pattern.label,
      estimate: max(
        input.estimate,
        input.estimate * estimate(right, position.scope.variables(in: input.layout))),
      options: options)
  }

  /// EXISTS and its opposite over one pattern; nil where it is more than that.
  func semiScan(
    _ inner: Algebra, _ input: Operator, _ position: Position, keepsMatches: Bool
  ) -> Operator? {
    guard let pattern = simplePattern(inner, input, position) else { return nil }
    var options = ScanOperator.Options()
    options.mode = keepsMatches ? .semi : .anti
    options.keeps = position.required
    return ScanOperator(
      input, positions: known(pattern, input, position), target: position.target,
      label: pattern.label, estimate: input.estimate * 0.5, options: options)
  }

  /// The one pattern that an algebra is, where a scan can look it up for every row: whatever the
  /// input knows of it has a value in each row.
  private func simplePattern(
    _ algebra: Algebra, _ input: Operator, _ position: Position
  ) -> ScanPattern? {
    guard features.contains(.optionalScans) else { return nil }
    if case .variable = position.target { return nil }
    if case .bgp(let patterns) = algebra, patterns.count == 1,
      propertyFunction(patterns[0]) != nil
    {
      return nil
    }
    var plain = algebra
    if case .path(let subject, .link(let iri), let object, _) = algebra {
      plain = .bgp([TriplePattern(subject, .term(.iri(iri)), object)])
    }
    guard let pattern = ScanPattern(plain, features: features), !pattern.holdsTripleTerm,
      pattern.parts.allSatisfy({ languageVariants($0) == nil })
    else { return nil }
    for variable in pattern.variables {
      let slot = position.scope.slot(variable)
      if input.layout.contains(slot), !input.layout.certain.contains(slot) { return nil }
    }
    return pattern
  }

  private func known(
    _ pattern: ScanPattern, _ input: Operator, _ position: Position
  ) -> [ScanOperator.Position] {
    var plan = input
    var unfoldings: [Unfolding] = []
    return pattern.parts.enumerated().map { place, part in
      place == 1 && !pattern.alternatives.isEmpty
        ? anyOf(pattern.alternatives) : resolve(part, &plan, position, &unfoldings)
    }
  }

  // MARK: Languages in any case

  /// The literals of the snapshot that a constant with a language means.
  ///
  /// They have the same text, with the tag in whatever case; nil where that is the constant
  /// itself or nothing.
  ///
  /// Source: RDF 1.1 Concepts, section 3.3 (the value space of tags is lower case).
  func languageVariants(_ pattern: TermPattern) -> [UInt32]? {
    guard let literal = pattern.term?.literal, let language = literal.language else { return nil }
    guard let tags = context.languageVariants[language.lowercased()],
      tags.count > 1 || tags[0] != language
    else { return nil }
    let found = tags.compactMap { tag -> UInt32? in
      let candidate = Literal(literal.lexicalForm, languageAndDirection: tag)
      guard candidate.direction == literal.direction else { return nil }
      return context.snapshot.id(of: .literal(candidate))?.rawValue
    }
    let itself = context.snapshot.id(of: .literal(literal))?.rawValue
    return found.isEmpty || (found.count == 1 && found[0] == itself) ? nil : found
  }

  private func variantTable(_ ids: [UInt32], _ slot: Int) -> Operator {
    TableOperator(
      context, layout: Layout(slots: [slot], certain: [slot]),
      table: Batch(columns: [ids], count: ids.count))
  }
}
