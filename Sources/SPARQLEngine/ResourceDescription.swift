import ByteStorage
import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Makes the graph of DESCRIBE: the concise bounded description of each resource, that is the
/// triples in which it is the subject, and those of the blank nodes that these lead to.
///
/// Source: SPARQL 1.1 Query, section 16.4, which leaves the choice to the service.
struct ResourceDescription {
  private let context: ExecutionContext

  init(_ context: ExecutionContext) { self.context = context }

  /// Describes resources that are named, and those that a plan binds to variables.
  func run(
    _ resources: [VarOrIRI], _ plan: Operator, _ scope: Scope
  ) throws(EngineError) -> ResultGraph {
    var queue: [UInt32] = []
    var columns: [Int] = []
    for resource in resources {
      switch resource {
      case .iri(let iri): queue.append(context.overlay.intern(.iri(iri)))
      case .variable(let variable):
        if let column = plan.layout.column(of: scope.slot(variable)) { columns.append(column) }
      }
    }
    var seen = Set(queue)
    var charged = 0
    while let batch = try plan.next() {
      for column in columns {
        for id in batch.columns[column] where id != .max && seen.insert(id).inserted {
          queue.append(id)
        }
      }
      // A place in the queue, and one in a set that is half empty.
      try context.charge((queue.count - charged) * 40)
      charged = queue.count
    }
    var graph = ResultGraph(
      terms: ResultTerms(snapshot: context.snapshot, overlay: context.overlay.terms))
    var position = 0
    while position < queue.count {
      let subject = queue[position]
      position += 1
      let known = graph.count
      context.index.forEachRun(context.index.match(subject, .max, .max)) { permutation, rows in
        for row in rows where context.defaultSelection.contains(row: row, of: permutation) {
          let object = permutation.third[row]
          graph.subjects.append(subject)
          graph.predicates.append(permutation.second[row])
          graph.objects.append(object)
          if TermID(rawValue: object).kind == .blankNode, seen.insert(object).inserted {
            queue.append(object)
          }
        }
      }
      try context.tick(1 + graph.count - known)
      try context.charge((graph.count - known) * 24 + (queue.count - charged) * 40)
      charged = queue.count
    }
    return graph
  }
}
