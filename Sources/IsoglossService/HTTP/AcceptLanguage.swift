/// The languages that a client prefers.
///
/// Source: RFC 9110, section 12.5.4.
struct AcceptLanguage: Hashable, Sendable {
  /// The tag with the highest weight, the first among equals; nil where any will do.
  let preferred: String?

  /// Reads the value of the field; what is not well formed is passed over.
  init(_ value: String) {
    var best: (tag: String, quality: Int)?
    for element in value.split(separator: ",") {
      let parts = element.split(separator: ";").map(HeaderText.trimmed)
      guard let tag = parts.first, Self.isTag(tag) else { continue }
      var quality: Int? = 1000
      if parts.count > 1 {
        quality = parts[1].hasPrefix("q=") ? AcceptHeader.quality(parts[1].dropFirst(2)) : nil
      }
      guard let quality, quality > (best?.quality ?? 0) else { continue }
      best = (String(tag), quality)
    }
    preferred = best?.tag
  }

  private static func isTag(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}
