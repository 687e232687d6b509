import RDFModel
import SPARQLAlgebra

/// Calls of property functions, which stand among triple patterns.
extension Planner {
  /// The lists that are arguments of property functions, by the variable of their first node.
  typealias ArgumentLists = [Variable: [TermPattern]]

  /// The property function that a triple pattern calls.
  func propertyFunction(_ pattern: TriplePattern) -> (any PropertyFunction)? {
    guard !propertyFunctions.isEmpty, let predicate = pattern.predicate.term?.iri else {
      return nil
    }
    return propertyFunctions[predicate]
  }

  /// Takes the lists that are arguments of property functions out of a basic graph pattern.
  func separateLists(
    _ patterns: [TriplePattern], _ lists: inout ArgumentLists
  ) -> [TriplePattern] {
    guard patterns.contains(where: { propertyFunction($0) != nil }) else { return patterns }
    var firsts: [Variable: TermPattern] = [:]
    var rests: [Variable: TermPattern] = [:]
    for pattern in patterns {
      guard let node = pattern.subject.variable, node.isBlankNode else { continue }
      if pattern.predicate == .term(.iri(RDF.first)) { firsts[node] = pattern.object }
      if pattern.predicate == .term(.iri(RDF.rest)) { rests[node] = pattern.object }
    }
    var taken: Set<Variable> = []
    for pattern in patterns where propertyFunction(pattern) != nil {
      for side in [pattern.subject, pattern.object] {
        guard let head = side.variable, firsts[head] != nil else { continue }
        var members: [TermPattern] = []
        var node: TermPattern = side
        while let variable = node.variable, let member = firsts[variable],
          let rest = rests[variable], taken.insert(variable).inserted
        {
          members.append(member)
          node = rest
        }
        lists[head] = members
      }
    }
    return patterns.filter { pattern in
      let isLink =
        pattern.predicate == .term(.iri(RDF.first)) || pattern.predicate == .term(.iri(RDF.rest))
      return !(isLink && pattern.subject.variable.map { taken.contains($0) } == true)
    }
  }

  /// What an operand of a group mentions, with the members of lists that are arguments of a call.
  func mentionedVariables(_ operand: Algebra, _ lists: ArgumentLists) -> Set<Variable> {
    var names = operand.mentionedVariables
    guard !lists.isEmpty, case .bgp(let patterns) = operand else { return names }
    for pattern in patterns where propertyFunction(pattern) != nil {
      for side in [pattern.subject, pattern.object] {
        for argument in arguments(side, lists) { names.formUnion(argument.variables) }
      }
    }
    return names
  }

  /// The arguments on one side of a call.
  func arguments(_ side: TermPattern, _ lists: ArgumentLists) -> [TermPattern] {
    if side == .term(.iri(RDF.nil)) { return [] }
    return side.variable.flatMap { lists[$0] } ?? [side]
  }

  /// By how much a call multiplies the rows; endless as long as it cannot be made.
  func estimateCall(
    _ pattern: TriplePattern, _ function: any PropertyFunction, _ bound: Set<Variable>,
    _ lists: ArgumentLists
  ) -> Double {
    let subject = arguments(pattern.subject, lists).map { isBound($0, bound) }
    let object = arguments(pattern.object, lists).map { isBound($0, bound) }
    guard function.isCallable(subject: subject, object: object) else { return .infinity }
    return subject.allSatisfy { $0 } ? 1 : 20
  }

  func compileCall(
    _ pattern: TriplePattern, _ function: any PropertyFunction, _ plan: Operator,
    _ position: Position, _ lists: ArgumentLists, estimate: Double
  ) throws(EngineError) -> Operator {
    let subject = arguments(pattern.subject, lists)
    let object = arguments(pattern.object, lists)
    let bound = position.scope.variables(in: plan.layout)
    guard
      function.isCallable(
        subject: subject.map { isBound($0, bound) }, object: object.map { isBound($0, bound) })
    else {
      throw EngineError(
        code: .unsupported,
        message: "the property function \(pattern.predicate.term?.description ?? "") "
          + "has an argument without a value",
        remedy: "give the arguments as terms, or bind them in the same group")
    }
    var plan = plan
    var unfoldings: [Unfolding] = []
    var positions: [[ScanOperator.Position]] = []
    for side in [subject, object] {
      var resolved: [ScanOperator.Position] = []
      for argument in side {
        resolved.append(resolve(argument, &plan, position, &unfoldings))
      }
      positions.append(resolved)
    }
    let name = pattern.predicate.term?.iri ?? RDF.nil
    let call = PropertyFunctionOperator(
      plan, function, name: name, subject: positions[0], object: positions[1], estimate: estimate)
    return unfolded(call, unfoldings, position)
  }
}
