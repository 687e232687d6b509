import RDFGraph
import RDFModel
import SKOSVocabulary

extension DivergenceFinder {
  /// The denied pairs with an end that has a designation.
  func deniedPairs(touching key: Int) -> [Pair] {
    var pairs: [Pair] = []
    for node in Set(index.bearers(key).prefix(10_000)).sorted() {
      for other in denials.others(node).prefix(options.maximumSenses) {
        pairs.append((node, other))
      }
    }
    return Array(pairs.prefix(options.maximumSenses * options.maximumSenses))
  }

  /// Each denied pair under one designation: one that both have, else the shortest label of one
  /// whose words the other has too, else the shortest of all.
  func anchoredDenials() -> [Int: [Pair]] {
    var found: [Int: [Pair]] = [:]
    for pair in denials.pairs {
      let sides = [pair.left, pair.right].map { node in
        let concept = graph.view(node)
        return (concept.prefLabels + concept.altLabels).filter { label in
          options.language.map { DesignationForms.language(of: label) == $0 } ?? true
        }.flatMap { index.keys(of: $0) }
      }
      let common = sides[0].filter(sides[1].contains)
      let words = sides.map { keys in keys.map { (key: $0, name: index.name($0)) } }
      var contained: [(length: Int, key: Int)] = []
      for (one, others) in [(words[0], words[1]), (words[1], words[0])] {
        for (key, name) in one {
          let own = Set(name.words.split(separator: " "))
          if others.contains(where: {
            $0.name.language == name.language
              && own.isSubset(of: Set($0.name.words.split(separator: " ")))
          }) {
            contained.append((name.words.count, key))
          }
        }
      }
      let shortest = words.joined().map { (length: $0.name.words.count, key: $0.key) }
      let anchor =
        common.min() ?? contained.min { ($0.length, $0.key) < ($1.length, $1.key) }?.key
        ?? shortest.min { ($0.length, $0.key) < ($1.length, $1.key) }?.key
      if let anchor { found[anchor, default: []].append(pair) }
    }
    return found
  }
}
