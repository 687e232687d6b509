internal import RDFModel

extension SPARQLPrinter {
  /// An update request, one operation after the other.
  func text(of update: Update) -> String {
    declarations(of: update.prefixes)
    var base: IRI?
    for (index, operation) in update.operations.enumerated() {
      if index > 0 { write(" ;\n") }
      if case .deleteInsert(let change) = operation, let next = change.base, next != base {
        write("BASE \(bracketed(next))\n")
        base = next
      }
      self.operation(operation)
    }
    write("\n")
    return text
  }

  private func operation(_ operation: UpdateOperation) {
    switch operation {
    case .insertData(let quads): clause("INSERT DATA ", quads)
    case .deleteData(let quads): clause("DELETE DATA ", quads)
    case .deleteInsert(let change): deleteInsert(change)
    case .load(let source, let graph, let silent):
      write("LOAD \(silent ? "SILENT " : "")\(iri(source))")
      if let graph { write(" INTO GRAPH \(iri(graph))") }
    case .clear(let graphs, let silent): write("CLEAR \(silent ? "SILENT " : "")\(text(graphs))")
    case .drop(let graphs, let silent): write("DROP \(silent ? "SILENT " : "")\(text(graphs))")
    case .create(let graph, let silent):
      write("CREATE \(silent ? "SILENT " : "")GRAPH \(iri(graph))")
    case .add(let source, let target, let silent): transfer("ADD", source, target, silent)
    case .move(let source, let target, let silent): transfer("MOVE", source, target, silent)
    case .copy(let source, let target, let silent): transfer("COPY", source, target, silent)
    }
  }

  private func transfer(_ keyword: String, _ source: IRI?, _ target: IRI?, _ silent: Bool) {
    let names = [source, target].map { $0.map { "GRAPH " + iri($0) } ?? "DEFAULT" }
    write("\(keyword) \(silent ? "SILENT " : "")\(names[0]) TO \(names[1])")
  }

  private func text(_ graphs: GraphReference) -> String {
    switch graphs {
    case .graph(let graph): "GRAPH \(iri(graph))"
    case .default: "DEFAULT"
    case .named: "NAMED"
    case .all: "ALL"
    }
  }

  private func deleteInsert(_ change: DeleteInsert) {
    if let graph = change.with {
      write("WITH \(iri(graph))")
      line()
    }
    if !change.delete.isEmpty || change.insert.isEmpty {
      clause("DELETE ", change.delete)
      line()
    }
    if !change.insert.isEmpty {
      clause("INSERT ", change.insert)
      line()
    }
    if let using = change.using {
      dataset(using, keyword: "USING")
      line()
    }
    write("WHERE ")
    group(change.pattern)
  }

  private func clause(_ keyword: String, _ quads: [QuadPattern]) {
    write(keyword)
    braces {
      var start = 0
      while start < quads.count {
        let graph = quads[start].graph
        let end = quads[start...].firstIndex { $0.graph != graph } ?? quads.count
        if let graph {
          line()
          write("GRAPH \(name(graph)) ")
          braces { triples(quads[start..<end]) }
        } else {
          triples(quads[start..<end])
        }
        start = end
      }
    }
  }

  private func triples(_ quads: ArraySlice<QuadPattern>) {
    for quad in quads {
      line()
      triple(quad.triple)
      write(" .")
    }
  }
}
