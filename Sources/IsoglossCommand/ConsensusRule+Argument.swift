public import ArgumentParser
public import TermAlignment

extension ConsensusRule: ExpressibleByArgument {}
