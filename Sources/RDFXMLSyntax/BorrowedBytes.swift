/// Bytes that libxml2 lends for the time of a callback.
@unsafe
struct BorrowedBytes {
  let start: UnsafePointer<UInt8>
  let count: Int

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get {
      let whole = unsafe Span(_unsafeStart: start, count: count)
      return unsafe _overrideLifetime(whole, borrowing: self)
    }
  }

  /// Whether the bytes are those of a constant.
  func equals(_ constant: StaticString) -> Bool {
    guard unsafe constant.utf8CodeUnitCount == count else { return false }
    for index in unsafe 0..<count where unsafe start[index] != constant.utf8Start[index] {
      return false
    }
    return true
  }

  /// Whether there is nothing but the white space of XML.
  @inline(__always)
  var isBlank: Bool {
    var index = 0
    while unsafe index < count {
      switch unsafe start[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index &+= 1
      default: return false
      }
    }
    return true
  }
}

/// The attributes of a start tag as libxml2 passes them: five pointers each.
@unsafe
struct Attributes {
  private let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let count: Int

  init(_ base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int32) {
    unsafe self.base = base
    unsafe self.count = base == nil ? 0 : Int(count)
  }

  /// The pointers from `index` on; libxml2 sets name, value and end for each attribute.
  @inline(__always)
  private func pointers(_ index: Int) -> UnsafeMutablePointer<UnsafePointer<UInt8>?> {
    unsafe base.unsafelyUnwrapped + 5 &* index
  }

  @inline(__always)
  func local(_ index: Int) -> UnsafePointer<UInt8> { unsafe pointers(index)[0].unsafelyUnwrapped }

  func prefix(_ index: Int) -> UnsafePointer<UInt8>? { unsafe pointers(index)[1] }

  @inline(__always)
  func namespace(_ index: Int) -> UnsafePointer<UInt8>? { unsafe pointers(index)[2] }

  func setNamespace(_ index: Int, _ namespace: UnsafePointer<UInt8>?) {
    unsafe pointers(index)[2] = namespace
  }

  @inline(__always)
  func value(_ index: Int) -> BorrowedBytes {
    let own = unsafe pointers(index)
    let start = unsafe own[3].unsafelyUnwrapped
    return unsafe BorrowedBytes(start: start, count: own[4].unsafelyUnwrapped - start)
  }
}

/// The attributes that steer the grammar, by their places on the element; -1 where absent.
struct AttributeScan {
  var about: Int32 = -1
  var id: Int32 = -1
  var nodeID: Int32 = -1
  var resource: Int32 = -1
  var datatype: Int32 = -1
  var parseType: Int32 = -1
  var annotation: Int32 = -1
  var annotationNodeID: Int32 = -1
  var version: Int32 = -1
  var direction: Int32 = -1
  /// How many property attributes there are.
  var properties = 0
}
