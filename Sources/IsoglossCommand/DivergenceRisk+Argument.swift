public import ArgumentParser
public import TermAlignment

extension Divergence.Risk: ExpressibleByArgument {}
