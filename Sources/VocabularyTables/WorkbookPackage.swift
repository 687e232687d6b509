import XMLEvents

/// The parts of a workbook that tell where its cells are and what they mean.
///
/// Source: ECMA-376, Part 2, section 6.5 (relationships); Part 1, sections 18.2 and 18.8.
struct WorkbookPackage {
  private var archive: ZipArchive
  private let source: String

  init(archive: ZipArchive, source: String) {
    self.archive = archive
    self.source = source
  }

  /// What the workbook says of its sheets.
  mutating func workbook() throws(TableErrors) -> Workbook {
    let root = try relationships(of: "").values.first { $0.kind == "officeDocument" }
    let part = root?.part ?? "xl/workbook.xml"
    guard archive.contains(part) else {
      throw TableErrors.workbook("this archive is no workbook: it has no '\(part)'", source)
    }
    let links = try relationships(of: part)
    let list = SheetList()
    try read(part, with: list)
    let sheets = list.entries.compactMap { entry in
      links[entry.relationship].flatMap { link in
        link.kind == "worksheet"
          ? Workbook.Sheet(name: entry.name, isHidden: entry.isHidden, part: link.part) : nil
      }
    }
    return Workbook(
      sheets: sheets, countsFrom1904: list.countsFrom1904,
      stringsPart: links.values.first { $0.kind == "sharedStrings" }?.part,
      stylesPart: links.values.first { $0.kind == "styles" }?.part)
  }

  /// The texts that cells refer to by number.
  mutating func sharedStrings(
    _ workbook: Workbook, limit: Int
  ) throws(TableErrors) -> [String] {
    guard let part = workbook.stringsPart, archive.contains(part) else { return [] }
    let reader = SharedStrings(limit: limit)
    try read(part, with: reader)
    guard reader.wantsMore else {
      throw TableErrors.workbook(
        "the workbook passes the limit of \(limit) texts", source, isExcess: true)
    }
    return reader.strings
  }

  /// The numbers of the cell styles that show numbers as dates.
  mutating func dateStyles(_ workbook: Workbook) throws(TableErrors) -> Set<Int> {
    guard let part = workbook.stylesPart, archive.contains(part) else { return [] }
    let reader = DateStyles()
    try read(part, with: reader)
    return reader.dates
  }

  /// Passes a part to a handler.
  mutating func read(_ part: String, with handler: some XMLEventHandler) throws(TableErrors) {
    let content: [UInt8]?
    do {
      content = try archive.content(of: part)
    } catch {
      throw TableErrors.workbook(error.message, source, isExcess: error.isExcess)
    }
    guard let content else {
      throw TableErrors.workbook("the workbook has no '\(part)', which it refers to", source)
    }
    do throws(XMLEventReader.Failure) {
      try XMLEventReader.read(content, handler)
    } catch {
      throw TableErrors.workbook(
        "'\(part)' is no XML: \(error.message)", source, line: max(error.line, 1),
        column: max(error.column, 1))
    }
  }

  /// The links of a part by their identifiers; "" is the package itself.
  private mutating func relationships(
    of part: String
  ) throws(TableErrors) -> [String: RelationshipList.Link] {
    var folders = part.split(separator: "/").map(String.init)
    let file = folders.popLast() ?? ""
    let path = (folders + ["_rels", file + ".rels"]).joined(separator: "/")
    guard archive.contains(path) else { return [:] }
    let list = RelationshipList(folder: folders)
    try read(path, with: list)
    return list.links
  }
}

/// What a workbook says of itself.
struct Workbook {
  /// A sheet and the part that holds its cells.
  struct Sheet {
    let name: String
    let isHidden: Bool
    let part: String
  }

  let sheets: [Sheet]
  let countsFrom1904: Bool
  let stringsPart: String?
  let stylesPart: String?

  /// The sheet of a name, or the first that can be seen.
  func sheet(named name: String?) -> Sheet? {
    guard let name else { return sheets.first { !$0.isHidden } ?? sheets.first }
    return sheets.first { $0.name == name }
  }
}

/// The links from one part to others.
private final class RelationshipList: XMLEventHandler {
  struct Link {
    /// The last word of the type, the same in the strict and the transitional form.
    let kind: String
    let part: String
  }

  private let folder: [String]
  private(set) var links: [String: Link] = [:]
  let wantsMore = true

  init(folder: [String]) { self.folder = folder }

  func startElement(_ name: String, namespace: String, attributes: [String: String]) {
    guard name == "Relationship", attributes["TargetMode"] != "External",
      let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"]
    else { return }
    let kind = type.split(separator: "/").last.map(String.init) ?? type
    links[id] = Link(kind: kind, part: resolved(target))
  }

  /// The name of a part that a target means; it can lead to no place but a member.
  private func resolved(_ target: String) -> String {
    var path = target.hasPrefix("/") ? [] : folder
    for step in target.split(separator: "/") {
      switch step {
      case ".": break
      case "..": _ = path.popLast()
      default: path.append(String(step))
      }
    }
    return path.joined(separator: "/")
  }

  func endElement() {}
  func characters(_ text: String) {}
}

/// The sheets that a workbook lists.
private final class SheetList: XMLEventHandler {
  private(set) var entries: [(name: String, isHidden: Bool, relationship: String)] = []
  private(set) var countsFrom1904 = false
  let wantsMore = true

  func startElement(_ name: String, namespace: String, attributes: [String: String]) {
    switch name {
    case "workbookPr": countsFrom1904 = ["1", "true"].contains(attributes["date1904"])
    case "sheet":
      // The prefix of the relationship's namespace is free; only its name is fixed.
      guard let sheet = attributes["name"],
        let link = attributes.first(where: { $0.key.hasSuffix(":id") })
      else { return }
      let state = attributes["state"] ?? "visible"
      entries.append((name: sheet, isHidden: state != "visible", relationship: link.value))
    default: break
    }
  }

  func endElement() {}
  func characters(_ text: String) {}
}

/// The formats that show a number as a date.
private final class DateStyles: XMLEventHandler {
  private(set) var dates: Set<Int> = []
  let wantsMore = true
  /// The built-in formats of dates, and those of the workbook.
  private var formats: Set<Int> = Set(14...17).union([22])
  private var count = 0
  private var path: [String] = []

  func startElement(_ name: String, namespace: String, attributes: [String: String]) {
    path.append(name)
    if name == "numFmt", let id = attributes["numFmtId"].flatMap({ Int($0) }),
      let code = attributes["formatCode"]
    {
      if Self.showsDate(code) { formats.insert(id) } else { formats.remove(id) }
    } else if name == "xf", path.dropLast().last == "cellXfs" {
      if let id = attributes["numFmtId"].flatMap({ Int($0) }), formats.contains(id) {
        dates.insert(count)
      }
      count += 1
    }
  }

  func endElement() { _ = path.popLast() }
  func characters(_ text: String) {}

  /// Whether a format has a day or a year outside quotes and brackets.
  private static func showsDate(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code.lowercased() {
      switch character {
      case _ where isEscaped: isEscaped = false
      case "\"": isQuoted.toggle()
      case "\\": isEscaped = true
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "d" where !isQuoted && !isBracketed, "y" where !isQuoted && !isBracketed: return true
      default: break
      }
    }
    return false
  }
}
