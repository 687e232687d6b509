// The door: whoever imports Isogloss can name what most of its calls take and give. Entailment and
// SPARQLAlgebra are left to those who need their types, for `Derivation` would then mean two things
// and `Expression` three.
@_exported public import JSONLDSyntax
@_exported public import RDFGraph
@_exported public import RDFModel
@_exported public import SKOSVocabulary
@_exported public import SPARQLEngine
@_exported public import TermAlignment
@_exported public import TermMatching
