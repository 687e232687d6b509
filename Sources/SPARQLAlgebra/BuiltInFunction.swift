/// The functions that SPARQL names by keywords, apart from BOUND, IN and EXISTS.
///
/// The raw value is the keyword. `URI` and `isURI` are `IRI` and `isIRI` under other names.
///
/// Source: SPARQL 1.1 Query, section 17.4; SPARQL 1.2 Query, section 17.4.
public enum BuiltInFunction: String, Hashable, Sendable, CaseIterable {
  // MARK: Functional forms (17.4.1)

  /// `IF`
  case `if` = "IF"
  /// `COALESCE`
  case coalesce = "COALESCE"
  /// `sameTerm`
  case sameTerm

  // MARK: On terms (17.4.2)

  /// `isIRI`
  case isIRI
  /// `isBLANK`
  case isBlank = "isBLANK"
  /// `isLITERAL`
  case isLiteral = "isLITERAL"
  /// `isNUMERIC`
  case isNumeric = "isNUMERIC"
  /// `STR`
  case str = "STR"
  /// `LANG`
  case lang = "LANG"
  /// `DATATYPE`
  case datatype = "DATATYPE"
  /// `IRI`
  case iri = "IRI"
  /// `BNODE`
  case bnode = "BNODE"
  /// `STRDT`
  case strdt = "STRDT"
  /// `STRLANG`
  case strlang = "STRLANG"
  /// `UUID`
  case uuid = "UUID"
  /// `STRUUID`
  case struuid = "STRUUID"

  /// `hasLANG`
  case hasLang = "hasLANG"
  /// `LANGDIR`
  case langDir = "LANGDIR"
  /// `hasLANGDIR`
  case hasLangDir = "hasLANGDIR"
  /// `STRLANGDIR`
  case strLangDir = "STRLANGDIR"

  // MARK: On triple terms (SPARQL 1.2)

  /// `TRIPLE`
  case triple = "TRIPLE"
  /// `SUBJECT`
  case subject = "SUBJECT"
  /// `PREDICATE`
  case predicate = "PREDICATE"
  /// `OBJECT`
  case object = "OBJECT"
  /// `isTRIPLE`
  case isTriple = "isTRIPLE"

  // MARK: On strings (17.4.3)

  /// `STRLEN`
  case strlen = "STRLEN"
  /// `SUBSTR`
  case substr = "SUBSTR"
  /// `UCASE`
  case ucase = "UCASE"
  /// `LCASE`
  case lcase = "LCASE"
  /// `STRSTARTS`
  case strstarts = "STRSTARTS"
  /// `STRENDS`
  case strends = "STRENDS"
  /// `CONTAINS`
  case contains = "CONTAINS"
  /// `STRBEFORE`
  case strbefore = "STRBEFORE"
  /// `STRAFTER`
  case strafter = "STRAFTER"
  /// `ENCODE_FOR_URI`
  case encodeForURI = "ENCODE_FOR_URI"
  /// `CONCAT`
  case concat = "CONCAT"
  /// `LANGMATCHES`
  case langMatches = "LANGMATCHES"
  /// `REGEX`
  case regex = "REGEX"
  /// `REPLACE`
  case replace = "REPLACE"

  // MARK: On numbers (17.4.4)

  /// `ABS`
  case abs = "ABS"
  /// `ROUND`
  case round = "ROUND"
  /// `CEIL`
  case ceil = "CEIL"
  /// `FLOOR`
  case floor = "FLOOR"
  /// `RAND`
  case rand = "RAND"

  // MARK: On dates and times (17.4.5)

  /// `NOW`
  case now = "NOW"
  /// `YEAR`
  case year = "YEAR"
  /// `MONTH`
  case month = "MONTH"
  /// `DAY`
  case day = "DAY"
  /// `HOURS`
  case hours = "HOURS"
  /// `MINUTES`
  case minutes = "MINUTES"
  /// `SECONDS`
  case seconds = "SECONDS"
  /// `TIMEZONE`
  case timezone = "TIMEZONE"
  /// `TZ`
  case tz = "TZ"

  // MARK: Hashes (17.4.6)

  /// `MD5`
  case md5 = "MD5"
  /// `SHA1`
  case sha1 = "SHA1"
  /// `SHA256`
  case sha256 = "SHA256"
  /// `SHA384`
  case sha384 = "SHA384"
  /// `SHA512`
  case sha512 = "SHA512"

  /// How many arguments the function takes.
  public var arity: ClosedRange<Int> {
    switch self {
    case .uuid, .struuid, .rand, .now: 0...0
    case .bnode: 0...1
    case .sameTerm, .strdt, .strlang, .strstarts, .strends, .contains, .strbefore, .strafter,
      .langMatches:
      2...2
    case .substr, .regex: 2...3
    case .if, .triple, .strLangDir: 3...3
    case .replace: 3...4
    case .coalesce, .concat: 0...Int.max
    default: 1...1
    }
  }
}
