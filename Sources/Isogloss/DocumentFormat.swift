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
  /// SSSOM mapping sets as tab-separated values.
  case sssom

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
    default: return nil
    }
  }

  /// The format that the first bytes of a document look like; Turtle where nothing else fits.
  public init(sniffing start: Span<UInt8>) {
    var text = String(bytes: start.extracting(0..<min(start.count, 1024)))
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    let trimmed = text.drop { $0.isWhitespace }
    if trimmed.hasPrefix("<?xml") || trimmed.hasPrefix("<!") || trimmed.hasPrefix("<rdf:RDF") {
      self = .rdfxml
    } else if trimmed.hasPrefix("#curie_map") || trimmed.hasPrefix("#mapping_set")
      || trimmed.contains("subject_id\t")
    {
      self = .sssom
    } else if Self.looksLikeJSON(trimmed) {
      self = .jsonld
    } else {
      // Every N-Triples document is a Turtle document.
      self = .turtle
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
    }
  }
}
