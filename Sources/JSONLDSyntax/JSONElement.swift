/// A JSON text as values (RFC 8259).
///
/// Numbers keep their lexical forms and objects the order of their names.
enum JSONElement: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number as it was written.
  case number(String)
  /// A string without its escapes.
  case string(String)
  /// An array.
  case array([JSONElement])
  /// An object.
  case object(JSONObject)

  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  var array: [JSONElement]? {
    if case .array(let items) = self { items } else { nil }
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Whether the value is a string, a number or a boolean.
  var isScalar: Bool {
    switch self {
    case .string, .number, .boolean: true
    case .null, .array, .object: false
    }
  }

  /// The members of an array, or the value alone.
  var items: [JSONElement] { array ?? [self] }

  /// The members of an array, nothing for null, or the value alone.
  var itemsOrNothing: [JSONElement] { isNull ? [] : items }
}

/// Equal values: numbers by their lexical forms, strings by their bytes, objects in any order.
extension JSONElement: Hashable {
  /// Whether two values are equal.
  static func == (left: JSONElement, right: JSONElement) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.isSame(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// Hashes what equality compares.
  func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .number(let text): hasher.combine(text)
    case .string(let text): hasher.combine(ByteName(text))
    case .array(let items): hasher.combine(items)
    case .object(let object): hasher.combine(object)
    }
  }
}

/// The members of a JSON object, in the order of the source.
struct JSONObject: Sendable {
  private var table = OrderedTable<JSONElement>()
  /// Where the object, or what it was made from, starts in its source.
  var mark: SourceMark?
  /// Where the values of the members start, as far as the parser was asked to note it.
  var places: [UInt32] = []

  /// Makes an empty object.
  init() {}

  init(mark: SourceMark?) { self.mark = mark }

  init(_ members: KeyValuePairs<String, JSONElement>, mark: SourceMark? = nil) {
    self.mark = mark
    for (name, value) in members { table[name] = value }
  }

  /// The names in order.
  var names: [String] { table.names }

  /// The names with their values, in order.
  var entries: Zip2Sequence<[String], [JSONElement]> { table.entries }

  /// The number of members.
  var count: Int { table.count }

  var isEmpty: Bool { table.isEmpty }

  /// Whether there is a member of a name.
  func contains(_ name: String) -> Bool { table.contains(name) }

  /// The value under a name; setting nil removes the member.
  subscript(name: String) -> JSONElement? {
    get { table[name] }
    set { table[name] = newValue }
  }

  /// Appends values to the array under a name, which is made where there is none.
  mutating func append(_ values: [JSONElement], to name: String) {
    table.update(name, default: .array([])) { old in
      // Taken out first, so that the array grows in its place.
      var items = old.items
      old = .null
      items.append(contentsOf: values)
      old = .array(items)
    }
  }

  /// Changes the value under a name in its place.
  mutating func update<Result>(
    _ name: String, default initial: @autoclosure () -> JSONElement,
    _ change: (inout JSONElement) -> Result
  ) -> Result {
    table.update(name, default: initial(), change)
  }
}

/// Objects are equal when they have equal members in any order, wherever they stand.
extension JSONObject: Hashable {
  /// Whether two objects have equal members.
  static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.table == right.table
  }

  /// Hashes the members, whatever their order.
  func hash(into hasher: inout Hasher) {
    var sum = 0
    for (name, value) in entries {
      var part = Hasher()
      part.combine(ByteName(name))
      part.combine(value)
      sum ^= part.finalize()
    }
    hasher.combine(sum)
  }
}

/// A place in one of the documents that are read together.
struct SourceMark: Hashable, Sendable {
  /// The number of the document; 0 is the one that is read, others are contexts.
  let document: UInt32
  /// The offset in bytes.
  let offset: UInt32
}
