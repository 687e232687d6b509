public import ArgumentParser
public import Isogloss

extension DocumentFormat: ExpressibleByArgument {
  /// Takes the name of a format, a usual extension, or a media type.
  public init?(argument: String) {
    let name = argument.lowercased()
    if let format = DocumentFormat(rawValue: name) ?? DocumentFormat(fileName: "." + name) {
      self = format
    } else if let format = DocumentFormat.allCases.first(where: { $0.mediaType == name }) {
      self = format
    } else {
      return nil
    }
  }
}

extension GraphFormat: ExpressibleByArgument {
  /// Takes the name of a format, a usual extension, or a media type.
  public init?(argument: String) {
    guard let format = DocumentFormat(argument: argument) else { return nil }
    self.init(rawValue: format.rawValue)
  }
}
