/// Source: JSON-LD 1.1 Processing Algorithms and API, section 7.1 (Flattening Algorithm).
extension NodeMap {
  /// The nodes of the default graph, in the order of their identifiers, with the named graphs in
  /// the nodes that name them.
  func flattened() -> [JSONElement] {
    var nodes = graphs[Self.defaultGraph] ?? OrderedTable()
    for (name, table) in graphs.entries where name != Self.defaultGraph {
      let members = JSONElement.array(Self.sorted(table))
      nodes.update(name, default: JSONObject(["@id": .string(name)])) { $0["@graph"] = members }
    }
    return Self.sorted(nodes)
  }

  /// The nodes of a graph about which something is said.
  private static func sorted(_ nodes: OrderedTable<JSONObject>) -> [JSONElement] {
    nodes.names.sorted { $0.precedes($1) }.compactMap { id in
      guard let node = nodes[id], node.count > 1 || !node.contains("@id") else { return nil }
      return .object(node)
    }
  }
}
