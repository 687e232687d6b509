internal import ByteStorage
public import RDFModel

/// A JSON text as a tree whose values know where they stand, for formats that are plain JSON.
///
/// Members keep their order, numbers their lexical forms; names are unique in an object.
///
/// Source: RFC 8259.
public struct JSONNode: Sendable {
  /// What a value is.
  public enum Content: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number as it was written.
    case number(String)
    /// A string without its escapes.
    case string(String)
    /// An array.
    case array([JSONNode])
    /// An object.
    case object([Member])
  }

  /// A name and its value.
  public struct Member: Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONNode
  }

  /// What the value is.
  public let content: Content
  /// Where it starts; a plain value in an array stands where the array does.
  public let position: SourcePosition

  /// The deepest nesting that the limits of a reader can ask for here.
  private static let highestDepth = 64

  /// Reads a text.
  ///
  /// - Throws: `SyntaxError` with the codes `json-syntax`, `json-duplicate-name`,
  ///   `unexpected-end`, `invalid-utf8` and `limit-exceeded`; arrays and objects nest no deeper
  ///   than 64 here, whatever the limit `depth` says.
  /// - Complexity: O(n) in the bytes.
  public static func parse(
    _ bytes: [UInt8], options: ReaderOptions = ReaderOptions()
  ) throws(SyntaxError) -> JSONNode {
    var limits = options.limits
    limits.depth = min(limits.depth, highestDepth)
    do throws(JSONLDFailure) {
      let value = try JSONParser.parse(bytes, document: 0, limits: limits, keepsPlaces: true)
      var cursor = PositionCursor(bytes)
      return node(value, at: 0, within: .start, &cursor)
    } catch {
      throw SyntaxError(error, in: [(options.sourceName, bytes)])
    }
  }

  /// Takes over a value; as deep as ``highestDepth`` and no deeper.
  private static func node(
    _ value: JSONElement, at offset: Int?, within outer: SourcePosition,
    _ cursor: inout PositionCursor
  ) -> JSONNode {
    let start = value.object?.mark.map { Int($0.offset) } ?? offset
    let position = start.map { cursor.position(of: $0) } ?? outer
    let content: Content
    switch value {
    case .null: content = .null
    case .boolean(let flag): content = .boolean(flag)
    case .number(let text): content = .number(text)
    case .string(let text): content = .string(text)
    case .array(let items):
      var nodes: [JSONNode] = []
      nodes.reserveCapacity(items.count)
      for item in items { nodes.append(node(item, at: nil, within: position, &cursor)) }
      content = .array(nodes)
    case .object(let object):
      var members: [Member] = []
      members.reserveCapacity(object.count)
      for (index, (name, item)) in object.entries.enumerated() {
        let place = index < object.places.count ? Int(object.places[index]) : nil
        members.append(
          Member(name: name, value: node(item, at: place, within: position, &cursor)))
      }
      content = .object(members)
    }
    return JSONNode(content: content, position: position)
  }

  private init(content: Content, position: SourcePosition) {
    self.content = content
    self.position = position
  }
}

/// Counts lines and columns up to offsets that grow.
private struct PositionCursor {
  private let bytes: [UInt8]
  private var offset: Int
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is no part of the first line.
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func position(of wanted: Int) -> SourcePosition {
    while offset < wanted, offset < bytes.count {
      switch bytes[offset] {
      case 0x0A: (line, column) = (line + 1, 1)
      case 0x80...0xBF: break
      default: column += 1
      }
      offset += 1
    }
    return SourcePosition(line: line, column: column, byteOffset: wanted)
  }
}
