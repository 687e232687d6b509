// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The house, floor by floor. A room imports rooms on lower floors only; `Scripts/check-layers`
// proves it. Targets and products are derived from this table, so that it stays the one place
// where the structure is written down.

/// What a room is to the world outside the package.
enum Use { case library, hidden, command(product: String) }

/// One target: its floor, what it may import, and the packages it needs.
struct Room {
  var floor: Int
  var name: String
  var imports: [String]
  var packages: [Target.Dependency] = []
  var use: Use = .library
  var resources: [Resource] = []
}

/// One test target and what it tests.
struct TestRoom {
  var name: String
  var imports: [String]
  var packages: [Target.Dependency]
  var resources: [Resource]
  var holdsTests = true
}

func tests(
  _ name: String, _ imports: [String], packages: [Target.Dependency] = [],
  resources: [Resource] = []
) -> TestRoom {
  TestRoom(name: name, imports: imports, packages: packages, resources: resources)
}

/// A library that only tests use.
func support(_ name: String, _ imports: [String]) -> TestRoom {
  TestRoom(name: name, imports: imports, packages: [], resources: [], holdsTests: false)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let rooms: [Room] = [
  Room(floor: 0, name: "ByteStorage", imports: ["CZlib"], use: .hidden),
  Room(floor: 0, name: "XMLEvents", imports: ["CLibXML2"], use: .hidden),

  Room(floor: 1, name: "RDFModel", imports: ["ByteStorage"]),
  Room(floor: 1, name: "XSDValues", imports: []),

  Room(
    floor: 2, name: "JSONLDSyntax", imports: ["ByteStorage", "RDFModel"],
    resources: [.embedInCode("Contexts")]),
  Room(floor: 2, name: "RDFGraph", imports: ["ByteStorage", "RDFModel"]),
  Room(floor: 2, name: "RDFSyntax", imports: ["ByteStorage", "RDFModel"]),
  Room(floor: 2, name: "RDFXMLSyntax", imports: ["CLibXML2", "ByteStorage", "RDFModel"]),
  Room(floor: 2, name: "SPARQLAlgebra", imports: ["RDFModel"]),

  Room(
    floor: 3, name: "Entailment", imports: ["ByteStorage", "RDFModel", "XSDValues", "RDFGraph"]),
  Room(
    floor: 3, name: "SPARQLEngine",
    imports: ["ByteStorage", "RDFModel", "XSDValues", "RDFGraph", "SPARQLAlgebra"]),
  Room(
    floor: 3, name: "SPARQLResults",
    imports: ["ByteStorage", "XMLEvents", "RDFModel", "JSONLDSyntax"]),

  Room(floor: 4, name: "SKOSVocabulary", imports: ["ByteStorage", "RDFModel", "RDFGraph"]),

  Room(
    floor: 5, name: "TermAlignment",
    imports: [
      "ByteStorage", "RDFModel", "JSONLDSyntax", "RDFXMLSyntax", "RDFGraph", "SKOSVocabulary",
    ],
    packages: [.product(name: "Yams", package: "Yams")]),

  Room(
    floor: 6, name: "GlossaryExport",
    imports: ["RDFModel", "SKOSVocabulary", "TermAlignment"],
    packages: [.product(name: "Mustache", package: "swift-mustache")],
    resources: [.embedInCode("Templates")]),
  Room(
    floor: 6, name: "TermMatching",
    imports: ["RDFModel", "RDFGraph", "SKOSVocabulary", "TermAlignment"]),

  Room(
    floor: 6, name: "VocabularyTables",
    imports: [
      "ByteStorage", "XMLEvents", "RDFModel", "XSDValues", "RDFGraph", "SKOSVocabulary",
      "TermAlignment",
    ],
    packages: [.product(name: "Yams", package: "Yams")]),

  Room(
    floor: 7, name: "Isogloss",
    imports: [
      "ByteStorage", "RDFModel", "JSONLDSyntax", "RDFSyntax", "RDFXMLSyntax", "RDFGraph",
      "SPARQLAlgebra", "SPARQLResults", "Entailment", "SPARQLEngine", "SKOSVocabulary",
      "TermAlignment",
      "GlossaryExport", "TermMatching", "VocabularyTables",
    ]),

  Room(
    floor: 8, name: "IsoglossService",
    imports: [
      "ByteStorage", "RDFModel", "RDFGraph", "SPARQLAlgebra", "SPARQLResults", "SPARQLEngine",
      "SKOSVocabulary", "TermAlignment", "TermMatching", "Isogloss",
    ],
    packages: [
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "Mustache", package: "swift-mustache"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    ],
    resources: [.embedInCode("Pages/Assets"), .embedInCode("Pages/Templates")]),

  Room(
    floor: 9, name: "IsoglossCommand",
    imports: [
      "ByteStorage", "RDFModel", "JSONLDSyntax", "RDFXMLSyntax", "RDFGraph", "SPARQLAlgebra",
      "SPARQLResults", "Entailment", "SPARQLEngine", "SKOSVocabulary", "TermAlignment",
      "GlossaryExport", "TermMatching", "VocabularyTables", "Isogloss", "IsoglossService",
    ],
    packages: [argumentParser], use: .command(product: "isogloss")),
  Room(
    floor: 9, name: "IsoglossBench",
    imports: [
      "ByteStorage", "RDFModel", "RDFXMLSyntax", "RDFGraph", "SPARQLAlgebra", "SPARQLResults",
      "Entailment", "SPARQLEngine", "SKOSVocabulary", "TermAlignment", "TermMatching", "Isogloss",
    ],
    packages: [argumentParser], use: .command(product: "isogloss-bench")),
  Room(
    floor: 9, name: "IsoglossFuzz",
    imports: [
      "ByteStorage", "RDFModel", "JSONLDSyntax", "RDFSyntax", "RDFXMLSyntax", "SPARQLAlgebra",
      "SPARQLResults", "TermAlignment",
    ],
    packages: [argumentParser], use: .command(product: "isogloss-fuzz")),
]

/// Tests: one target per room, and the cross-cutting ones.
let testRooms: [TestRoom] = [
  support(
    "IsoglossTestSupport",
    ["RDFModel", "RDFGraph", "RDFSyntax", "RDFXMLSyntax", "SPARQLAlgebra"]),
  support("SPARQLReference", ["ByteStorage", "RDFModel", "XSDValues", "SPARQLAlgebra"]),
  tests("ByteStorageTests", ["ByteStorage"]),
  tests("RDFModelTests", ["RDFModel"]),
  tests("XSDValuesTests", ["XSDValues"]),
  tests(
    "JSONLDSyntaxTests", ["ByteStorage", "RDFModel", "JSONLDSyntax", "IsoglossTestSupport"]),
  tests("RDFGraphTests", ["ByteStorage", "RDFModel", "RDFGraph"]),
  tests("RDFXMLSyntaxTests", ["ByteStorage", "RDFModel", "RDFXMLSyntax", "IsoglossTestSupport"]),
  tests("RDFSyntaxTests", ["ByteStorage", "RDFModel", "RDFSyntax", "IsoglossTestSupport"]),
  tests(
    "RoundTripTests",
    [
      "ByteStorage", "RDFModel", "JSONLDSyntax", "RDFSyntax", "RDFXMLSyntax", "IsoglossTestSupport",
    ]),
  tests("SPARQLAlgebraTests", ["RDFModel", "SPARQLAlgebra", "IsoglossTestSupport"]),
  tests(
    "EntailmentTests",
    ["RDFModel", "RDFGraph", "RDFSyntax", "Entailment", "IsoglossTestSupport"]),
  tests(
    "SPARQLEngineTests",
    [
      "RDFModel", "XSDValues", "RDFGraph", "RDFSyntax", "SPARQLAlgebra", "SPARQLEngine",
      "IsoglossTestSupport", "SPARQLReference",
    ]),
  tests("SPARQLResultsTests", ["ByteStorage", "RDFModel", "SPARQLResults"]),
  tests(
    "SKOSVocabularyTests",
    ["ByteStorage", "RDFModel", "RDFGraph", "SKOSVocabulary", "IsoglossTestSupport"]),
  tests(
    "TermAlignmentTests",
    [
      "ByteStorage", "RDFModel", "RDFGraph", "RDFSyntax", "RDFXMLSyntax", "JSONLDSyntax",
      "SKOSVocabulary", "TermAlignment",
    ]),
  tests(
    "GlossaryExportTests",
    [
      "ByteStorage", "RDFModel", "RDFGraph", "RDFSyntax", "SKOSVocabulary", "TermAlignment",
      "GlossaryExport", "IsoglossTestSupport",
    ]),
  tests(
    "OntologyTests",
    [
      "ByteStorage", "RDFModel", "RDFGraph", "RDFXMLSyntax", "SKOSVocabulary", "VocabularyTables",
      "Isogloss",
    ]),
  tests(
    "VocabularyTablesTests",
    [
      "ByteStorage", "RDFModel", "RDFGraph", "RDFSyntax", "RDFXMLSyntax", "SKOSVocabulary",
      "VocabularyTables",
    ]),
  tests(
    "TermMatchingTests",
    [
      "ByteStorage", "RDFModel", "RDFGraph", "RDFSyntax", "SKOSVocabulary", "TermAlignment",
      "TermMatching",
    ]),
  tests(
    "W3CConformanceTests",
    [
      "ByteStorage", "RDFModel", "RDFSyntax", "RDFXMLSyntax", "SPARQLAlgebra", "SPARQLResults",
      "IsoglossTestSupport", "XSDValues", "RDFGraph", "Entailment",
      "SPARQLEngine", "JSONLDSyntax", "SPARQLReference",
    ],
    resources: [.copy("Exceptions")]),
  tests(
    "DocumentationTests",
    ["RDFModel", "JSONLDSyntax", "VocabularyTables", "Entailment", "Isogloss"]),
  tests("IsoglossTests", ["ByteStorage", "SPARQLResults", "Isogloss"]),
  tests(
    "ServiceTests", ["RDFModel", "RDFGraph", "Isogloss", "IsoglossService"],
    packages: [
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOEmbedded", package: "swift-nio"),
    ]),
  tests("RobustnessTests", ["ByteStorage", "RDFModel", "IsoglossFuzz"]),
  tests(
    "CommandTests", ["SKOSVocabulary", "Isogloss", "IsoglossCommand"], packages: [argumentParser]),
]

// MARK: - Derivation

/// A function of its own values: the tables above call it before later globals are set.
func settings(floor: Int) -> [SwiftSetting] {
  let common: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
  ]
  let strict = ProcessInfo.processInfo.environment["ISOGLOSS_WARNINGS_AS_ERRORS"] != nil
  return common
    + (floor <= 2 ? [.strictMemorySafety()] : [])
    + (strict ? [.treatAllWarnings(as: .error)] : [])
}

