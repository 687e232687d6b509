/// Pieces of input that grammars care about.
enum Words {
  /// The words of a notation.
  static func of(_ notation: Notation) -> [[UInt8]] {
    switch notation {
    case .nt, .nq, .ttl, .trig: text
    case .rdf, .srx: xml
    case .jsonld, .srj: json
    case .rq, .ru: sparql
    case .sssom: table
    }
  }

  private static func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

  private static let text = bytes([
    "<", ">", "\"", "'", "\"\"\"", "'''", "\\", "\\u0041", "\\U0010FFFF", "\\uD800", "\\U00110000",
    "\\u0000", "\\n", "@", "@en", "@en--ltr", "@prefix", "@base", "@version", "PREFIX p: <x>",
    "BASE <http://b/>", "VERSION \"1.2\"", "GRAPH", "^^", "^^<http://d/>", "_:b0", "_:b0x", "_:a",
    "[", "]", "[]", "(", ")", "()", "{", "}", "{|", "|}", "~", "<<", ">>", "<<(", ")>>", ".", ";",
    ",", "#", "\n", "\r", "\t", " ", ":", "p:", ":a\\~", "%41", "%", "a", "true", "false", "1",
    "1.",
    "-.5e+7", "1e", "<>", "<#>", "<http://e/s>", "<http://e/s> <http://e/p> <http://e/o> .\n",
    "\u{FEFF}", "\u{E9}", "\u{1F600}", "\u{FFFF}", "\0", "\u{7F}", "\u{85}", "\u{2028}",
  ])

  private static let xml = bytes([
    "<", ">", "</", "/>", "&", ";", "&amp;", "&lt;", "&#0;", "&#x10FFFF;", "&#xD800;", "&x;",
    "<!--",
    "-->", "<![CDATA[", "]]>", "<?x ?>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    "<!DOCTYPE rdf:RDF [<!ENTITY x \"y\">]>", "<!ENTITY a \"&a;&a;\">",
    "<!ENTITY % p SYSTEM \"x\">",
    "<!ATTLIST", "\"", "'", "=", " xmlns=\"\"", " xmlns:x=\"http://x/\"", " xml:lang=\"en\"",
    " xml:base=\"http://b/#f\"", " xml:base=\"\"", " rdf:about=\"\"", " rdf:ID=\"a\"",
    " rdf:nodeID=\"b0\"", " rdf:resource=\"../x\"", " rdf:datatype=\"t\"",
    " rdf:parseType=\"Literal\"", " rdf:parseType=\"Resource\"", " rdf:parseType=\"Collection\"",
    " its:dir=\"rtl\"", " rdf:version=\"1.2\"", " rdf:annotation=\"a\"",
    " rdf:parseType=\"Triple\"", "<rdf:li>", "<rdf:_1>", "<rdf:Description>", "</rdf:Description>",
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">", "</rdf:RDF>", "\n", "\r",
    "\t", " ", "\0", "\u{1}", "\u{FEFF}", "\u{E9}", "\u{1F600}", "\u{FFFE}", "%", "#", ":",
    "\u{85}",
  ])

  private static let json = bytes([
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\uD800", "\\uDC00", "\\uD83D\\uDE00",
    "null",
    "true", "1", "-0", "1e400", "1E-400", "123456789012345678901234567890", "0.1", "\"\"", "{}",
    "[]",
    "\"@id\":", "\"@type\":", "\"@value\":", "\"@language\":", "\"@direction\":\"rtl\"",
    "\"@context\":", "\"@context\":{\"@version\":1.1}", "\"@graph\":", "\"@list\":", "\"@set\":",
    "\"@reverse\":", "\"@index\":", "\"@base\":", "\"@vocab\":", "\"@container\":", "\"@nest\":",
    "\"@prefix\":true", "\"@protected\":true", "\"@propagate\":false", "\"@import\":\"x\"",
    "\"@included\":", "\"@json\"", "\"@none\"", "\"@vocab\"", "\"_:b0\"", "\"_:\"", "\"@foo\"",
    "\"http://e/\"", "\"a:b\"", "\"../x\"", "\n", " ", "\0", "\u{FEFF}", "\u{E9}", "\u{1F600}",
  ])

  private static let sparql =
    text
    + bytes([
      "SELECT", "CONSTRUCT WHERE", "ASK", "DESCRIBE", "*", "WHERE {", "OPTIONAL {", "UNION",
      "MINUS {", "FILTER(", "FILTER EXISTS {", "FILTER NOT EXISTS {", "BIND(1 AS ?x)", "AS ?y",
      "VALUES ?x { UNDEF }", "VALUES (?x ?y) { (1 2) }", "GRAPH ?g {", "SERVICE SILENT <x> {",
      "GROUP BY", "HAVING", "ORDER BY DESC", "LIMIT 1", "OFFSET 2", "DISTINCT", "REDUCED", "?x",
      "$y", "COUNT(*)", "GROUP_CONCAT(DISTINCT ?x; SEPARATOR='')", "IF(", "COALESCE(", "REGEX(",
      "IN (", "NOT IN", "&&", "||", "!", "=", "!=", "<=", "+", "-", "*", "/", "^", "|", "?", "+",
      "!(", "^a", "INSERT DATA {", "DELETE WHERE {", "DELETE {", "INSERT {", "WITH <g>",
      "USING NAMED <g>", "LOAD SILENT <x> INTO GRAPH <g>", "CLEAR ALL", "DROP DEFAULT", "COPY",
      "MOVE <a> TO <b>", "ADD", "CREATE GRAPH", "{", "}", "(", ")", "TRIPLE(", "isTRIPLE(", "<<(",
    ])

  private static let table = bytes([
    "#", "# ", "#curie_map:\n", "#  e: http://e/\n", "#mapping_set_id: http://e/s\n", "#\t", "\t",
    "\n", "\r\n", "|", "\\|", "\"", "\"\"", ":", "e:a", "e:", "skos:exactMatch",
    "semapv:ManualMappingCuration",
    "Not", "sssom:NoTermFound", "0.5", "1.1", "-1", "NaN", "2024-01-01", "1:n", "- ", "? ", "&a",
    "*a", "!!str", "|-\n", ">\n", "[", "]", "{", "}", "'", "null", "~", "---\n", "%YAML 1.2\n",
    "subject_id", "predicate_modifier", "mapping_cardinality", "ext_x", "#extension_definitions:\n",
    "#- slot_name: ext_x\n", "\0", "\u{FEFF}", "\u{E9}", "\u{85}",
  ])

  /// Bytes that are no UTF-8: overlong, surrogates, too large, continuations without a start, and
  /// starts without a continuation.
  static let illFormed: [[UInt8]] = [
    [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF], [0xED, 0xA0, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xFE], [0xFF, 0xFE], [0xFE, 0xFF], [0x80], [0xC3],
    [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x00],
  ]
}
