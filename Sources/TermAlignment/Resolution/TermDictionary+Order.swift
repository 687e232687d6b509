import RDFGraph

extension TermDictionary {
  /// Whether a term's bytes come before those of another.
  func namePrecedes(_ left: TermID, _ right: TermID) -> Bool {
    let one = bytes(of: left)
    let other = bytes(of: right)
    for index in 0..<min(one.count, other.count) where one[index] != other[index] {
      return one[index] < other[index]
    }
    return one.count == other.count ? left < right : one.count < other.count
  }
}
