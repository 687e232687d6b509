internal import RDFModel

/// The prefixes that a context may be made of.
struct PrefixChoice {
  private var namespaces = OrderedTable<String>()
  private let fallback: PrefixMap

  init(fallback: PrefixMap) { self.fallback = fallback }

  /// Takes a prefix of the source; the first meaning holds.
  mutating func add(_ prefix: String, _ namespace: String) {
    // Terms cannot be empty.
    var name = prefix.isEmpty ? "ns" : prefix
    if prefix.isEmpty {
      var number = 1
      while namespaces.contains(name) {
        number += 1
        name = "ns\(number)"
      }
    }
    if !namespaces.contains(name) { namespaces[name] = namespace }
  }

  /// A context of all prefixes that can be used.
  ///
  /// - Parameter schemes: the schemes of the IRIs that are written, which cannot be prefixes too.
  func context(avoiding schemes: Set<String>) -> JSONObject {
    var all = namespaces
    for (prefix, namespace) in fallback.pairs where !all.contains(prefix) {
      all[prefix] = namespace.value
    }
    var context = JSONObject()
    for name in all.names.sorted(by: { $0.precedes($1) }) {
      guard let namespace = all[name], IRIForm.isPlainName(name), !schemes.contains(name),
        IRIForm.isWellFormed(namespace)
      else { continue }
      context[name] =
        IRIForm.endsWithDelimiter(namespace)
        ? .string(namespace)
        : .object(JSONObject(["@id": .string(namespace), "@prefix": .boolean(true)]))
    }
    return context
  }
}
