import Testing

@testable import IsoglossService

/// RFC 9110, section 12.5.1.
struct AcceptHeaderTests {
  private static let results: [MediaType] = [
    .sparqlJSON, .sparqlXML, .csv, .tsv, .html, .json, .xml,
  ]

  @Test(arguments: [
    (nil, "application/sparql-results+json"),
    ("*/*", "application/sparql-results+json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
    ("text/csv; q=0.9, application/sparql-results+json; q=0.8", "text/csv"),
    ("text/*", "text/csv"),
    ("text/*;q=0.3, text/html;q=0.7, */*;q=0.2", "text/html"),
    ("TEXT/CSV", "text/csv"),
    ("application/json", "application/json"),
    // What browsers send.
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    // The most specific range decides, wherever it stands.
    ("*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
    // A range that is not well formed counts for nothing.
    ("text/html;q=7, text, */, */csv, text/csv", "text/csv"),
    ("text/csv;q=1.0000, application/xml;q=0.001", "application/xml"),
    ("text/csv;header=present;q=1", "text/csv"),
  ])
  func best(_ value: String?, _ expected: String) {
    #expect(AcceptHeader(value).best(of: Self.results)?.essence == expected)
  }

  @Test(arguments: ["application/pdf", "text/csv;q=0", "image/*", "*/*;q=0"])
  func nothingFits(_ value: String) {
    #expect(AcceptHeader(value).best(of: [.sparqlJSON, .csv]) == nil)
  }

  @Test(arguments: [
    ("1", 1000), ("1.000", 1000), ("0", 0), ("0.5", 500), ("0.05", 50), ("0.", 0),
  ])
  func quality(_ text: String, _ expected: Int) {
    #expect(AcceptHeader.quality(text[...]) == expected)
  }

  @Test(arguments: ["", "2", "1.001", "0.1234", "-1", ".5", "0,5", "1e0"])
  func badQuality(_ text: String) {
    #expect(AcceptHeader.quality(text[...]) == nil)
  }

  @Test func onlyThoseWhoNameHTMLAreBrowsers() {
    #expect(AcceptHeader("text/html,*/*;q=0.8").prefersHTML(over: .problemJSON))
    #expect(!AcceptHeader("*/*").prefersHTML(over: .problemJSON))
    #expect(!AcceptHeader(nil).prefersHTML(over: .problemJSON))
    #expect(
      !AcceptHeader("application/problem+json, text/html;q=0.5").prefersHTML(over: .problemJSON))
  }
}
