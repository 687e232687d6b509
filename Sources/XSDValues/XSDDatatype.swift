/// The datatypes of XML Schema whose values this module knows.
///
/// Source: XML Schema Definition Language 1.1, part 2; RDF 1.1 Concepts, section 5.1.
public enum XSDDatatype: UInt8, Sendable, CaseIterable {
  /// `xsd:boolean`
  case boolean
  /// `xsd:decimal`
  case decimal
  /// `xsd:float`
  case float
  /// `xsd:double`
  case double
  /// `xsd:integer`
  case integer
  /// `xsd:nonPositiveInteger`
  case nonPositiveInteger
  /// `xsd:negativeInteger`
  case negativeInteger
  /// `xsd:nonNegativeInteger`
  case nonNegativeInteger
  /// `xsd:positiveInteger`
  case positiveInteger
  /// `xsd:long`
  case long
  /// `xsd:int`
  case int
  /// `xsd:short`
  case short
  /// `xsd:byte`
  case byte
  /// `xsd:unsignedLong`
  case unsignedLong
  /// `xsd:unsignedInt`
  case unsignedInt
  /// `xsd:unsignedShort`
  case unsignedShort
  /// `xsd:unsignedByte`
  case unsignedByte
  /// `xsd:dateTime`
  case dateTime
  /// `xsd:dateTimeStamp`: a `xsd:dateTime` that must have a timezone
  case dateTimeStamp
  /// `xsd:date`
  case date
  /// `xsd:time`
  case time
  /// `xsd:gYear`
  case gYear
  /// `xsd:gYearMonth`
  case gYearMonth
  /// `xsd:gMonth`
  case gMonth
  /// `xsd:gMonthDay`
  case gMonthDay
  /// `xsd:gDay`
  case gDay
  /// `xsd:duration`
  case duration
  /// `xsd:dayTimeDuration`
  case dayTimeDuration
  /// `xsd:yearMonthDuration`
  case yearMonthDuration

  /// The namespace of the datatypes.
  public static let namespace = "http://www.w3.org/2001/XMLSchema#"

  /// The local name, for example `dayTimeDuration`.
  public var localName: String { Self.localNames[Int(rawValue)] }

  /// The IRI of the datatype.
  public var iri: String { Self.iris[Int(rawValue)] }

  // Raw values count from 0 in the order of the cases.
  private static let localNames = allCases.map { String(describing: $0) }
  private static let iris = localNames.map { namespace + $0 }

  private static let byIRI = Dictionary(uniqueKeysWithValues: allCases.map { ($0.iri, $0) })

  /// The datatype with an IRI, or nil where this module does not know its values.
  public init?(iri: String) {
    guard let known = Self.byIRI[iri] else { return nil }
    self = known
  }

  /// Whether the datatype is `xsd:integer` or derived from it.
  public var isInteger: Bool {
    rawValue >= Self.integer.rawValue && rawValue < Self.dateTime.rawValue
  }

  /// Whether values of the datatype take part in arithmetic.
  public var isNumeric: Bool {
    rawValue >= Self.decimal.rawValue && rawValue < Self.dateTime.rawValue
  }

  /// The smallest and the largest value of an integer type; nil stands for no bound.
  var integerBounds: (least: Int128?, greatest: Int128?) {
    switch self {
    case .nonPositiveInteger: (nil, 0)
    case .negativeInteger: (nil, -1)
    case .nonNegativeInteger: (0, nil)
    case .positiveInteger: (1, nil)
    case .long: (Int128(Int64.min), Int128(Int64.max))
    case .int: (Int128(Int32.min), Int128(Int32.max))
    case .short: (Int128(Int16.min), Int128(Int16.max))
    case .byte: (Int128(Int8.min), Int128(Int8.max))
    case .unsignedLong: (0, Int128(UInt64.max))
    case .unsignedInt: (0, Int128(UInt32.max))
    case .unsignedShort: (0, Int128(UInt16.max))
    case .unsignedByte: (0, Int128(UInt8.max))
    default: (nil, nil)
    }
  }
}
