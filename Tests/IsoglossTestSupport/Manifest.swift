public import RDFModel
import RDFSyntax

/// A manifest of tests as the W3C writes them: what is listed in `mf:entries`, in that order.
///
/// The vocabulary: https://www.w3.org/2001/sw/DataAccess/tests/test-manifest
public struct Manifest: Sendable {
  /// One test.
  public struct Entry: Sendable, CustomStringConvertible {
    /// The IRI of the test.
    public let iri: IRI
    /// The types of the test.
    public let types: Set<IRI>
    /// `mf:name`.
    public let name: String
    /// The `mf:action`: a file, or a node that says more.
    public let action: Term?
    /// The `mf:result`: a file, a node, or a boolean.
    public let result: Term?
    /// The folder in which the test's files lie.
    public let folder: SuiteFolder
    /// The whole manifest, for properties of one suite.
    public let statements: StatementIndex

    /// The IRI of the test.
    public var description: String { iri.value }

    /// Whether the test has a type, given by its local name in whatever vocabulary.
    public func isOf(type name: String) -> Bool {
      types.contains { $0.value.hasSuffix("#" + name) }
    }

    /// The values of a property of the test.
    public func objects(_ predicate: IRI) -> [Term] {
      statements.objects(.iri(iri), predicate)
    }
  }

  /// The IRI of the manifest.
  public let iri: IRI
  /// `mf:assumedTestBase`.
  public let assumedTestBase: IRI?
  /// The tests, in order.
  public let entries: [Entry]
  /// The manifests that this one includes, in order.
  public let includes: [IRI]

  /// Reads a manifest, given by its path in a folder of tests.
  public init(_ path: String, in folder: SuiteFolder) throws {
    let iri = folder.iri(path)
    let document = read(
      try folder.bytes(iri), with: TurtleReader.self,
      options: ReaderOptions(base: iri, sourceName: path))
    if let error = document.error { throw error }
    let statements = StatementIndex(document.quads)
    self.iri = iri
    // Some suites give their manifest a name of its own.
    let node =
      statements.subjects(RDF.type, .iri(MF.manifest)).first {
        statements.object($0, MF.entries) != nil
      }
      ?? .iri(iri)
    assumedTestBase = statements.object(node, MF.assumedTestBase)?.iri
    includes = statements.objects(node, MF.include).flatMap { statements.list($0) }
      .compactMap(\.iri)
    entries = try statements.objects(node, MF.entries).flatMap { statements.list($0) }.map {
      guard let test = $0.iri else { throw SuiteError("\(iri) lists a test without an IRI: \($0)") }
      return Entry(
        iri: test, types: Set(statements.objects($0, RDF.type).compactMap(\.iri)),
        name: statements.object($0, MF.name)?.literal?.lexicalForm ?? "",
        action: statements.object($0, MF.action), result: statements.object($0, MF.result),
        folder: folder, statements: statements)
    }
  }
}

/// Terms of the vocabulary of test manifests.
public enum MF {
  /// The namespace of `mf:`.
  public static let namespace = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
  /// `mf:Manifest`.
  public static let manifest = IRI(trusted: namespace + "Manifest")
  /// `mf:entries`.
  public static let entries = IRI(trusted: namespace + "entries")
  /// `mf:include`.
  public static let include = IRI(trusted: namespace + "include")
  /// `mf:assumedTestBase`.
  public static let assumedTestBase = IRI(trusted: namespace + "assumedTestBase")
  /// `mf:name`.
  public static let name = IRI(trusted: namespace + "name")
  /// `mf:action`.
  public static let action = IRI(trusted: namespace + "action")
  /// `mf:result`.
  public static let result = IRI(trusted: namespace + "result")
}
