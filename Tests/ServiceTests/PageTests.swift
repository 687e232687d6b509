import Foundation
import HTTPTypes
import Testing

@testable import IsoglossService

struct PageTests {
  static let pages = [
    "/", "/search", "/search?q=provider", "/search?q=zzzz", "/scheme/law-a",
    "/scheme/law-a?order=alphabetical", "/concept/law-a/provider", "/sparql", "/divergence",
    "/divergence?label=provider", "/coverage", "/coverage?a=law-a&b=law-b",
    "/sparql?query=\("SELECT ?l WHERE { ?c skos:prefLabel ?l }".encoded)", "/nothing",
    "/scheme?iri=\("http://hostile.example/s".encoded)",
    "/concept?iri=\("http://hostile.example/c".encoded)",
  ]

  private static func html(_ uri: String, language: String? = nil) async throws -> String {
    var headers = HTTPFields()
    headers[.acceptLanguage] = language
    return try await ServiceFixture.response(.get, uri, accept: browser, headers: headers).text
  }

  /// WCAG 2.2, success criteria 1.3.1, 2.4.1, 2.4.2, 3.1.1, 3.3.2, as far as markup shows them.
  @Test(arguments: pages)
  func structure(_ uri: String) async throws {
    let html = try await Self.html(uri)
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(html.count(of: "<h1") == 1)
    #expect(html.count(of: "<main") == 1)
    #expect(html.contains("<a class=\"skip\" href=\"#content\">"))
    #expect(html.contains("<title>"))
    #expect(html.contains("name=\"viewport\""))
    #expect(!html.contains("<script"))
    #expect(!html.contains(" style="))
    for tag in ["main", "section", "ul", "ol", "li", "dl", "form", "figure", "table", "a", "span"] {
      #expect(
        html.count(of: "<\(tag)>") + html.count(of: "<\(tag) ") == html.count(of: "</\(tag)>"))
    }
    // Every field has a label, and no identifier is used twice.
    let identifiers = html.values(of: "id")
    #expect(Set(identifiers).count == identifiers.count)
    let labelled = html.values(of: "for")
    for element in ["<input", "<textarea", "<select"] {
      for field in html.components(after: element) {
        let id = try #require(field.values(of: "id").first)
        #expect(labelled.contains(id))
      }
    }
    for reference in html.values(of: "aria-labelledby") { #expect(identifiers.contains(reference)) }
  }

  @Test(arguments: pages)
  func nothingFromElsewhere(_ uri: String) async throws {
    let html = try await Self.html(uri)
    for address in html.values(of: "src")
      + html.components(after: "<link ").flatMap({ $0.values(of: "href") })
    {
      #expect(address.hasPrefix("/assets/"))
    }
  }

  /// No text of the data becomes markup, wherever it is shown.
  @Test(arguments: pages + ["/search?q=\("<script>alert(1)</script>\"'".encoded)"])
  func hostileData(_ uri: String) async throws {
    let html = try await Self.html(uri)
    for part in ["<script", "<img", "<svg", "javascript:"] {
      #expect(!html.lowercased().contains("\(part == "javascript:" ? "href=\"" : "")\(part)"))
    }
    // A quotation mark with a combining accent ends an attribute for a browser.
    let scalars = Array(html.unicodeScalars)
    for index in scalars.indices.dropFirst() where scalars[index] == "\u{301}" {
      #expect(scalars[index - 1] == ";")
    }
  }

  @Test func hostileLabelsAreShownAsText() async throws {
    let html = try await Self.html("/concept?iri=\("http://hostile.example/c".encoded)")
    #expect(html.contains("&lt;img src=x onerror=alert(1)&gt;"))
    #expect(html.contains("&lt;/p&gt;&lt;script&gt;"))
  }

  @Test func homeListsSchemesByRegion() async throws {
    let html = try await Self.html("/")
    #expect(html.contains("href=\"/scheme/law-a\""))
    for region in ["Europe", "The Americas", "Standards organisations"] {
      #expect(html.contains("<h3>\(region) "))
    }
    #expect(html.contains("European Union · law · 2 concepts"))
  }

  @Test func schemeShowsTheHierarchy() async throws {
    let html = try await Self.html("/scheme/law-a")
    let operatorAt = try #require(html.range(of: "/concept/law-a/operator"))
    let providerAt = try #require(html.range(of: "/concept/law-a/provider"))
    #expect(operatorAt.lowerBound < providerAt.lowerBound)
    #expect(html[operatorAt.upperBound..<providerAt.lowerBound].contains("<ul>"))
    #expect(html.contains("Law A of Atlantis"))
    let superseded = try await Self.html("/scheme/law-b")
    #expect(superseded.contains("Superseded."))
  }

  @Test func conceptShowsWhatItIsAndWhatCorresponds() async throws {
    let html = try await Self.html("/concept/law-a/provider")
    for part in [
      "<span lang=\"fr\" dir=\"auto\">fournisseur</span>",
      "<span lang=\"ar\" dir=\"auto\">مزود</span>",
      "Whoever makes a system.", "Art. 3", "href=\"/concept/law-a/operator\"",
      "Exact match", "href=\"/concept/law-b/supplier\"", "href=\"/concept/standard-c/maker\"",
      "<details><summary>Inferred over 2 links", "law-b:supplier",
      "<span class=\"checked secondary\">from a secondary source</span>",
      "<span class=\"clause\">not yet checked</span>",
    ] {
      #expect(html.contains(part))
    }
  }

  @Test(arguments: [
    ("fr", "fr", "fournisseur"), ("fr-CA, en;q=0.5", "fr", "fournisseur"), ("de", "en", "provider"),
  ])
  func readersGetTheirLanguage(_ accepted: String, _ tag: String, _ label: String) async throws {
    let html = try await Self.html("/concept/law-a/provider", language: accepted)
    #expect(html.contains("<h1><span lang=\"\(tag)\" dir=\"auto\">\(label)</span></h1>"))
  }

  @Test func languageInTheAddressGoesFirst() async throws {
    let html = try await Self.html("/concept/law-a/provider?language=fr", language: "en")
    #expect(html.contains("<h1><span lang=\"fr\" dir=\"auto\">fournisseur</span></h1>"))
  }

  @Test func unknownConceptsSuggest() async throws {
    let response = try await ServiceFixture.response(
      .get, "/concept/law-a/providr", accept: browser)
    #expect(response.status == .notFound)
    #expect(response.text.contains("href=\"/concept/law-a/provider\""))
  }

  @Test func pagesAreHTMLOnly() async throws {
    let response = try await ServiceFixture.response(.get, "/", accept: "application/json")
    #expect(response.status == .notAcceptable)
    #expect(response.problemCode == "not-acceptable")
  }
}

extension String {
  func count(of part: String) -> Int { components(separatedBy: part).count - 1 }

  /// What follows each occurrence, up to the end of the tag.
  func components(after part: String) -> [String] {
    components(separatedBy: part).dropFirst().map { String($0.prefix { $0 != ">" }) }
  }

  /// The values of an attribute.
  func values(of attribute: String) -> [String] {
    components(separatedBy: " \(attribute)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }
}
