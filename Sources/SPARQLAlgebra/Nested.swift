/// A tree and its depth, which the parser keeps within ``SPARQLParser/Limits/depth``: trees are
/// walked and freed by recursion.
struct Nested<Node> {
  var node: Node
  var depth: Int

  init(_ node: Node, depth: Int = 1) {
    self.node = node
    self.depth = depth
  }
}

/// Combines the operands of an associative operator into a tree that is log n deep.
///
/// Up to three operands lean to the left, as the specification writes them.
func balanced<Node>(
  _ operands: ArraySlice<Nested<Node>>, _ combine: (Node, Node) -> Node
) -> Nested<Node> {
  precondition(!operands.isEmpty, "a chain has at least one operand")
  if operands.count == 1 { return operands[operands.startIndex] }
  let middle = operands.startIndex + (operands.count + 1) / 2
  let left = balanced(operands[..<middle], combine)
  let right = balanced(operands[middle...], combine)
  return Nested(combine(left.node, right.node), depth: max(left.depth, right.depth) + 1)
}
