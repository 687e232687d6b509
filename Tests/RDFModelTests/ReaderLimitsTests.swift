import RDFModel
import Testing

@Suite("Limits on input")
struct ReaderLimitsTests {
  @Test("every limit can be changed by its name")
  func names() {
    let properties = Mirror(reflecting: ReaderLimits.standard).children.compactMap(\.label)
    #expect(ReaderLimits.named.map(\.name).sorted() == properties.sorted())
    for limit in ReaderLimits.named {
      var limits = ReaderLimits.standard
      limits[keyPath: limit.path] = 7
      let value = Mirror(reflecting: limits).children.first { $0.label == limit.name }?.value
      #expect(value as? Int == 7)
    }
  }
}
