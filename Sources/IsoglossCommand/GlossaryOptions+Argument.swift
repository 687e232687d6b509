public import ArgumentParser
public import GlossaryExport

extension GlossaryOptions.Order: ExpressibleByArgument {}
extension GlossaryOptions.Rights: ExpressibleByArgument {}
