import Isogloss
import TermAlignment

extension CommonOptions {
  /// Writes a mapping set as the whole result, and says what the format had no place for.
  func write(_ set: MappingSet, as format: MappingFormat) throws {
    try write { output in
      do {
        _ = try set.write(as: format, to: output)
      } catch let error as UncontractibleIRI {
        throw Failure(.failed, ["isogloss: error sssom-prefix: \(error)"])
      }
    }
    let omitted = set.omissionCount(in: format)
    if omitted > 0 {
      note(
        "isogloss: \(quantity(omitted, "mapping")) left out: \(format.rawValue) cannot say "
          + "denials, absences and literals")
    }
  }
}
