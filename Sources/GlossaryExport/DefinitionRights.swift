import RDFModel
import SKOSVocabulary

/// Whether a wording may be passed on.
///
/// The editors' own wordings are free. A publisher's wording, which only comes from files that a
/// user loads, is free where its licence is one that lets anybody copy the text: its own licence,
/// or, where the definition says nothing of rights and the scheme nothing of definitions, that of
/// the scheme. Everything else is in doubt, which is not to say that it is forbidden.
enum DefinitionRights {
  /// Why a wording is in doubt, or nil where it is free.
  static func doubt(about definition: Definition, of scheme: ConceptScheme) -> String? {
    if definition.isOwnWording { return nil }
    if let license = definition.license {
      return isFree(license) ? nil : "its licence, \(license), does not let everybody copy it"
    }
    if let rights = definition.rights.first {
      return "no licence is stated, but rights: \(rights.lexicalForm)"
    }
    if let rights = scheme.definitionRights.first {
      return "the document states for its definitions: \(rights.lexicalForm)"
    }
    guard let license = scheme.license else { return "no licence is stated" }
    return isFree(license)
      ? nil : "the licence of the document, \(license), does not let everybody copy it"
  }

  /// Licences that let anybody copy a text for any purpose.
  private static let free = [
    "creativecommons.org/licenses/by/", "creativecommons.org/licenses/by-sa/",
    "creativecommons.org/publicdomain/", "opendatacommons.org/licenses/by/",
    "opendatacommons.org/licenses/odbl/", "opendatacommons.org/licenses/pddl/",
    "www.nationalarchives.gov.uk/doc/open-government-licence/",
  ]

  private static func isFree(_ license: String) -> Bool {
    for scheme in ["https://", "http://"] where license.hasPrefix(scheme) {
      let rest = license.dropFirst(scheme.count)
      return free.contains { rest.hasPrefix($0) || rest + "/" == $0 }
    }
    return false
  }
}
