import ByteStorage
import Testing

@Suite("The order of runs of bytes")
struct SpanOrderTests {
  private static let samples: [[UInt8]] = [
    [], [0], [0, 0], [1], Array("abcdefgh".utf8), Array("abcdefghi".utf8), Array("abcdefgz".utf8),
    Array("abcdefgh\u{0}".utf8), Array("abcdefghijklmnopq".utf8), Array("abcdefghijklmnopr".utf8),
    [0xFF], Array("abcd\u{FF}".utf8),
  ]

  @Test("what two runs share at their start is counted, however long they are")
  func sharedPrefixes() {
    for one in Self.samples {
      for other in Self.samples {
        let expected = zip(one, other).prefix { $0 == $1 }.count
        #expect(one.span.sharedPrefixLength(with: other.span) == expected)
      }
    }
  }

  @Test("order words order as the bytes do, and say nothing where they are equal")
  func orderWords() {
    for one in Self.samples {
      for other in Self.samples {
        for start in 0...min(one.count, other.count) {
          let words = (one.span.orderWord(from: start), other.span.orderWord(from: start))
          let rests = (one.dropFirst(start), other.dropFirst(start))
          if words.0 < words.1 { #expect(rests.0.lexicographicallyPrecedes(rests.1)) }
          if rests.0.elementsEqual(rests.1) { #expect(words.0 == words.1) }
        }
      }
    }
  }
}
