import ByteStorage
import Foundation
import GlossaryExport
import IsoglossTestSupport
import RDFGraph
import RDFModel
import RDFSyntax
import SKOSVocabulary
import TermAlignment

/// A small vocabulary of two documents with everything that a glossary shows.
enum SampleVocabulary {
  static let turtle = """
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
    PREFIX dct: <http://purl.org/dc/terms/>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX isogloss: <https://w3id.org/isogloss/ns#>
    PREFIX law: <https://w3id.org/isogloss/law-2024/>
    PREFIX std: <https://w3id.org/isogloss/std-2022/>
    PREFIX scheme: <https://w3id.org/isogloss/scheme/>

    scheme:law-2024 a skos:ConceptScheme ; dct:title "The Law"@en ; isogloss:shortTitle "Law"@en ;
      isogloss:jurisdiction "EU" ; dct:source <http://example.org/law> ; dct:replaces scheme:law-2019 .
    scheme:law-2019 a skos:ConceptScheme ; isogloss:shortTitle "Old Law"@en .
    scheme:std-2022 a skos:ConceptScheme ; isogloss:shortTitle "Standard"@en ;
      isogloss:definitionRights "No verbatim definition."@en .

    law:role skos:topConceptOf scheme:law-2024 ; skos:prefLabel "role"@en ; skos:notation "3.9" .
    law:provider a skos:Concept ; skos:inScheme scheme:law-2024 ; skos:broader law:role ;
      skos:prefLabel "provider"@en, "fournisseur"@fr, "مزود"@ar ; skos:altLabel "supplier"@en ;
      skos:notation "3.10" ; skos:scopeNote "Only <b>here</b> & now."@en ;
      skos:closeMatch std:producer ; skos:definition law:provider-definition .
    law:provider-definition a isogloss:Definition ; rdf:value "Who places it on the market."@en ;
      dct:bibliographicCitation "Law (2024), art. 3(3)"@en ; isogloss:checked "source" ;
      dct:rights "Own wording."@en .
    law:provider isogloss:checked "source" ; skosxl:prefLabel law:provider-fr .
    law:provider-fr skosxl:literalForm "fournisseur"@fr ; isogloss:checked "recalled" .
    law:deployer a skos:Concept ; skos:inScheme scheme:law-2024 ; skos:broader law:role ;
      skos:prefLabel "Deployer"@en ; skos:notation "3.2" .
    std:producer skos:topConceptOf scheme:std-2022 ; skos:prefLabel "AI producer"@en ;
      skos:definition "Verbatim text of the standard."@en .
    std:user skos:topConceptOf scheme:std-2022 ; skos:prefLabel "user"@en .
    """

  static let mappings = """
    #curie_map:
    #  law: https://w3id.org/isogloss/law-2024/
    #  std: https://w3id.org/isogloss/std-2022/
    #  scheme: https://w3id.org/isogloss/scheme/
    #  isogloss: https://w3id.org/isogloss/ns#
    #mapping_set_id: https://w3id.org/isogloss/mappings/law--std
    #mapping_set_title: Law and standard
    #license: https://creativecommons.org/licenses/by/4.0/
    #extension_definitions:
    #  - slot_name: difference
    #    property: isogloss:difference
    #  - slot_name: seen
    #    property: isogloss:checked
    subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tobject_source\tdifference\tseen
    law:provider\tskos:broadMatch\t\tstd:producer\tsemapv:ManualMappingCuration\tscheme:std-2022\t\tsecondary
    law:deployer\tskos:exactMatch\tNot\tstd:user\tsemapv:ManualMappingCuration\tscheme:std-2022\tA deployer acts in a profession.\t
    law:role\tskos:exactMatch\t\tsssom:NoTermFound\tsemapv:ManualMappingCuration\tscheme:std-2022\t\t
    """

  static func graph(_ turtle: String = turtle) throws -> SKOSGraph {
    var builder = try GraphBuilder()
    var reader = TurtleReader(options: ReaderOptions())
    try reader.read(Array(turtle.utf8).span, into: &builder)
    try reader.finish(into: &builder)
    return SKOSGraph(builder.finish())
  }

  static func glossary(_ options: GlossaryOptions = GlossaryOptions()) throws -> Glossary {
    let set = try SSSOMReader().read(Array(mappings.utf8))
    return Glossary(try graph(), mappingSets: [set], options: options)
  }
}

extension Glossary {
  /// All entries, by CURIE.
  var entries: [String: Entry] {
    Dictionary(
      uniqueKeysWithValues: documents.flatMap { $0.groups.flatMap(\.entries) }
        .map { ($0.curie, $0) })
  }
}
