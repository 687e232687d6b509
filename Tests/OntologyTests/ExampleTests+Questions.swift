extension ExampleTests {
  static let examples: [Example] = [
    Example(
      statements: "J02 J04 J25",
      question: "Which hub terms have mappings from schemes of other regions?",
      query: """
        SELECT ?hub (COUNT(DISTINCT ?j) AS ?n) { ?c skos:mappingRelation|skos:closeMatch|skos:broadMatch|skos:exactMatch ?hub .
          ?hub skos:inScheme <https://w3id.org/isogloss/scheme/isogloss-core-2026> .
          ?c skos:inScheme/isogloss:jurisdiction ?j } GROUP BY ?hub HAVING (COUNT(DISTINCT ?j) > 5)
        """, atLeast: 5, contains: "isogloss-core-2026/accountability"),
    Example(
      statements: "J05", question: "Which initiatives have the semantic component?",
      query: """
        SELECT ?t { ?i isogloss:component <https://w3id.org/isogloss/igf-pnai-2024/pv-component-semantic> ; dct:title ?t }
        """, atLeast: 5),
    Example(
      statements: "J06", question: "Which ISO/IEC vocabularies are there, with edition and clause?",
      query: """
        SELECT ?s ?clause { ?s isogloss:jurisdiction "org:iso" ; isogloss:edition ?e . ?c skos:inScheme ?s ;
          skos:definition/isogloss:clause ?clause }
        """, atLeast: 400, contains: "iso-iec-2382-2015"),
    Example(
      statements: "J07 J36",
      question: "Which terms of the Kenyan code correspond to something elsewhere?",
      query: """
        SELECT ?c ?o { ?c skos:inScheme <https://w3id.org/isogloss/scheme/ke-dks-3007-2024> .
          ?c skos:closeMatch|skos:exactMatch|skos:broadMatch|skos:relatedMatch ?o }
        """, atLeast: 5),
    Example(
      statements: "J08 J09", question: "What did the EU and the US agree to call things?",
      query: """
        SELECT ?l { ?c skos:inScheme <https://w3id.org/isogloss/scheme/eu-us-ttc-2023> ; skos:prefLabel ?l }
        """, atLeast: 65, contains: "trustworthy AI"),
    Example(
      statements: "J10", question: "Which vocabularies does NIST publish?",
      query: """
        SELECT ?t { ?s a skos:ConceptScheme ; dct:publisher ?p ; dct:title ?t
          FILTER(CONTAINS(?p, "National Institute of Standards")) }
        """, atLeast: 8),
    Example(
      statements: "J11", question: "Which concepts have no definition, and what is said instead?",
      query: """
        SELECT ?c ?n { ?c skos:scopeNote ?n FILTER NOT EXISTS { ?c skos:definition ?d } }
        """, atLeast: 100, contains: "own wording was not compared"),
    Example(
      statements: "J12 J60 J64", question: "Which documents bind, and which do not?",
      query: "SELECT ?s { ?s isogloss:bindingNature \"binding\" }", atLeast: 40,
      contains: "eu-ai-act-2024"),
    Example(
      statements: "J14 J17", question: "Who published the crosswalk of AI Verify and NIST AI RMF?",
      query: """
        SELECT DISTINCT ?a { <https://w3id.org/isogloss/mappings/nist-ai-rmf--ai-verify> <https://w3id.org/sssom/mappings> ?m .
          ?m <https://w3id.org/sssom/author_label> ?a }
        """, atLeast: 3, contains: "IMDA"),
    Example(
      statements: "J15 J28", question: "Which definitions do standards take over from one another?",
      query: """
        SELECT ?a ?b { ?a skos:exactMatch ?b . ?a skos:inScheme/isogloss:jurisdiction "org:iso" .
          ?b skos:inScheme/isogloss:jurisdiction "org:iso" }
        """, atLeast: 100),
    Example(
      statements: "J16", question: "How did initiatives come about?",
      query: """
        SELECT ?v (COUNT(?i) AS ?n) { ?i isogloss:governanceApproach ?v } GROUP BY ?v
        """, atLeast: 2, contains: "top-down-approach"),
    Example(
      statements: "J18 J20", question: "By which criterion are the tiers of each framework drawn?",
      query: "SELECT ?x ?c { ?x a skos:OrderedCollection ; isogloss:criterion ?c }", atLeast: 25,
      contains: "model-capability"),
    Example(
      statements: "J19", question: "What serves the purpose of the EU's high-risk tier elsewhere?",
      query: """
        SELECT ?c { ?c isogloss:functionalCounterpart|^isogloss:functionalCounterpart
          <https://w3id.org/isogloss/eu-ai-act-2024/high-risk-ai-system> }
        """, atLeast: 10),
    Example(
      statements: "J23 J69", question: "Which initiatives are treated under which aspect?",
      query: "SELECT ?i ?a { ?i isogloss:aspect ?a }", atLeast: 100, contains: "asp-technical"),
    Example(
      statements: "J32 J37", question: "Which data protection terms match across laws?",
      query: """
        SELECT ?c ?o { ?o skos:inScheme <https://w3id.org/isogloss/scheme/gdpr-2016> .
          ?c skos:closeMatch|skos:exactMatch ?o }
        """, atLeast: 20),
    Example(
      statements: "J34 J46", question: "How are correspondences graded?",
      query: """
        SELECT ?p (COUNT(*) AS ?n) { VALUES ?p { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch
          skos:relatedMatch isogloss:functionalCounterpart } ?a ?p ?b } GROUP BY ?p
        """, atLeast: 6),
    Example(
      statements: "J35 J53 J50", question: "What is transparency called in other languages?",
      query: """
        SELECT ?l { <https://w3id.org/isogloss/isogloss-core-2026/transparency> skos:prefLabel ?l }
        """, atLeast: 20, contains: "transparencia"),
    Example(
      statements: "J42 J51 J62", question: "How many documents are there per jurisdiction?",
      query: """
        SELECT ?j (COUNT(?s) AS ?n) { ?s isogloss:jurisdiction ?j ; a skos:ConceptScheme } GROUP BY ?j
        """, atLeast: 40, contains: "M49:001"),
    Example(
      statements: "J44", question: "What was looked for and not found?",
      query: """
        SELECT ?s { ?m <http://www.w3.org/2002/07/owl#annotatedTarget> <https://w3id.org/sssom/NoTermFound> ;
          <http://www.w3.org/2002/07/owl#annotatedSource> ?s }
        """, atLeast: 16, contains: "ai-literacy"),
    Example(
      statements: "J45", question: "Where do initiatives stand on the six patterns?",
      query: "SELECT DISTINCT ?p { ?c a isogloss:PatternCoding ; isogloss:pattern ?p }", atLeast: 6),
    Example(
      statements: "J47 J56", question: "Do schemes stay apart, with links in graphs of their own?",
      query: """
        SELECT ?g { GRAPH ?g { ?a skos:closeMatch ?b } } GROUP BY ?g
        """, atLeast: 50, contains: "/mappings/"),
    Example(
      statements: "J49 J63", question: "What does safety mean in each document?",
      query: """
        SELECT ?s ?d { ?c skos:prefLabel "safety"@en ; skos:inScheme ?s ; skos:definition/rdf:value ?d }
        """, atLeast: 8),
    Example(
      statements: "J50", question: "Which documents were made after the model of others?",
      query: "SELECT ?a ?b { ?a <http://www.w3.org/ns/prov#wasDerivedFrom> ?b }", atLeast: 10),
    Example(
      statements: "J54 J67",
      question: "Is there a scheme for African digital identity, and ASEAN's guide?",
      query: """
        SELECT ?s { ?s a skos:ConceptScheme FILTER(CONTAINS(STR(?s), "au-digital-id") || CONTAINS(STR(?s), "asean-ai-guide")) }
        """, atLeast: 2),
    Example(
      statements: "J58", question: "Which senses has interoperability?",
      query: """
        SELECT ?c { ?c skos:prefLabel ?l FILTER(LCASE(STR(?l)) = "interoperability") }
        """, atLeast: 4),
    Example(
      statements: "J61", question: "Which roles answer to the EU's deployer?",
      query: """
        SELECT ?c { ?c skos:closeMatch|skos:broadMatch|skos:narrowMatch|skos:relatedMatch|isogloss:functionalCounterpart
          <https://w3id.org/isogloss/eu-ai-act-2024/deployer> }
        """, atLeast: 4),
    Example(
      statements: "J68", question: "What does the founding paper say of the competition statement?",
      query: """
        SELECT ?d { <https://w3id.org/isogloss/initiative/eu-uk-us-joint-statement-competition> dct:description ?d }
        """, atLeast: 1),
    Example(
      statements: "J13 J65",
      question: "Does every wording say whose it is and what may be done with it?",
      query: """
        SELECT ?d ?source ?rights ?licence { ?d a isogloss:Definition ; dct:source ?source ;
          dct:rights ?rights ; dct:license ?licence }
        """, atLeast: 3900, contains: "Own wording"),
    Example(
      statements: "J26", question: "What does the catalogue tell of the files?",
      query: """
        PREFIX dcat: <http://www.w3.org/ns/dcat#>
        SELECT ?title ?media ?size { ?d a dcat:Dataset ; dct:title ?title ; dcat:distribution ?f .
          ?f dcat:mediaType ?media ; dcat:byteSize ?size }
        """, atLeast: 700, contains: "text/tab-separated-values"),
    Example(
      statements: "J31", question: "In which scripts are there labels?",
      query: """
        SELECT ?t (COUNT(*) AS ?n) { ?c skos:prefLabel ?l BIND(LANG(?l) AS ?t) } GROUP BY ?t
        """, atLeast: 30, contains: "zh-Hant"),
    Example(
      statements: "J38",
      question: "Which documents of ASEAN and its members speak of transparency?",
      query: """
        SELECT DISTINCT ?s { ?c skos:prefLabel ?l ; skos:inScheme ?s . ?s isogloss:jurisdiction ?j
          FILTER(CONTAINS(LCASE(STR(?l)), "transparency"))
          FILTER(?j IN ("org:asean", "SG", "MY", "TH", "ID", "VN", "PH")) }
        """, atLeast: 3, contains: "asean-ai-guide-2024"),
    Example(
      statements: "J41", question: "Which entries have a successor in a newer edition?",
      query: "SELECT ?old ?new { ?old a skos:Concept ; dct:isReplacedBy ?new }", atLeast: 50),
    Example(
      statements: "J52", question: "Which schemes hold risks, and how many?",
      query: """
        SELECT ?s (COUNT(?c) AS ?n) { ?c isogloss:termKind "risk" ; skos:inScheme ?s } GROUP BY ?s
        """, atLeast: 5, contains: "mit-ai-risk-repository-v4"),
    Example(
      statements: "J55", question: "Which use cases do frameworks name?",
      query: """
        SELECT ?c ?l { ?c isogloss:termKind "use-case" ; skos:prefLabel ?l FILTER(LANG(?l) = "en") }
        """, atLeast: 20),
    Example(
      statements: "J57",
      question: "On whose word does a correspondence rest, and how far was it checked?",
      query: """
        PREFIX sssom: <https://w3id.org/sssom/>
        SELECT ?author ?justification ?checked { ?set sssom:mappings ?m . ?m sssom:author_label ?author ;
          sssom:mapping_justification ?justification ; isogloss:checked ?checked }
        """, atLeast: 2600, contains: "secondary"),
    Example(
      statements: "J66", question: "Which terms are there for data that no longer names people?",
      query: """
        SELECT ?c { ?c skos:prefLabel ?l FILTER(REGEX(STR(?l), "anonymi[sz]|de-identif", "i")) }
        """, atLeast: 3),
  ]
}
