import Foundation

/// A jurisdiction code of the data as people know it: `EU`, `US`, `M49:002`, `org:iso`.
public struct Jurisdiction: Hashable, Sendable {
  /// A part of the world, or of the world of standards, under which vocabularies are listed.
  public enum Region: String, CaseIterable, Sendable {
    /// Bodies and documents of several regions.
    case worldwide = "Worldwide"
    /// Organisations whose work is standards.
    case standards = "Standards organisations"
    /// Europe.
    case europe = "Europe"
    /// North and South America.
    case americas = "The Americas"
    /// Asia, the Gulf and the Pacific.
    case asiaPacific = "Asia and the Pacific"
    /// Africa.
    case africa = "Africa"
    /// No region is known.
    case other = "Other"

    /// The region of an area of the United Nations' standard M49.
    init(area: String) {
      switch area {
      case "001": self = .worldwide
      case "002": self = .africa
      case "019", "003", "021", "005", "013", "029", "419": self = .americas
      case "142", "009", "035", "030", "034", "143", "145": self = .asiaPacific
      case "150": self = .europe
      default: self = .other
      }
    }
  }

  /// The name in English.
  public let name: String
  /// The region.
  public let region: Region

  /// Reads a code; one that is not known stands for itself.
  public init(code: String) {
    if let organisation = Self.organisations[code] {
      self = organisation
    } else if code.hasPrefix("M49:") {
      let area = String(code.dropFirst(4))
      self.init(name: Self.territory(area) ?? code, region: Region(area: area))
    } else if let exception = Self.exceptions[code] {
      self = exception
    } else if let name = Self.territory(code) {
      let continent = Locale.Region(code).continent?.identifier
      self.init(name: name, region: continent.map(Region.init(area:)) ?? .other)
    } else {
      self.init(name: code, region: .other)
    }
  }

  private init(name: String, region: Region) {
    self.name = name
    self.region = region
  }

  private static func territory(_ code: String) -> String? {
    guard let name = Locale(identifier: "en").localizedString(forRegionCode: code), name != code
    else { return nil }
    return code == "001" ? "International" : name
  }

  /// The region that several jurisdictions share; worldwide where they are apart.
  public static func region(of codes: [String]) -> Region {
    let regions = Set(codes.map { Jurisdiction(code: $0).region })
    guard let first = regions.first else { return .other }
    return regions.count == 1 ? first : .worldwide
  }

  /// The names of several jurisdictions.
  public static func names(of codes: [String]) -> String {
    codes.map { Jurisdiction(code: $0).name }.joined(separator: ", ")
  }

  /// Codes for which the Unicode data has no continent, or a name that is not the usual one.
  private static let exceptions: [String: Jurisdiction] = [
    "CN": Jurisdiction(name: "China", region: .asiaPacific),
    "EU": Jurisdiction(name: "European Union", region: .europe),
  ]

  private static let organisations: [String: Jurisdiction] = [
    "org:african-union": Jurisdiction(name: "African Union", region: .africa),
    "org:apec": Jurisdiction(name: "APEC", region: .asiaPacific),
    "org:asean": Jurisdiction(name: "ASEAN", region: .asiaPacific),
    "org:brics": Jurisdiction(name: "BRICS", region: .worldwide),
    "org:cen-cenelec": Jurisdiction(name: "CEN and CENELEC", region: .standards),
    "org:council-of-europe": Jurisdiction(name: "Council of Europe", region: .europe),
    "org:g7": Jurisdiction(name: "G7", region: .worldwide),
    "org:iec": Jurisdiction(name: "IEC", region: .standards),
    "org:ieee": Jurisdiction(name: "IEEE", region: .standards),
    "org:iso": Jurisdiction(name: "ISO", region: .standards),
    "org:league-of-arab-states": Jurisdiction(
      name: "League of Arab States", region: .worldwide),
    "org:mitre": Jurisdiction(name: "MITRE", region: .americas),
    "org:oecd": Jurisdiction(name: "OECD", region: .worldwide),
    "org:owasp": Jurisdiction(name: "OWASP", region: .worldwide),
  ]
}
