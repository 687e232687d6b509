import Foundation
import GlossaryExport
import IsoglossTestSupport
import RDFModel
import SKOSVocabulary
import TermAlignment
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What the tests need to know of a page: it is written so that XML readers take it too.
private final class PageReader: NSObject, XMLParserDelegate {
  var ids: [String] = []
  var targets: [String] = []
  var elements: [String: Int] = [:]
  var languages: Set<String> = []
  var headings: [Int] = []
  var addresses: [String] = []
  private(set) var problem: String?

  init(_ html: String) {
    super.init()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = self
    if !parser.parse() {
      problem = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "unknown")"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements[name, default: 0] += 1
    if let id = attributes["id"] { ids.append(id) }
    if let language = attributes["lang"] { languages.insert(language) }
    if name.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) {
      headings.append(level)
    }
    guard let target = attributes["href"] else { return }
    if target.hasPrefix("#") {
      targets.append(String(target.dropFirst()))
    } else {
      addresses.append(target)
    }
  }
}

@Suite("Writing glossaries")
struct WritingTests {
  /// What holds for every page.
  private static func check(_ html: String) -> PageReader {
    let page = PageReader(html)
    #expect(page.problem == nil)
    #expect(Set(page.ids).count == page.ids.count)
    #expect(Set(page.targets).isSubset(of: Set(page.ids)))
    #expect(page.elements["h1"] == 1)
    #expect(page.elements["main"] == 1)
    for element in ["script", "img", "link", "iframe", "base", "form"] {
      #expect(page.elements[element] == nil)
    }
    #expect(page.addresses.allSatisfy { $0.hasPrefix("https://") || $0.hasPrefix("http://") })
    // No level is left out on the way down (WCAG 2.2, technique G141).
    #expect(zip(page.headings, page.headings.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    #expect(!html.contains("url(") && !html.contains("@import"))
    return page
  }

  @Test(
    "the page is well formed, and every text states its language",
    arguments: GlossaryOptions.Order.allCases)
  func page(order: GlossaryOptions.Order) throws {
    let options = GlossaryOptions(languages: [], order: order, rights: .report)
    let html = try SampleVocabulary.glossary(options).html()
    let page = Self.check(html)
    #expect(page.languages.isSuperset(of: ["en", "fr", "ar"]))
    #expect(html.contains("<dd lang=\"ar\" dir=\"rtl\">مزود</dd>"))
    #expect(html.contains("Only &lt;b&gt;here&lt;/b&gt; &amp; now."))
    #expect(page.elements["article"] == 5)
    #expect(html.contains("<dd class=\"origin\">checked: recalled</dd>"))
    #expect(html.contains("Law and standard</a> (checked: secondary)"))
  }

  @Test("Markdown has the same, with its marks escaped")
  func markdown() throws {
    let text = try SampleVocabulary.glossary(GlossaryOptions(languages: ["en", "fr"])).markdown()
    for part in [
      "#### provider", "- fr: fournisseur (checked: recalled)", "Only \\<b\\>here\\</b\\> \\& now.",
      "`skos:narrowMatch` (stated there as `skos:broadMatch`)",
      "— Law and standard (checked: secondary)",
      "`law-2024:provider` · 3.10 · ✓ seen in the source",
      "> **False friend** (not `skos:exactMatch`)", "- no entry found in Standard",
      "— Law (2024), art. 3(3) · ✓ seen in the source · Own wording.",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("hostile data stays text: quotation marks with combining marks, scripts, addresses")
  func hostile() throws {
    let graph = try SampleVocabulary.graph(
      """
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      <javascript:alert(1)> skos:topConceptOf <http://example.org/s> ;
        skos:prefLabel "x\\"\\u0301 onclick=alert(1) <script>\\u0001"@en ;
        skos:exactMatch <javascript:alert(2)>, <data:text/html,x> .
      """)
    let glossary = Glossary(graph, options: GlossaryOptions(languages: []))
    let html = try glossary.html()
    let page = Self.check(html)
    #expect(page.elements["script"] == nil)
    #expect(html.contains("x&quot;\u{301} onclick=alert(1) &lt;script&gt;\u{FFFD}"))
    #expect(!html.contains("href=\"javascript"))
    #expect(!glossary.markdown().contains("(<javascript"))
  }

  @Test("the shipped vocabulary makes a page and a text, the same bytes each time")
  func shipped() throws {
    let graph = SKOSGraph(try ShippedOntology.snapshot())
    let sets = try ShippedOntology.files("tsv").map {
      try SSSOMReader(options: ReaderOptions(sourceName: $0.lastPathComponent))
        .read([UInt8](Data(contentsOf: $0)))
    }
    let schemes = graph.conceptSchemes.filter { ["eu-ai-act-2024", "gdpr-2016"].contains($0.id) }
    #expect(schemes.count == 2)
    let options = GlossaryOptions(schemes: schemes, languages: ["en", "fr"])
    let glossary = Glossary(graph, mappingSets: sets, options: options)
    let html = try glossary.html()
    let page = Self.check(html)
    #expect(page.elements["article"] == schemes.map(\.concepts.count).reduce(0, +))
    #expect(glossary.rightsRemarks.isEmpty)
    #expect(html.contains("False friend"))
    let again = Glossary(graph, mappingSets: sets.reversed(), options: options)
    #expect(try again.html() == html)
    #expect(again.markdown() == glossary.markdown())
    let everything = Glossary(graph, mappingSets: sets)
    #expect(everything.entries.count == graph.conceptCount)
  }
}
