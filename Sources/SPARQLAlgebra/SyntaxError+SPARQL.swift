public import RDFModel

/// What can be wrong with a query beside what is wrong with any source.
extension SyntaxError.Code {
  /// A word or sign where the grammar wants another.
  public static let sparqlUnexpectedToken = Self(rawValue: "sparql-unexpected-token")
  /// Characters that make no token, or a wrong escape.
  public static let sparqlInvalidToken = Self(rawValue: "sparql-invalid-token")
  /// A prefix that nothing declares.
  public static let sparqlUndeclaredPrefix = Self(rawValue: "sparql-undeclared-prefix")
  /// A variable that AS or BIND would bind a second time, or that VALUES names twice.
  public static let sparqlVariableInScope = Self(rawValue: "sparql-variable-in-scope")
  /// A variable of a grouped query that is neither a key nor inside an aggregate.
  public static let sparqlUngroupedVariable = Self(rawValue: "sparql-ungrouped-variable")
  /// An aggregate outside SELECT, HAVING and ORDER BY, or within another.
  public static let sparqlMisplacedAggregate = Self(rawValue: "sparql-misplaced-aggregate")
  /// A blank node label used in two basic graph patterns.
  public static let sparqlBlankNodeScope = Self(rawValue: "sparql-blank-node-scope")
  /// A variable in INSERT DATA or DELETE DATA.
  public static let sparqlMisplacedVariable = Self(rawValue: "sparql-misplaced-variable")
  /// A blank node in DELETE, DELETE DATA or DELETE WHERE.
  public static let sparqlMisplacedBlankNode = Self(rawValue: "sparql-misplaced-blank-node")
  /// A function with too many or too few arguments.
  public static let sparqlArgumentCount = Self(rawValue: "sparql-argument-count")
  /// A row of VALUES with too many or too few terms.
  public static let sparqlValuesCount = Self(rawValue: "sparql-values-count")
  /// An update where a query was expected.
  public static let sparqlUpdateRequest = Self(rawValue: "sparql-update-request")
  /// A query where an update was expected.
  public static let sparqlQueryRequest = Self(rawValue: "sparql-query-request")
  /// Something that the grammar allows and this parser does not take; the message names it.
  public static let sparqlUnsupported = Self(rawValue: "sparql-unsupported")
}

/// Stops the parser; the parser keeps what is wrong.
///
/// An error without contents keeps the frames of the recursive methods small.
struct Halt: Error {}
