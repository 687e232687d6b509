// The door: whoever imports Isogloss can name what its calls take and give.
@_exported public import JSONLDSyntax
@_exported public import RDFGraph
@_exported public import RDFModel
@_exported public import SKOSVocabulary
@_exported public import SPARQLEngine
@_exported public import TermAlignment
@_exported public import TermMatching
