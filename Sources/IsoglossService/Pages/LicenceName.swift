import Foundation

/// Short names of licences that data refers to by address.
enum LicenceName {
  /// The name, or nil for a licence that is not known by one.
  static func of(_ iri: String) -> String? {
    let marker = "creativecommons.org/"
    guard let start = iri.range(of: marker)?.upperBound else { return nil }
    let parts = iri[start...].split(separator: "/")
    guard parts.count >= 3 else { return nil }
    switch parts[0] {
    case "licenses": return "CC \(parts[1].uppercased()) \(parts[2])"
    case "publicdomain" where parts[1] == "zero": return "CC0 \(parts[2])"
    default: return nil
    }
  }
}
