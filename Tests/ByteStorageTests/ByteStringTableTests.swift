import Testing

@testable import ByteStorage

@Suite("Byte storage")
struct ByteStringTableTests {
  @Test("keys get dense numbers once, through growth and freezing", arguments: [false, true])
  func interning(qualified: Bool) throws {
    var table = ByteStringTable(qualified: qualified)
    for round in 0..<2 {
      for number in 0..<5000 {
        let key = "key number \(number / 2)"
        let found = try table.intern(
          key.utf8Span.span, qualifier: qualified ? UInt32(number & 1) : 0)
        #expect(Int(found) == (qualified ? number : number / 2), "round \(round)")
      }
    }
    let frozen = table.freeze()
    #expect(frozen.count == (qualified ? 5000 : 2500))
    #expect(frozen.find("key number 7".utf8Span.span, qualifier: 0) == (qualified ? 14 : 7))
    #expect(frozen.find("key number".utf8Span.span) == nil)
    #expect(String(bytes: frozen.key(qualified ? 14 : 7)) == "key number 7")
  }

  @Test("keys of every length differ by any one byte")
  func lengths() throws {
    var table = ByteStringTable()
    var expected: UInt32 = 0
    for length in 0..<70 {
      let key = [UInt8](repeating: 7, count: length)
      let number = try table.intern(key.span)
      #expect(number == expected)
      expected += 1
      for position in 0..<length {
        var other = key
        other[position] = 9
        let changed = try table.intern(other.span)
        #expect(changed == expected)
        expected += 1
      }
    }
  }

  @Test("galloping finds the first position that is not below the key")
  func lowerBound() {
    let values: [UInt32] = [1, 3, 3, 3, 8, 9, 20, 20, 31]
    let column = Column(copying: values.span)
    for start in 0...values.count {
      for key in 0..<33 as Range<UInt32> {
        let expected =
          values[start...].firstIndex { $0 >= key } ?? values.count
        #expect(column.lowerBound(key, in: start..<values.count) == expected)
      }
    }
  }

  @Test("a bit set holds what was inserted")
  func bitSet() {
    var set = BitSet(capacity: 10)
    let news = [3, 3, 200].map { set.insert($0) }
    #expect(news == [true, false, true])
    set.remove(3)
    #expect(!set.contains(3))
    #expect(set.contains(200))
    #expect(set.count == 1)
  }
}
