public import ArgumentParser
public import RDFGraph

extension CanonicalizationHash: ExpressibleByArgument {}
