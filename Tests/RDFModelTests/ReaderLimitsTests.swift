import RDFModel
import Testing

@Suite("Limits of readers")
struct ReaderLimitsTests {
  @Test("Every limit has its name, and no name is without a limit")
  func names() {
    let limits = ReaderLimits.standard
    let properties = Mirror(reflecting: limits).children.compactMap(\.label)
    #expect(ReaderLimits.names.keys.sorted() == properties.sorted())
    for (index, name) in properties.enumerated() {
      guard let path = ReaderLimits.names[name] else { continue }
      var other = limits
      other[keyPath: path] = -1 - index
      let changed = Mirror(reflecting: other).children.first { $0.label == name }
      #expect(changed?.value as? Int == -1 - index, "\(name)")
    }
  }
}
