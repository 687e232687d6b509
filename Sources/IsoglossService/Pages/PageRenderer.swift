import ByteStorage
import Mustache
import TermAlignment

/// Turns pages into HTML.
struct PageRenderer: Sendable {
  private let library: MustacheLibrary
  private let site: Site
  private let assets: [String: Asset]

  /// - Throws: an error of the template parser; only a damaged template can cause one.
  init(summary: String) throws {
    MustacheTypes.register()
    var library = MustacheLibrary()
    for (name, source) in Self.templates {
      // The break at the end of the file would stand within links; the content type is declared
      // for every template, so that none can be without: see `HTMLEscaping`.
      let text = String(
        decoding: source.last == 0x0A ? source.dropLast() : source[...], as: UTF8.self)
      try library.register("{{% CONTENT_TYPE:\(HTMLEscaping.name)}}" + text, named: name)
    }
    self.library = library
    let style = Asset(
      name: "style", suffix: "css", type: .css,
      bytes: PackageResources.style_css + Array(HTMLReport.style.utf8))
    let icon = Asset(name: "icon", suffix: "svg", type: .svg, bytes: PackageResources.icon_svg)
    assets = [style.fileName: style, icon.fileName: icon]
    site = Site(summary: summary, stylesheet: style.address, icon: icon.address)
  }

  private static let templates: KeyValuePairs<String, [UInt8]> = [
    "layout": PackageResources.layout_mustache,
    "text": PackageResources.text_mustache,
    "step": PackageResources.step_mustache,
    "positions": PackageResources.positions_mustache,
    "home": PackageResources.home_mustache,
    "search": PackageResources.search_mustache,
    "scheme": PackageResources.scheme_mustache,
    "concept": PackageResources.concept_mustache,
    "query": PackageResources.query_mustache,
    "coverage": PackageResources.coverage_mustache,
    "divergence": PackageResources.divergence_mustache,
    "problem": PackageResources.problem_mustache,
  ]

  /// The page as HTML.
  func html(_ page: some Page) -> String {
    let frame = Frame(site: site, title: page.title, hasOwnSearch: page.hasOwnSearch)
    return library.render(FramedPage(frame: frame, page: page), withTemplate: page.template) ?? ""
  }

  /// The page as an answer to a request.
  func answer(_ page: some Page) -> Answer {
    Answer(.html, text: html(page))
  }

  /// A file that pages refer to, by the name that they use for it.
  func asset(named name: String) -> Asset? { assets[name] }
}

/// A page: what its template shows.
///
/// The template reads the stored properties by name.
protocol Page: Sendable {
  /// The name of the template.
  var template: String { get }
  /// The title of the window.
  var title: String { get }
  /// Whether the page has a search field in its middle, so that the frame needs none.
  var hasOwnSearch: Bool { get }
}

extension Page {
  var hasOwnSearch: Bool { false }
}

/// What is the same on every page.
struct Site: Sendable {
  /// What is loaded, in a few words.
  let summary: String
  let stylesheet: String
  let icon: String
}

/// What the frame around a page shows.
private struct Frame {
  let site: Site
  let title: String
  let hasOwnSearch: Bool
}

/// A page in its frame: names are looked up in the page first.
private struct FramedPage: MustacheParent {
  private let frame: Mirror
  private let page: Mirror

  init(frame: Frame, page: some Page) {
    self.frame = Mirror(reflecting: frame)
    self.page = Mirror(reflecting: page)
  }

  func child(named name: String) -> Any? {
    for mirror in [page, frame] {
      if let child = mirror.children.first(where: { $0.label == name }) {
        let value = Mirror(reflecting: child.value)
        guard value.displayStyle == .optional else { return child.value }
        return value.children.first?.value
      }
    }
    return nil
  }
}

/// A file that pages refer to.
///
/// Its name holds a hash of its content, so that it may be kept for good.
struct Asset: Sendable {
  let fileName: String
  let type: MediaType
  let bytes: [UInt8]

  init(name: String, suffix: String, type: MediaType, bytes: [UInt8]) {
    fileName = "\(name)-\(ContentHash(bytes).short).\(suffix)"
    self.type = type
    self.bytes = bytes
  }

  var address: String { "/assets/\(fileName)" }
}
