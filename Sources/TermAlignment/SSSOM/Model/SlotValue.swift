public import RDFModel

/// The value of a slot.
public enum SlotValue: Hashable, Sendable {
  /// An identifier, expanded from its CURIE.
  case reference(IRI)
  /// Text, a date, a word of an enumeration, or a URI in full.
  case text(String)
  /// A number.
  case number(Double)
  /// The values of a multivalued slot, in the order of the file.
  case list([SlotValue])

  /// The single values.
  public var elements: [SlotValue] {
    if case .list(let values) = self { values } else { [self] }
  }

  /// The text, or the characters of the identifier, of a single value.
  public var text: String? {
    switch self {
    case .reference(let iri): iri.value
    case .text(let text): text
    case .number, .list: nil
    }
  }
}

/// The values that a mapping or a set has, in the order of the slots.
///
/// A record has some ten of fifty slots, so that searching a short array beats a dictionary.
public struct SlotValues: Hashable, Sendable {
  /// The slots that have a value, with it.
  public private(set) var entries: [Entry] = []

  /// A slot and its value.
  public struct Entry: Hashable, Sendable {
    /// The slot.
    public let slot: Slot
    /// Its value.
    public internal(set) var value: SlotValue
  }

  /// Makes an empty record.
  public init() {}

  /// The value of a slot; nil where it has none.
  public subscript(slot: Slot) -> SlotValue? {
    get { entries.first { $0.slot == slot }?.value }
    set {
      let order = slot.order
      let position = entries.firstIndex { $0.slot.order >= order } ?? entries.count
      let isKnown = position < entries.count && entries[position].slot == slot
      switch (newValue, isKnown) {
      case (let value?, true): entries[position].value = value
      case (let value?, false): entries.insert(Entry(slot: slot, value: value), at: position)
      case (nil, true): entries.remove(at: position)
      case (nil, false): break
      }
    }
  }

  /// The identifier in a slot with one value.
  public func reference(_ slot: Slot) -> IRI? {
    if case .reference(let iri)? = self[slot] { iri } else { nil }
  }

  /// The text in a slot with one value.
  public func text(_ slot: Slot) -> String? { self[slot]?.text }

  /// The number in a slot.
  public func number(_ slot: Slot) -> Double? {
    if case .number(let number)? = self[slot] { number } else { nil }
  }

  /// The texts or identifiers in a slot with any number of values.
  public func texts(_ slot: Slot) -> [String] {
    self[slot]?.elements.compactMap(\.text) ?? []
  }
}
