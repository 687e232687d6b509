import ByteStorage
import Foundation

/// A syntax that documents are read and written in.
public enum DocumentFormat: String, CaseIterable, Sendable {
  /// RDF/XML.
  case rdfxml
  /// Turtle.
  case turtle
  /// N-Triples.
  case ntriples
  /// N-Quads.
  case nquads
  /// TriG.
  case trig
  /// JSON-LD.
  case jsonld
  /// SSSOM mapping sets as tables: values separated by tabs or commas.
  case sssom
  /// SSSOM mapping sets as JSON.
  case sssomJSON = "sssom-json"
  /// The Alignment format of ontology matchers, which is RDF/XML of one shape.
  case alignment

  /// The format that a file name's extension stands for, with `.gz` looked through.
  public init?(fileName: String) {
    var name = fileName.lowercased()
    if name.hasSuffix(".gz") { name = String(name.dropLast(3)) }
    switch name.split(separator: ".").last {
    case "rdf", "owl", "xml", "rdfs", "skos": self = .rdfxml
    case "ttl", "turtle": self = .turtle
    case "nt", "ntriples": self = .ntriples
    case "nq", "nquads": self = .nquads
    case "trig": self = .trig
    case "jsonld": self = .jsonld
    case "tsv": self = .sssom
    case "csv" where name.hasSuffix(".sssom.csv"): self = .sssom
    case "json" where name.hasSuffix(".sssom.json"): self = .sssomJSON
    default: return nil
    }
  }

  /// The format that the first bytes of a document look like; Turtle where nothing else fits.
  public init(sniffing start: Span<UInt8>) {
    var text = String(bytes: start.extracting(0..<min(start.count, Self.sniffedBytes)))
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    let trimmed = text.drop { $0.isWhitespace }
    if trimmed.hasPrefix("<?xml") || trimmed.hasPrefix("<!") || trimmed.hasPrefix("<rdf:RDF") {
      self = trimmed.contains(Self.alignmentNamespace) ? .alignment : .rdfxml
    } else if Self.looksLikeTable(trimmed) {
      self = .sssom
    } else if Self.looksLikeJSON(trimmed) {
      let isMappingSet = ["\"mapping_set_id\"", "\"mapping_justification\""].contains {
        trimmed.contains($0)
      }
      self = isMappingSet ? .sssomJSON : .jsonld
    } else {
      // Every N-Triples document is a Turtle document.
      self = .turtle
    }
  }

  /// How much of a document is looked at.
  static let sniffedBytes = 2048

  /// The namespace of the Alignment format, as the oldest files have it.
  private static let alignmentNamespace =
    "http://knowledgeweb.semanticweb.org/heterogeneity/alignment"

  /// Whether a text starts as the metadata or the first line of a mapping set does.
  private static func looksLikeTable(_ text: Substring) -> Bool {
    if text.first == "#" {
      let slot = text.drop { $0 == "#" || $0 == " " }
      return ["curie_map", "mapping_set", "sssom_version"].contains {
        slot.hasPrefix($0)
      }
    }
    return ["subject_id\t", "subject_id,", "subject_label\t", "record_id\t"].contains {
      text.contains($0)
    }
  }

  /// Whether the format holds mapping sets and nothing else.
  public var holdsMappingSets: Bool {
    switch self {
    case .sssom, .sssomJSON, .alignment: true
    case .rdfxml, .turtle, .ntriples, .nquads, .trig, .jsonld: false
    }
  }

  /// Whether a text starts as a JSON object or an array of objects does; graphs of TriG and
  /// property lists of Turtle go on otherwise.
  private static func looksLikeJSON(_ text: Substring) -> Bool {
    guard let first = text.first else { return false }
    let rest = text.dropFirst().drop { $0.isWhitespace }
    switch first {
    case "{": return rest.hasPrefix("\"")
    case "[": return rest.hasPrefix("{")
    default: return false
    }
  }

  /// The media type registered for the format.
  public var mediaType: String {
    switch self {
    case .rdfxml: "application/rdf+xml"
    case .turtle: "text/turtle"
    case .ntriples: "application/n-triples"
    case .nquads: "application/n-quads"
    case .trig: "application/trig"
    case .jsonld: "application/ld+json"
    case .sssom: "text/tab-separated-values"
    case .sssomJSON: "application/json"
    case .alignment: "application/rdf+xml"
    }
  }
}
