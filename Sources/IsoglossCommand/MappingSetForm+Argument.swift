public import ArgumentParser
public import TermAlignment

extension MappingSetForm.Statements: ExpressibleByArgument {}
