import Foundation
import Isogloss
import Testing

/// The collection against the fact sheets that it was made from, row by row.
///
/// Every row is there. It may differ from the sheet in two ways, both by rule: a heading that only
/// gathers entries is the editors' and not the document's, and a remark in brackets that told
/// two labels apart is no part of the label.
@Suite("The collection holds what the fact sheets hold", .enabled(if: Collection.sheets != nil))
struct SheetTests {
  @Test("every term, with its label, its kind and its status")
  func terms() throws {
    var held: [String: [String]] = [:]
    for row in try Collection.rows(
      """
      SELECT ?c ?label ?kind ?checked {
        ?c a skos:Concept ; isogloss:checked ?checked ; isogloss:termKind ?kind ;
          skos:prefLabel ?label FILTER(LANG(?label) = "en") }
      """)
    { held[row[0]] = Array(row.dropFirst()) }
    let sheet = try Collection.sheet("terms.tsv")
    #expect(sheet.count > 3800)
    for row in sheet {
      let kind = row["kind"] ?? ""
      let checked = kind == "grouping" ? "editorial" : row["checked"] ?? ""
      let found = held[Collection.iri(row["concept_id"] ?? "")]
      // An entry that only gathers may keep what was seen of its name.
      let isKept =
        found == [row["label_en"] ?? "", kind, checked]
        || (kind == "grouping" && found == [row["label_en"] ?? "", kind, row["checked"] ?? ""])
      #expect(isKept, "\(row["concept_id"] ?? ""): \(found ?? [])")
    }
  }

  @Test("every alternative label in English")
  func alternatives() throws {
    let held = Set(
      try Collection.rows("SELECT ?c ?l { ?c skos:altLabel ?l FILTER(LANG(?l) = 'en') }"))
    var count = 0
    for row in try Collection.sheet("terms.tsv") {
      for label in (row["alt_labels_en"] ?? "").split(separator: "|") {
        count += 1
        #expect(held.contains([Collection.iri(row["concept_id"] ?? ""), String(label)]))
      }
    }
    #expect(count > 150)
  }

  @Test("every label in another language, with its status")
  func labels() throws {
    var held: [[String]: String] = [:]
    for row in try Collection.rows(
      """
      PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
      SELECT ?c ?kind ?language ?text ?checked {
        VALUES (?p ?kind) { (skosxl:prefLabel "pref") (skosxl:altLabel "alt") }
        ?c ?p ?x . ?x skosxl:literalForm ?f ; isogloss:checked ?checked
        BIND(LANG(?f) AS ?language) BIND(STR(?f) AS ?text) }
      """)
    { held[Array(row.dropLast())] = row.last }
    let sheet = try Collection.sheet("labels.tsv")
    #expect(sheet.count > 3800)
    var shortened = 0
    for row in sheet {
      let place = [
        Collection.iri(row["concept_id"] ?? ""), row["kind"] ?? "", row["language"] ?? "",
      ]
      let label = row["label"] ?? ""
      var checked = held[place + [label]]
      if checked == nil {
        shortened += 1
        checked = held[place + [label.replacing(/\ \([A-Za-z]+\)$/, with: "")]]
      }
      #expect(checked == row["checked"], "\(place) \(label)")
    }
    #expect(shortened <= 16, "labels whose remark in brackets was left out")
  }

