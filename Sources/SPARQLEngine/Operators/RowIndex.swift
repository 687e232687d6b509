import RDFGraph

/// Distinct rows of identifiers, each with a dense number: what grouping, DISTINCT and hash joins
/// stand on.
struct RowIndex {
  private let width: Int
  private var keys: [UInt32] = []
  /// A table of hashes: numbers, one more than zero.
  private var slots: [UInt32]
  private var mask: Int
  /// How many distinct rows there are.
  private(set) var count = 0
  /// The numbers of keys of one column, one more than zero, by the bits of the key, as far as that
  /// goes; the table of hashes has the others.
  private var direct: [UInt32] = []
  private var hashedCount = 0

  init(width: Int, expectedCount: Int = 64) {
    self.width = width
    slots = Array(repeating: 0, count: Self.size(for: expectedCount))
    mask = slots.count - 1
  }

  /// A value of the row with a number.
  func key(_ number: Int, _ column: Int) -> UInt32 { keys[number * width + column] }

  /// Bytes that the index holds, with the room that its keys grow by.
  var byteCount: Int { keys.count * 8 + (slots.count + direct.count) * 4 }

  /// The most bytes that the index holds at once while some rows are added: when it grows, the old
  /// table stands beside the new one for a while.
  func peakByteCount(adding rows: Int) -> Int {
    var size = slots.count
    var peak = size * 4
    while (hashedCount + rows) * 2 > size {
      size *= 2
      peak = size * 6
    }
    return (keys.count + rows * width) * 8 + direct.count * 4 + peak
  }

  /// Makes room for some more rows, within the limits of the query: growing takes long where there
  /// are millions.
  mutating func prepare(
    adding rows: Int, _ context: ExecutionContext
  ) throws(EngineError) {
    try context.ensure(peakByteCount(adding: rows) - byteCount)
    // Small tables grow in a moment, when they have to.
    guard count > 1 << 14 else { return }
    try addressDirectly(context)
    while (hashedCount + rows) * 2 > slots.count {
      try context.tick(8192)
      let room = keys.count + rows * width
      if room > keys.capacity { keys.reserveCapacity(max(room, 2 * keys.capacity)) }
      beginGrowing()
      var done = 0
      while done < count {
        let end = min(done + 1 << 14, count)
        placeAgain(done..<end)
        done = end
        try context.tick(8192)
      }
    }
  }

  /// Gives up hashing IRIs where many of those that there are have come: then a table of all is
  /// hardly larger, nothing in it collides, and it never grows.
  private mutating func addressDirectly(_ context: ExecutionContext) throws(EngineError) {
    let iris = context.snapshot.dictionary.count(.iri)
    guard width == 1, direct.isEmpty, iris / 16 <= count, keys.last.map({ $0 < iris }) == true
    else { return }
    try context.ensure(iris * 4)
    direct = Array(repeating: 0, count: iris)
    hashedCount = 0
    for number in 0..<count {
      let key = Int(keys[number])
      if key < iris {
        direct[key] = UInt32(truncatingIfNeeded: number + 1)
      } else {
        hashedCount += 1
      }
    }
    try context.tick(count)
    slots = Array(repeating: 0, count: Self.size(for: hashedCount))
    mask = slots.count - 1
    placeAgain(0..<count)
  }

  private static func size(for count: Int) -> Int {
    var size = 64
    while size < count * 2 { size *= 2 }
    return size
  }

