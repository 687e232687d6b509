// Tests compare graphs by the isomorphism of the product: whoever imports this room sees it.
@_exported public import RDFGraph
