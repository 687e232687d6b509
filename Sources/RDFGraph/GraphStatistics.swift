/// Counts over all graphs of a snapshot: exact in a base, close with a delta.
///
/// For a planner: ``predicate(_:)`` bounds a single pattern and gives the divisor of a join on
/// subject or object; ``instances(of:)`` tells the size of a class; ``characteristicSets`` what a
/// star of patterns with one subject finds. The number of triples with given terms is no statistic
/// but a look-up that is always exact: ``GraphSnapshot/match(subject:predicate:object:)``.
public struct GraphStatistics: Sendable {
  /// What is known of one predicate.
  public struct Predicate: Sendable, Hashable {
    /// The predicate.
    public let id: TermID
    /// Triples with it.
    public let triples: Int
    /// Distinct subjects of those triples.
    public let distinctSubjects: Int
    /// Distinct objects of those triples.
    public let distinctObjects: Int
  }

  /// What is known of one class: an object of `rdf:type`.
  public struct Class: Sendable, Hashable {
    /// The class.
    public let id: TermID
    /// Subjects that are stated to be of it.
    public let instances: Int
  }

  /// All predicates in the order of their identifiers.
  public let predicates: [Predicate]
  /// All classes in the order of their identifiers.
  public let classes: [Class]
  /// Distinct subjects of any triple.
  public let distinctSubjects: Int
  /// Distinct objects of any triple.
  public let distinctObjects: Int
  /// Which predicates subjects have together.
  public let characteristicSets: CharacteristicSets
  private let positions: [TermID: Int]

  /// What is known of a predicate, or nil where no triple has it.
  public func predicate(_ id: TermID) -> Predicate? { positions[id].map { predicates[$0] } }

  /// How many subjects are stated to be of a class.
  ///
  /// - Complexity: O(log c) in the classes.
  public func instances(of id: TermID) -> Int {
    var range = 0..<classes.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if classes[middle].id == id { return classes[middle].instances }
      range =
        classes[middle].id < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return 0
  }

  /// The memory held by what grows with the data, in bytes.
  var byteCount: Int {
    characteristicSets.byteCount + predicates.count * MemoryLayout<Predicate>.stride
      + classes.count * MemoryLayout<Class>.stride
  }

  /// Takes counts that were made before; predicates and classes in the order of identifiers.
  init(
    predicates: [Predicate], classes: [Class], distinctSubjects: Int, distinctObjects: Int,
    characteristicSets: CharacteristicSets
  ) {
    self.predicates = predicates
    self.classes = classes
    self.distinctSubjects = distinctSubjects
    self.distinctObjects = distinctObjects
    self.characteristicSets = characteristicSets
    positions = Dictionary(
      predicates.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
  }
}
