public import RDFModel

/// What can be wrong with a JSON-LD document, in the words of the specification.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 9.6 (JsonLdErrorCode).
public enum JSONLDErrorCode: String, Hashable, Sendable, CaseIterable {
  case collidingKeywords = "colliding keywords"
  case compactionToListOfLists = "compaction to list of lists"
  case conflictingIndexes = "conflicting indexes"
  case contextOverflow = "context overflow"
  case cyclicIRIMapping = "cyclic IRI mapping"
  case invalidID = "invalid @id value"
  case invalidImport = "invalid @import value"
  case invalidIncluded = "invalid @included value"
  case invalidIndex = "invalid @index value"
  case invalidNest = "invalid @nest value"
  case invalidPrefix = "invalid @prefix value"
  case invalidPropagate = "invalid @propagate value"
  case invalidProtected = "invalid @protected value"
  case invalidReverse = "invalid @reverse value"
  case invalidVersion = "invalid @version value"
  case invalidBaseDirection = "invalid base direction"
  case invalidBaseIRI = "invalid base IRI"
  case invalidContainerMapping = "invalid container mapping"
  case invalidContextEntry = "invalid context entry"
  case invalidContextNullification = "invalid context nullification"
  case invalidDefaultLanguage = "invalid default language"
  case invalidIRIMapping = "invalid IRI mapping"
  case invalidJSONLiteral = "invalid JSON literal"
  case invalidKeywordAlias = "invalid keyword alias"
  case invalidLanguageMapValue = "invalid language map value"
  case invalidLanguageMapping = "invalid language mapping"
  case invalidLanguageTaggedString = "invalid language-tagged string"
  case invalidLanguageTaggedValue = "invalid language-tagged value"
  case invalidLocalContext = "invalid local context"
  case invalidRemoteContext = "invalid remote context"
  case invalidReverseProperty = "invalid reverse property"
  case invalidReversePropertyMap = "invalid reverse property map"
  case invalidReversePropertyValue = "invalid reverse property value"
  case invalidScopedContext = "invalid scoped context"
  case invalidSetOrList = "invalid set or list object"
  case invalidTermDefinition = "invalid term definition"
  case invalidTypeMapping = "invalid type mapping"
  case invalidTypeValue = "invalid type value"
  case invalidTypedValue = "invalid typed value"
  case invalidValueObject = "invalid value object"
  case invalidValueObjectValue = "invalid value object value"
  case invalidVocabMapping = "invalid vocab mapping"
  case iriConfusedWithPrefix = "IRI confused with prefix"
  case keywordRedefinition = "keyword redefinition"
  case listOfLists = "list of lists"
  case loadingDocumentFailed = "loading document failed"
  case loadingRemoteContextFailed = "loading remote context failed"
  case processingModeConflict = "processing mode conflict"
  case protectedTermRedefinition = "protected term redefinition"
  case recursiveContextInclusion = "recursive context inclusion"

  /// The code of errors of this kind: `jsonld-` and the words joined by hyphens, without `@`.
  public var code: SyntaxError.Code {
    let words = rawValue.filter { $0 != "@" }.lowercased()
    return SyntaxError.Code(
      rawValue: "jsonld-" + String(words.map { $0 == " " ? "-" : $0 }))
  }

  /// What the user can do, in one sentence without a full stop.
  var remedy: String {
    switch self {
    case .loadingRemoteContextFailed, .loadingDocumentFailed:
      "name a file that holds it, on the command line with --context IRI=FILE; contexts are never "
        + "fetched from the network"
    case .contextOverflow, .recursiveContextInclusion, .cyclicIRIMapping:
      "break the circle, or merge the contexts"
    case .invalidRemoteContext:
      "give a JSON document whose object has an @context"
    case .processingModeConflict, .invalidVersion:
      "write \"@version\": 1.1 and read it in the processing mode json-ld-1.1"
    case .protectedTermRedefinition, .invalidContextNullification:
      "leave the protected terms as they are, or do not protect them"
    case .listOfLists, .compactionToListOfLists:
      "read it in the processing mode json-ld-1.1"
    case .invalidBaseDirection: "write \"ltr\", \"rtl\" or null"
    case .keywordRedefinition: "give the term another name"
    case .iriConfusedWithPrefix: "give the prefix another name"
    case .collidingKeywords: "leave one of the two entries out"
    default: "correct the entry"
    }
  }
}

extension SyntaxError.Code {
  /// Text that is not JSON (RFC 8259).
  public static let jsonSyntax = Self(rawValue: "json-syntax")
  /// A name that occurs twice in a JSON object.
  public static let jsonDuplicateName = Self(rawValue: "json-duplicate-name")
}

/// What stopped an algorithm, before it is known how its documents are called.
struct JSONLDFailure: Error {
  enum Kind: Equatable {
    case json
    case duplicateName
    case end
    case utf8
    case limit
    case depth
    case memory
    case jsonLD(JSONLDErrorCode)
  }

  let kind: Kind
  let detail: String
  let mark: SourceMark?

  init(_ kind: Kind, _ detail: String, _ mark: SourceMark? = nil) {
    (self.kind, self.detail, self.mark) = (kind, detail, mark)
  }

  init(_ code: JSONLDErrorCode, _ detail: String, _ mark: SourceMark? = nil) {
    self.init(.jsonLD(code), detail, mark)
  }

  var isLimit: Bool { kind == .limit || kind == .depth || kind == .memory }

  var code: SyntaxError.Code {
    switch kind {
    case .json: .jsonSyntax
    case .duplicateName: .jsonDuplicateName
    case .end: .unexpectedEnd
    case .utf8: .invalidUTF8
    case .limit, .depth, .memory: .limitExceeded
    case .jsonLD(let code): code.code
    }
  }

  var message: String {
    if case .jsonLD(let code) = kind { "\(code.rawValue): \(detail)" } else { detail }
  }

  var remedy: String {
    switch kind {
    case .json, .end: "correct the JSON text"
    case .duplicateName: "leave one of the two members out"
    case .utf8: "save the document as UTF-8"
    case .limit: "raise the limit if the source is trusted"
    case .memory: "lower the limit depth"
    case .depth:
      "raise the limit depth if the source is trusted, to \(Nesting.highest) at most, or "
        + "flatten the document"
    case .jsonLD(let code): code.remedy
    }
  }
}

extension WritingError {
  /// What stopped the writing of a document.
  init(_ failure: JSONLDFailure) {
    self.init(
      code: Code(rawValue: failure.code.rawValue), message: failure.message,
      remedy: failure.remedy)
  }
}