  @Test("every mapping, with its status, in the set of its source")
  func mappings() throws {
    let held = try Self.mappingRows()
    let sheet = try Collection.sheet("crosswalks.tsv")
    #expect(sheet.count > 2400)
    for row in sheet {
      let found = held[Self.key(row)]
      #expect(found?.confidence == Double(row["confidence"] ?? ""), "\(Self.key(row))")
      #expect(found?.checked == row["checked"], "\(Self.key(row))")
      #expect(
        found?.set.hasSuffix("--editorial") == (row["published_in"] == "editorial"),
        "\(Self.key(row)) in \(found?.set ?? "none")")
    }
  }

  @Test("every false friend, with the difference in the same words")
  func falseFriends() throws {
    var held: [Set<String>: String] = [:]
    for row in try Collection.rows(
      """
      PREFIX owl: <http://www.w3.org/2002/07/owl#>
      SELECT ?a ?b ?d { ?m owl:annotatedSource ?a ; owl:annotatedTarget ?b ;
        isogloss:difference ?d }
      """)
    { held[[row[0], row[1]]] = row[2] }
    for row in try Collection.sheet("false-friends.tsv") {
      let pair: Set = [
        Collection.iri(row["concept_a"] ?? ""), Collection.iri(row["concept_b"] ?? ""),
      ]
      #expect(held[pair] == row["difference"], "\(pair)")
    }
  }

  @Test(
    "official crosswalks are those of the sheet, row by row and no row more",
    arguments: [
      ("nist-ai-rmf-1.0", "ai-verify-2025", 57), ("nist-ai-rmf-1.0", "iso-iec-42001-2023", 244),
      ("nist-ai-600-1-2024", "ai-verify-2025", 20),
    ])
  func crosswalks(one: String, other: String, count: Int) throws {
    let pair: Set<String?> = [one, other]
    let sheet = try Collection.sheet("crosswalks.tsv").filter { row in
      row["published_in"] != "editorial"
        && [row["subject_source"], row["object_source"]].allSatisfy(pair.contains)
    }
    #expect(sheet.count == count)
    let ends = [one, other].map { "https://w3id.org/isogloss/\($0)/" }
    let held = try Self.mappingRows().filter { key, value in
      !value.set.hasSuffix("--editorial") && !value.set.hasSuffix("/false-friends")
        && (key.subject.hasPrefix(ends[0]) && key.object.hasPrefix(ends[1])
          || key.subject.hasPrefix(ends[1]) && key.object.hasPrefix(ends[0]))
    }
    #expect(Set(held.keys) == Set(sheet.map(Self.key)))
    for row in sheet { #expect(held[Self.key(row)]?.checked == row["checked"]) }
  }

  /// What a mapping says, whoever says it.
  private struct Key: Hashable {
    let subject: String
    let predicate: String
    let object: String
  }

  /// What is known of a mapping.
  private struct Held {
    let checked: String
    let set: String
    let confidence: Double?
  }

  private static func key(_ row: [String: String]) -> Key {
    let absent = row["predicate"] == "sssom:NoTermFound"
    let predicate = row["predicate"]?.split(separator: ":").last ?? ""
    return Key(
      subject: Collection.iri(row["subject_id"] ?? ""),
      predicate: absent ? "exactMatch" : String(predicate),
      object: absent
        ? "https://w3id.org/sssom/NoTermFound" : Collection.iri(row["object_id"] ?? ""))
  }

  /// The status of each positive mapping, and the set that states it.
  private static func mappingRows() throws -> [Key: Held] {
    var held: [Key: Held] = [:]
    for row in try Collection.rows(
      """
      PREFIX owl: <http://www.w3.org/2002/07/owl#>
      PREFIX sssom: <https://w3id.org/sssom/>
      SELECT ?s ?p ?o ?v ?set ?confidence { ?set sssom:mappings ?m . ?m owl:annotatedSource ?s ;
        owl:annotatedProperty ?p ; owl:annotatedTarget ?o ; isogloss:checked ?v
        OPTIONAL { ?m sssom:confidence ?confidence }
        FILTER NOT EXISTS { ?m sssom:predicate_modifier ?not } }
      """)
    {
      let predicate = row[1].split { $0 == "#" || $0 == "/" }.last ?? ""
      held[Key(subject: row[0], predicate: String(predicate), object: row[2])] = Held(
        checked: row[3], set: row[4], confidence: Double(row[5]))
    }
    return held
  }
}

/// Says aloud what is skipped.
@Suite("The fact sheets")
struct SheetPresenceTests {
  @Test("are there, or their absence is told")
  func presence() {
    if Collection.sheets == nil {
      print(
        "SKIPPED: the fact sheets are compared where ISOGLOSS_SUITES names a folder with facts/")
    }
    let isPromised = ProcessInfo.processInfo.environment["CI"] == "true"
    #expect(!isPromised || Collection.sheets != nil, "CI has the sheets in $ISOGLOSS_SUITES/facts")
  }
}
