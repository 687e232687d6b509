import RDFModel
import SPARQLAlgebra

/// A pattern that one scan answers: a triple pattern, or a path of one property or another.
struct ScanPattern {
  var subject: TermPattern
  var predicate: TermPattern
  /// The properties of which any will do, where there are several.
  var alternatives: [IRI] = []
  var object: TermPattern

  init(_ pattern: TriplePattern) {
    (subject, predicate, object) = (pattern.subject, pattern.predicate, pattern.object)
  }

  init?(_ algebra: Algebra, features: PlannerFeatures) {
    switch algebra {
    case .bgp(let patterns) where patterns.count == 1: self.init(patterns[0])
    case .path(let subject, let path, let object, _):
      guard features.contains(.predicateSets), let (links, isInverse) = Self.links(path) else {
        return nil
      }
      self.init(
        TriplePattern(
          isInverse ? object : subject, .term(.iri(links[0])), isInverse ? subject : object))
      if links.count > 1 { alternatives = links }
    default: return nil
    }
  }

  /// The properties that a path is an alternative of, all in one direction; a property that is
  /// there twice counts twice, which no scan does.
  private static func links(_ path: PropertyPath) -> (links: [IRI], isInverse: Bool)? {
    var links: [IRI] = []
    var directions: Set<Bool> = []
    var stack = [path]
    while let next = stack.popLast() {
      switch next {
      case .alternative(let a, let b):
        stack.append(b)
        stack.append(a)
      case .link(let iri):
        links.append(iri)
        directions.insert(false)
      case .inverse(.link(let iri)):
        links.append(iri)
        directions.insert(true)
      default: return nil
      }
    }
    guard directions.count == 1, Set(links).count == links.count else { return nil }
    return (links, directions.contains(true))
  }

  var parts: [TermPattern] { [subject, predicate, object] }

  var variables: Set<Variable> {
    subject.variables.union(predicate.variables).union(object.variables)
  }

  /// Whether a triple term stands in it.
  var holdsTripleTerm: Bool {
    parts.contains { if case .tripleTerm = $0 { true } else { false } }
  }

  /// The pattern in few words, for explanations.
  var label: String {
    parts.enumerated().map { place, part in
      if place == 1, !alternatives.isEmpty {
        return alternatives.map { "<\($0.value)>" }.joined(separator: "|")
      }
      switch part {
      case .variable(let variable): return variable.description
      case .term(let term): return term.description
      case .tripleTerm: return "<<( … )>>"
      }
    }.joined(separator: " ")
  }
}
