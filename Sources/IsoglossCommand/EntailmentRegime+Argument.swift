public import ArgumentParser
public import Entailment

extension EntailmentRegime: ExpressibleByArgument {}
