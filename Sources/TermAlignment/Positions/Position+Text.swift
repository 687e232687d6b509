import JSONLDSyntax
import RDFModel
public import SKOSVocabulary

/// Positions as text: a JSON array on one line, since an extension slot holds one plain value.
extension Position {
  /// The text of positions, in the order of their dates.
  public static func text(of positions: [Position]) -> String {
    JSONValue.array(positions.sorted(by: inOrder).map(\.json)).description
  }

  /// The positions of a text; nil where it is no such text.
  public static func list(from text: String) -> [Position]? {
    guard let root = try? JSONNode.parse(Array(text.utf8)), case .array(let items) = root.content
    else { return nil }
    var positions: [Position] = []
    for item in items {
      guard let position = Position(item) else { return nil }
      positions.append(position)
    }
    return positions
  }

  /// The position as it stands in the text and in results.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("agent", .string(agent.value)), .init("stance", .string(stance.rawValue)),
    ]
    if let reason {
      members.append(.init("reason", .string(reason)))
      members.append(.init("language", .string(language)))
    }
    if let date { members.append(.init("date", .string(date))) }
    return .object(members)
  }

  /// The position in words: who, what, why and when.
  public var text: String {
    let when = date.map { ", \($0)" } ?? ""
    return "\(agent.value) \(stance.rawValue)s" + (reason.map { ": \($0)" } ?? "") + when
  }

  private init?(_ node: JSONNode) {
    guard case .object(let members) = node.content else { return nil }
    var texts: [String: String] = [:]
    for member in members {
      guard case .string(let text) = member.value.content else { return nil }
      texts[member.name] = text
    }
    guard let agent = texts["agent"].flatMap({ IRI($0) }),
      let stance = texts["stance"].flatMap({ Stance(rawValue: $0) })
    else { return nil }
    if let date = texts["date"], !SlotValueParser.isDate(date) { return nil }
    self.init(
      agent: agent, stance: stance, reason: texts["reason"], language: texts["language"] ?? "en",
      date: texts["date"])
  }
}
