public import RDFModel
import SPARQLAlgebra

extension SolutionSequence.Solution {
  /// Decodes the solution as a type whose properties are named like the variables.
  ///
  /// Properties are strings, numbers, booleans, and the types of RDF: `IRI`, `Literal`, `Term`;
  /// those that may lack a value are optional.
  ///
  /// ```swift
  /// struct Row: Decodable { let concept: IRI; let label: String; let count: Int? }
  /// ```
  ///
  /// - Throws: `DecodingError` that names the variable.
  public func decode<Row: Decodable>(_ type: Row.Type = Row.self) throws -> Row {
    try Row(from: RowDecoder(solution: self))
  }
}

extension SolutionSequence {
  /// Decodes all solutions, as ``Solution/decode(_:)``.
  ///
  /// - Throws: `DecodingError` that names the variable.
  public func decode<Row: Decodable>(_ type: Row.Type = Row.self) throws -> [Row] {
    try map { try $0.decode(type) }
  }
}

extension IRI: Decodable {
  /// Takes an IRI from a row, or from a string in other formats.
  public init(from decoder: any Decoder) throws {
    if let term = (decoder as? TermDecoder)?.term, let iri = term.iri {
      self = iri
      return
    }
    let container = try decoder.singleValueContainer()
    guard let iri = IRI(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an IRI")
    }
    self = iri
  }
}

extension Literal: Decodable {
  /// Takes a literal from a row of solutions; other formats have none.
  public init(from decoder: any Decoder) throws {
    guard let literal = (decoder as? TermDecoder)?.term.literal else {
      throw DecodingError.typeMismatch(
        Literal.self, .init(codingPath: decoder.codingPath, debugDescription: "not a literal"))
    }
    self = literal
  }
}

extension Term: Decodable {
  /// Takes a term from a row of solutions; other formats have none.
  public init(from decoder: any Decoder) throws {
    guard let term = (decoder as? TermDecoder)?.term else {
      throw DecodingError.typeMismatch(
        Term.self, .init(codingPath: decoder.codingPath, debugDescription: "not a term"))
    }
    self = term
  }
}

/// Decodes a row by the names of its variables.
private struct RowDecoder: Decoder {
  let solution: SolutionSequence.Solution
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RowContainer(solution: solution))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw mismatch([Term].self, "a row is decoded by the names of its variables")
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw mismatch(Term.self, "a row is decoded by the names of its variables")
  }
}

extension Decoder {
  fileprivate func mismatch(_ type: Any.Type, _ message: String) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: message))
  }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let solution: SolutionSequence.Solution
  let codingPath: [any CodingKey] = []

  var allKeys: [Key] { solution.variables.compactMap { Key(stringValue: $0.name) } }

  func contains(_ key: Key) -> Bool { solution[key.stringValue] != nil }

  func decodeNil(forKey key: Key) -> Bool { !contains(key) }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    guard let term = solution[key.stringValue] else {
      let error =
        solution.variables.contains { $0.name == key.stringValue }
        ? RowError.noValue(key.stringValue) : .noVariable(key.stringValue)
      throw DecodingError.keyNotFound(
        key, .init(codingPath: [key], debugDescription: error.description))
    }
    return try Value(from: TermDecoder(term: term, codingPath: [key]))
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw nested(key) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw nested(key)
  }

  func superDecoder() throws -> any Decoder { RowDecoder(solution: solution) }

  func superDecoder(forKey key: Key) throws -> any Decoder { RowDecoder(solution: solution) }

  private func nested(_ key: Key) -> DecodingError {
    .typeMismatch(
      Term.self, .init(codingPath: [key], debugDescription: "rows hold terms and nothing nested"))
  }
}

/// Decodes one term.
private struct TermDecoder: Decoder, SingleValueDecodingContainer {
  let term: Term
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    throw mismatch(type, "a term has no members")
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw mismatch([Term].self, "a term has no members")
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { false }

  private func converted<Value: TermConvertible>(_ type: Value.Type) throws -> Value {
    guard let value = Value(term: term) else { throw mismatch(type, "\(term) is no \(type)") }
    return value
  }

  private func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    guard let value = Value(exactly: try converted(Int.self)) else {
      throw mismatch(type, "\(term) does not fit into \(type)")
    }
    return value
  }

  func decode(_ type: Bool.Type) throws -> Bool { try converted(type) }
  func decode(_ type: String.Type) throws -> String { try converted(type) }
  func decode(_ type: Double.Type) throws -> Double { try converted(type) }
  func decode(_ type: Float.Type) throws -> Float { Float(try converted(Double.self)) }
  func decode(_ type: Int.Type) throws -> Int { try converted(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }
}

/// The decode methods for the types that the standard library asks for by name.
extension RowContainer {
  private func term(_ key: Key) throws -> TermDecoder {
    TermDecoder(term: try decode(Term.self, forKey: key), codingPath: [key])
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try term(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try term(key).decode(type) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try term(key).decode(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try term(key).decode(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try term(key).decode(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try term(key).decode(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try term(key).decode(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try term(key).decode(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try term(key).decode(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try term(key).decode(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try term(key).decode(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try term(key).decode(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try term(key).decode(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try term(key).decode(type) }
}