let testTargets: [Target] = testRooms.map { room in
  let dependencies: [Target.Dependency] = room.imports.map { .target(name: $0) } + room.packages
  guard room.holdsTests else {
    return .target(
      name: room.name, dependencies: dependencies, path: "Tests/\(room.name)",
      swiftSettings: settings(floor: 9))
  }
  return .testTarget(
    name: room.name, dependencies: dependencies, path: "Tests/\(room.name)",
    resources: room.resources, swiftSettings: settings(floor: 9))
}

let roomTargets: [Target] = rooms.map { room in
  let dependencies: [Target.Dependency] = room.imports.map { .target(name: $0) } + room.packages
  switch room.use {
  case .command:
    return .executableTarget(
      name: room.name, dependencies: dependencies, resources: room.resources,
      swiftSettings: settings(floor: room.floor))
  case .library, .hidden:
    return .target(
      name: room.name, dependencies: dependencies, resources: room.resources,
      swiftSettings: settings(floor: room.floor))
  }
}

let roomProducts: [Product] = rooms.compactMap { room in
  switch room.use {
  case .library: return .library(name: room.name, targets: [room.name])
  case .command(let product): return .executable(name: product, targets: [room.name])
  case .hidden: return nil
  }
}

let package = Package(
  name: "Isogloss",
  platforms: [.macOS("26.0")],
  products: roomProducts,
  dependencies: [
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    // What the interface of Hummingbird is made of.
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.0.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
  ] + roomTargets + testTargets
)
