import ByteStorage

/// Distinct byte strings in byte order: found by binary search, by prefix, and by similarity.
struct SortedKeys: Sendable {
  private let table: FrozenByteStringTable
  /// The numbers of the keys in the table, by rank.
  private let order: [UInt32]

  /// Sorts the keys of a table.
  ///
  /// - Complexity: O(n log n) comparisons; most look at eight bytes.
  init(_ table: consuming ByteStringTable) {
    let table = table.freeze()
    let heads = (0..<table.count).map { Self.head(table.key($0)) }
    order = (0..<UInt32(table.count)).sorted { left, right in
      let (one, other) = (heads[Int(left)], heads[Int(right)])
      if one != other { return one < other }
      let key = table.key(Int(left))
      return key.compared(to: table.key(Int(right))) < 0
    }
    self.table = table
  }

  var count: Int { order.count }

  /// The rank of each key, by its number in the table.
  var ranks: [UInt32] {
    var ranks = [UInt32](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[Int(number)] = UInt32(rank) }
    return ranks
  }

  /// The key of a rank.
  @_lifetime(borrow self)
  borrowing func key(_ rank: Int) -> Span<UInt8> { table.key(Int(order[rank])) }

  /// The first eight bytes as a number that orders like them.
  private static func head(_ key: Span<UInt8>) -> UInt64 {
    var head: UInt64 = 0
    for index in 0..<8 {
      head = head << 8 | (index < key.count ? UInt64(key[index]) : 0)
    }
    return head
  }

  /// The rank of a key, or nil.
  func rank(of key: [UInt8]) -> Int? {
    let rank = lowerBound(key.span)
    return rank < count && self.key(rank).equals(key.span) ? rank : nil
  }

  /// The ranks of the keys that start with some bytes.
  func ranks(withPrefix prefix: [UInt8]) -> Range<Int> {
    let low = lowerBound(prefix.span)
    return low..<endOfPrefix(prefix.span, from: low)
  }

  private func lowerBound(_ bytes: Span<UInt8>) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) >> 1
      if key(middle).compared(to: bytes) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first rank from `start` whose key does not start with some bytes, all before it doing so.
  private func endOfPrefix(_ prefix: Span<UInt8>, from start: Int) -> Int {
    var low = start
    var high = count
    while low < high {
      let middle = (low + high) >> 1
      if key(middle).hasPrefix(prefix) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Similarity

  /// The ranks of the keys within some edits of a text: a scalar put in, left out, replaced, or
  /// changed places with its neighbour.
  ///
  /// Neighbours in the order share the start of their tables of distances, and where a start is
  /// too far already, all keys with it are passed over.
  ///
  /// - Complexity: O(p · k) in the distinct starts p that are within k edits of a start of the
  ///   text.
  func ranks(similarTo text: [UInt32], within limit: Int) -> [(rank: Int, distance: Int)] {
    var distances = DistanceTable(text: text, limit: limit)
    var found: [(rank: Int, distance: Int)] = []
    var rank = 0
    while rank < count {
      let key = key(rank)
      if let dead = distances.advance(to: key) {
        rank = endOfPrefix(key.extracting(0..<dead), from: rank)
        continue
      }
      if let distance = distances.distance { found.append((rank, distance)) }
      rank += 1
    }
    return found
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes start with others.
  func hasPrefix(_ prefix: Span<UInt8>) -> Bool {
    guard count >= prefix.count else { return false }
    for index in 0..<prefix.count where self[index] != prefix[index] { return false }
    return true
  }
}

/// Distances between a text and the starts of one key after another, as a stack of rows.
///
/// Row i holds the distances of the first i scalars of the key to each start of the text
/// (restricted Damerau–Levenshtein distance); only the cells within the limit of the diagonal are
/// worked out.
private struct DistanceTable {
  private let text: [UInt32]
  private let limit: Int
  private var cells: [UInt8]
  private var scalars: [UInt32] = []
  /// Where each scalar of the key ends, in bytes.
  private var ends: [Int] = []
  private var key: [UInt8] = []

  init(text: [UInt32], limit: Int) {
    self.text = text
    self.limit = limit
    cells = (0...text.count).map { UInt8(clamping: $0) }
  }

  private var width: Int { text.count + 1 }

  /// The distance of the whole key, or nil beyond the limit.
  var distance: Int? {
    let value = Int(cells[scalars.count * width + text.count])
    return value <= limit ? value : nil
  }

  /// Works out the rows of the next key.
  ///
  /// - Returns: the bytes of the start that is too far for every key that has it, or nil.
  mutating func advance(to next: Span<UInt8>) -> Int? {
    var shared = 0
    while shared < key.count, shared < next.count, key[shared] == next[shared] { shared += 1 }
    var depth = 0
    while depth < ends.count, ends[depth] <= shared { depth += 1 }
    scalars.removeSubrange(depth...)
    ends.removeSubrange(depth...)
    cells.removeSubrange((depth + 1) * width..<cells.count)
    key.removeAll(keepingCapacity: true)
    for index in 0..<next.count { key.append(next[index]) }
    var offset = ends.last ?? 0
    while offset < next.count {
      let (value, length) = UTF8Scalar.decode(next, at: offset)
      offset += length
      scalars.append(value)
      ends.append(offset)
      if !addRow() { return offset }
    }
    return nil
  }

  /// Adds the row of the last scalar and says whether some cell is within the limit.
  private mutating func addRow() -> Bool {
    let row = scalars.count
    let base = row * width
    let above = base - width
    let far = UInt8(limit + 1)
    cells.append(contentsOf: repeatElement(far, count: width))
    if row <= limit { cells[base] = UInt8(row) }
    var alive = row <= limit
    let low = max(1, row - limit)
    let high = min(text.count, row + limit)
    guard low <= high else { return alive }
    for column in low...high {
      let cost: UInt8 = scalars[row - 1] == text[column - 1] ? 0 : 1
      var value = min(
        cells[above + column - 1] + cost, cells[above + column] + 1, cells[base + column - 1] + 1)
      if row > 1, column > 1, scalars[row - 1] == text[column - 2],
        scalars[row - 2] == text[column - 1]
      {
        value = min(value, cells[above - width + column - 2] + 1)
      }
      cells[base + column] = min(value, far)
      if value <= UInt8(limit) { alive = true }
    }
    return alive
  }
}