  @inline(__always)
  private static func mix(_ state: UInt64, _ value: UInt32) -> UInt64 {
    let product = (state ^ UInt64(value)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  @inline(__always)
  private func hash(_ columns: [[UInt32]], _ row: Int) -> Int {
    var state: UInt64 = 0x243F_6A88_85A3_08D3
    for column in 0..<width { state = Self.mix(state, columns[column][row]) }
    return Int(truncatingIfNeeded: state >> 8)
  }

  @inline(__always)
  private func equals(_ number: Int, _ columns: [[UInt32]], _ row: Int) -> Bool {
    for column in 0..<width where keys[number * width + column] != columns[column][row] {
      return false
    }
    return true
  }

  @inline(__always)
  private func slot(of key: UInt32) -> Int {
    Int(truncatingIfNeeded: Self.mix(0x243F_6A88_85A3_08D3, key) >> 8) & mask
  }

  /// The number of each key of a column, new or known.
  mutating func insert(_ column: [UInt32]) -> [Int32] {
    var numbers = [Int32](repeating: 0, count: column.count)
    var last: (key: UInt32, number: Int32)?
    for (row, key) in column.enumerated() {
      // Equal keys come in runs where scans are sorted.
      if let last, last.key == key {
        numbers[row] = last.number
        continue
      }
      let number = Int32(truncatingIfNeeded: insert(key).number)
      numbers[row] = number
      last = (key, number)
    }
    return numbers
  }

  /// The number of a key of one column, new or known.
  mutating func insert(_ key: UInt32) -> (number: Int, isNew: Bool) {
    let place = Int(key)
    if place < direct.count {
      let known = direct[place]
      if known != 0 { return (Int(known) - 1, false) }
      keys.append(key)
      count += 1
      direct[place] = UInt32(truncatingIfNeeded: count)
      return (count - 1, true)
    }
    var slot = slot(of: key)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if keys[number] == key { return (number, false) }
      slot = (slot + 1) & mask
    }
    let number = count
    count += 1
    keys.append(key)
    slots[slot] = UInt32(truncatingIfNeeded: number + 1)
    hashedCount += 1
    if hashedCount * 2 > slots.count { grow() }
    return (number, true)
  }

  /// The number of a key of three columns, new or known.
  mutating func insert(
    _ first: UInt32, _ second: UInt32, _ third: UInt32
  ) -> (number: Int, isNew: Bool) {
    let state = Self.mix(Self.mix(Self.mix(0x243F_6A88_85A3_08D3, first), second), third)
    var slot = Int(truncatingIfNeeded: state >> 8) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      let base = number * 3
      if keys[base] == first, keys[base + 1] == second, keys[base + 2] == third {
        return (number, false)
      }
      slot = (slot + 1) & mask
    }
    let number = count
    count += 1
    keys.append(first)
    keys.append(second)
    keys.append(third)
    slots[slot] = UInt32(truncatingIfNeeded: number + 1)
    hashedCount += 1
    if hashedCount * 2 > slots.count { grow() }
    return (number, true)
  }

  /// Whether two rows of columns are the same; equal rows come in runs where scans are sorted.
  @inline(__always)
  static func areEqual(_ columns: [[UInt32]], _ row: Int, _ other: Int) -> Bool {
    for column in columns where column[row] != column[other] { return false }
    return true
  }

  /// The number of a row, new or known; the columns are those of the key.
  mutating func insert(_ columns: [[UInt32]], _ row: Int) -> (number: Int, isNew: Bool) {
    if width == 1 { return insert(columns[0][row]) }
    var slot = hash(columns, row) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if equals(number, columns, row) { return (number, false) }
      slot = (slot + 1) & mask
    }
    let number = count
    count += 1
    for column in 0..<width { keys.append(columns[column][row]) }
    slots[slot] = UInt32(truncatingIfNeeded: number + 1)
    hashedCount += 1
    if hashedCount * 2 > slots.count { grow() }
    return (number, true)
  }

  /// The number of a row, or nil.
  func find(_ columns: [[UInt32]], _ row: Int) -> Int? {
    if width == 1, Int(columns[0][row]) < direct.count {
      let known = direct[Int(columns[0][row])]
      return known == 0 ? nil : Int(known) - 1
    }
    var slot = hash(columns, row) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if equals(number, columns, row) { return number }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func grow() {
    beginGrowing()
    placeAgain(0..<count)
  }

  private mutating func beginGrowing() {
    let size = slots.count * 2
    slots = Array(repeating: 0, count: size)
    mask = size - 1
  }

  private mutating func placeAgain(_ numbers: Range<Int>) {
    for number in numbers where direct.isEmpty || Int(keys[number]) >= direct.count {
      var state: UInt64 = 0x243F_6A88_85A3_08D3
      for column in 0..<width { state = Self.mix(state, keys[number * width + column]) }
      var slot = Int(truncatingIfNeeded: state >> 8) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(truncatingIfNeeded: number + 1)
    }
  }
}
