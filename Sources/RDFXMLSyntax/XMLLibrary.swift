private import CLibXML2

/// The library that parses XML.
public enum XMLLibrary {
  /// The version of libxml2 that is linked, such as `2.9.14`.
  public static var version: String {
    let text = unsafe String(cString: isogloss_libxml2_version())
    guard let number = Int(text.prefix(while: \.isNumber)) else { return text }
    return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
  }
}
