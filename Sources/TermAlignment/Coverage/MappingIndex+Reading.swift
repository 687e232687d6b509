import ByteStorage
import RDFGraph
import RDFModel
public import SKOSVocabulary

extension MappingIndex {
  /// The relation that a mapping states or denies, from its subject to its object.
  public func relation(_ number: Int) -> MappingRelation {
    (MappingCode(rawValue: relations[number]) ?? .related).relation
  }

  /// Whether a mapping says that one of its ends has no counterpart: `sssom:NoTermFound`.
  public func isAbsence(_ number: Int) -> Bool {
    guard let nothing = snapshot.id(iri: SSSOM.noTermFound) else { return false }
    return subject(number) == nothing || object(number) == nothing
  }

  /// The schemes of a mapped term, as the data or the mapping itself says.
  func schemes(of term: TermID) -> [TermID] {
    guard let node = node(of: term) else { return [] }
    return schemes(ofNode: node).map { schemes[Int(schemeNumbers[$0])] }
  }
}
