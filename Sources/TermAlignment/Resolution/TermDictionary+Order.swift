import ByteStorage
import RDFGraph

extension TermDictionary {
  /// Whether a term's bytes come before those of another; of equal ones the identifiers decide.
  func namePrecedes(_ left: TermID, _ right: TermID) -> Bool {
    let one = bytes(of: left)
    let other = bytes(of: right)
    return one.equals(other) ? left < right : one.precedes(other)
  }
}
