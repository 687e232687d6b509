extension [UInt8] {
  /// Appends bytes; room grows by more than is asked for, so that pieces may come one by one.
  ///
  /// - Complexity: O(n) in the bytes, amortised.
  public mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
