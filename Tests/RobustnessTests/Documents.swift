@testable import IsoglossFuzz

/// Documents in every syntax.
enum Documents {
  /// A document of some triples with IRIs that differ, and something else before its end.
  static func triples(_ count: Int, in syntax: Syntax, before end: String = "") -> [UInt8] {
    var text = ""
    switch syntax {
    case .nt, .nq:
      for number in 0..<count { text += "<http://e/\(number)> <http://e/p> \"o\" .\n" }
      text += end
    case .ttl, .trig:
      text = "@prefix e: <http://e/> .\n"
      for number in 0..<count { text += "e:n\(number) e:p \"o\" .\n" }
      text += end
    case .rdf:
      text = """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">

        """
      for number in 0..<count {
        text += "<rdf:Description rdf:about=\"http://e/\(number)\" e:p=\"o\"/>\n"
      }
      text += end + "</rdf:RDF>\n"
    case .jsonld:
      let nodes = (0..<count).map { "{\"@id\": \"http://e/\($0)\", \"http://e/p\": \"o\"}" }
      text = "[" + nodes.joined(separator: ",\n") + end + "]"
    }
    return Array(text.utf8)
  }
}
