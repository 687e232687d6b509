import SKOSVocabulary

/// Something that a reader should know before relying on an entry.
struct Warning: Sendable {
  struct Reference: Sendable {
    let address: String
    let text: String
  }

  let label: String
  let text: String
  let links: [Reference]

  /// Whether the document still holds.
  static func about(_ scheme: ConceptScheme) -> [Warning] {
    let newer = scheme.replacedBy.map {
      Reference(address: Address.scheme(iri: $0.iri), text: $0.displayName())
    }
    if !newer.isEmpty {
      return [Warning(label: "Superseded.", text: "This edition is replaced by", links: newer)]
    }
    switch scheme.status {
    case "superseded":
      return [Warning(label: "Superseded.", text: "A later edition exists.", links: [])]
    case "withdrawn":
      return [Warning(label: "Withdrawn.", text: "The document no longer holds.", links: [])]
    case "draft":
      return [Warning(label: "Draft.", text: "The document may still change.", links: [])]
    default: return []
    }
  }
}
