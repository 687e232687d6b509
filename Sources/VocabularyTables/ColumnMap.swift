public import RDFModel

/// What the columns of a table mean: how rows become concepts of a scheme, and back.
///
/// A map is written in YAML and works both ways. ``ColumnMapReader`` tells its form.
public struct ColumnMap: Hashable, Sendable {
  /// What a cell's text becomes.
  public enum Kind: Hashable, Sendable {
    /// A text in a language.
    case text(language: String)
    /// A literal of a datatype.
    case literal(datatype: IRI)
    /// An IRI, or a CURIE of one of the map's prefixes.
    case iri
    /// The concept of another row, by its identifier; an IRI or CURIE names one elsewhere.
    case concept
  }

  /// One column, or all columns whose names end in a language tag.
  public struct Column: Hashable, Sendable {
    /// The name; for a family of columns what stands before the tag, `label@` for `label@fr`.
    public var name: String
    /// Whether the name is followed by a language tag.
    public var isFamily = false
    /// The property that the values have; nil for the identifier.
    public var property: IRI?
    /// What the values become.
    public var kind: Kind
    /// Whether texts are in the language of ``kind`` even where the column's name tells another.
    public var fixesLanguage = false
    /// The part of the concept that the property belongs to, or nil for the concept itself.
    public var part: String?
    /// The property that states the same from the other end.
    public var inverse: IRI?
    /// Whether a cell may hold several values.
    public var holdsSeveral = false
    /// Whether a cell must not be empty.
    public var isRequired = false
    /// The most words of a value, or nil.
    public var maximumWords: Int?
    /// The only values there may be; empty for any.
    public var allowedValues: [String] = []
    /// What else a value is stated as.
    public var alsoProperty: IRI?
    /// The part that ``alsoProperty`` belongs to.
    public var alsoPart: String?
  }

  /// A resource that belongs to a concept, such as its definition, with an IRI made from the
  /// concept's.
  public struct Part: Hashable, Sendable {
    /// The name by which columns refer to it.
    public var name: String
    /// The IRI, with `{concept}`, and `{language}` where a family of columns describes it.
    public var template: IRITemplate
    /// The property that links the concept to it.
    public var link: IRI
    /// Its classes.
    public var types: [IRI]
    /// What is the same for every such part.
    public var constants: [Statement]
    /// The column that must be filled for the part to exist; nil for any of its columns.
    public var condition: String?
  }

  /// A property with its value.
  public struct Statement: Hashable, Sendable {
    /// The property.
    public var property: IRI
    /// The value.
    public var object: Term
  }

  /// The name of the source, such as a path.
  public var source: String
  /// The prefixes of CURIEs, and those that the output declares.
  public var prefixes: PrefixMap
  /// The scheme, with `{scheme}` where the user names it.
  public var scheme: IRITemplate
  /// What is said of the scheme.
  public var schemeStatements: [Statement]
  /// The IRI of a concept, with `{id}`.
  public var concept: IRITemplate
  /// The column of the identifiers.
  public var identifier: String
  /// What separates the values of a cell.
  public var separator: Character
  /// The parts of a concept, in the order of the map.
  public var parts: [Part]
  /// The columns, in the order of the map.
  public var columns: [Column]
  /// Whether concepts without a broader one are top concepts of the scheme.
  public var marksTopConcepts: Bool

  /// The map with values in its places.
  func filled(_ values: [String: String]) -> ColumnMap {
    func fill(_ statements: [Statement]) -> [Statement] {
      statements.map { statement in
        guard let iri = statement.object.iri else { return statement }
        let object = IRI(trusted: IRITemplate(iri.value).filled(values))
        return Statement(property: statement.property, object: .iri(object))
      }
    }
    var result = self
    result.scheme = IRITemplate(scheme.filled(values))
    result.concept = IRITemplate(concept.filled(values))
    result.schemeStatements = fill(schemeStatements)
    for index in parts.indices { result.parts[index].constants = fill(parts[index].constants) }
    return result
  }

  /// The part of a name.
  func part(_ name: String) -> Part? { parts.first { $0.name == name } }

  /// The column that a name in a header means, with the tag where it is one of a family.
  func column(named name: String) -> (column: Column, language: String?)? {
    if let exact = columns.first(where: { !$0.isFamily && $0.name == name }) { return (exact, nil) }
    for column in columns where column.isFamily && name.hasPrefix(column.name) {
      let tag = String(name.dropFirst(column.name.count))
      if LanguageTag.isWellFormed(tag) { return (column, tag) }
    }
    return nil
  }
}

/// An IRI with places to fill in, such as `https://example.org/{id}`.
public struct IRITemplate: Hashable, Sendable {
  /// The text with the names of the places in braces.
  public let text: String

  /// Takes a text as a template.
  public init(_ text: String) { self.text = text }

  /// The text with values in the places.
  func filled(_ values: [String: String]) -> String {
    var result = text
    for (name, value) in values { result = result.replacing("{\(name)}", with: value) }
    return result
  }

  /// What stands in the one place that is left, in an IRI made from the template; nil where the
  /// IRI is not.
  func value(of name: String, in iri: String) -> String? {
    let halves = text.split(separator: "{\(name)}", omittingEmptySubsequences: false)
    guard halves.count == 2, iri.hasPrefix(halves[0]), iri.hasSuffix(halves[1]),
      iri.utf8.count > halves[0].utf8.count + halves[1].utf8.count
    else { return nil }
    return String(iri.dropFirst(halves[0].count).dropLast(halves[1].count))
  }
}

extension PrefixMap {
  /// The IRI that a text means: a CURIE of a known prefix, else an IRI with an authority or a URN.
  ///
  /// `foo:bar` is an IRI by its form, but where prefixes are used it is a mistake.
  func iri(_ text: String) -> IRI? {
    if let iri = expand(text) { return IRI(iri.value) }
    return text.contains("://") || text.hasPrefix("urn:") ? IRI(text) : nil
  }
}

/// The outer form of language tags.
enum LanguageTag {
  /// Whether a text has the form of a tag: subtags of one to eight letters or digits, the first
  /// one of two to eight letters.
  ///
  /// Source: BCP 47 (RFC 5646), section 2.1, without the lengths of the single kinds.
  static func isWellFormed(_ text: String) -> Bool {
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = subtags.first, first.utf8.count >= 2,
      first.utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 })
    else { return false }
    return subtags.allSatisfy { subtag in
      1...8 ~= subtag.utf8.count
        && subtag.unicodeScalars.allSatisfy {
          $0.isASCII && $0.properties.isAlphabetic || "0"..."9" ~= $0
        }
    }
  }
}
