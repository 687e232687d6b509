import RDFGraph
import RDFModel
import RDFXMLSyntax
import VocabularyTables

/// A map and a table that use everything maps can say.
enum Samples {
  static let map = """
    scheme: https://example.org/scheme/{scheme}
    concept: https://example.org/{scheme}/{id}
    language: en
    separator: "|"
    prefixes: {ex: "https://example.org/ns#"}
    statements:
      dct:title: A demonstration
      dct:license: {as: iri, value: "https://creativecommons.org/licenses/by/4.0/"}
    parts:
      definition:
        iri: "{concept}#definition"
        link: skos:definition
        type: ex:Definition
        statements: {dct:rights: Own wording}
      label:
        iri: "{concept}#label-{language}"
        link: skosxl:prefLabel
        type: skosxl:Label
        when: checked@*
    columns:
      id: {property: dct:identifier, as: string}
      label: {property: skos:prefLabel, required: true}
      label@*: {property: skos:prefLabel, also: {part: label, property: skosxl:literalForm}}
      checked@*: {part: label, property: ex:checked, as: string, values: [source, recalled]}
      synonyms: {property: skos:altLabel, several: true}
      broader: {property: skos:broader, as: concept, several: true, inverse: skos:narrower}
      definition: {part: definition, property: rdf:value, words: 12}
      clause: {part: definition, property: ex:clause, as: string}
      rank: {property: ex:rank, as: xsd:integer}
      see: {property: rdfs:seeAlso, as: iri, several: true}
      remarks: ignore
    """

  static let table = """
    id,label,label@fr,checked@fr,synonyms,broader,definition,clause,rank,see
    provider,provider,fournisseur,recalled,supplier|maker,role,"Who makes it, or has it made.",Art. 3,,ex:other|https://example.com/a
    risk,risk,risque,,,,"A word with ""many"" senses,
    on two lines.",,2,
    role,role,,,,,,,1,

    """

  static func columnMap(_ text: String = map) throws -> ColumnMap {
    try ColumnMapReader().read(text, source: "columns.yaml")
  }

  static func read(_ text: String) throws(TableErrors) -> Table {
    try SeparatedTableReader().read(Array(text.utf8), source: "terms.csv")
  }

  static func imported(_ text: String, map: String = Samples.map) throws -> ImportedScheme {
    try TableImporter(map: try columnMap(map)).scheme(of: read(text), scheme: "demo")
  }

  static func snapshot(_ scheme: ImportedScheme) throws -> GraphSnapshot {
    var builder = try GraphBuilder()
    try scheme.push(into: &builder)
    return builder.finish()
  }

  static func problems(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch let error as TableErrors {
      return error.problems.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }
}
