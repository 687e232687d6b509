import ByteStorage
import Foundation

/// Text as it is compared in searches: without case, diacritics, compatibility variants and
/// differences of white space, dashes and apostrophes.
///
/// The same input gives the same bytes whatever the locale. Marks are removed where a reader
/// takes them for an ornament of a letter (Latin, Greek, Cyrillic, Arabic, Hebrew) and kept where
/// they are vowels or voice (Indic scripts, kana).
///
/// Source: Unicode Standard, sections 3.11 (NFKD) and 3.13 (default case folding).
enum TextFolding {
  /// Text folded, as UTF-8.
  static func folded(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    append(text.utf8Span.span, to: &result)
    return result
  }

  /// Appends text folded; ASCII, most of what there is, takes no detour over strings.
  static func append(_ bytes: Span<UInt8>, to result: inout [UInt8]) {
    var state = SpaceState(start: result.count)
    for index in 0..<bytes.count {
      let byte = bytes[index]
      guard byte < 0x80 else {
        result.removeSubrange(state.start...)
        return appendUnicode(String(bytes: bytes), to: &result)
      }
      appendASCII(byte, &state, to: &result)
    }
    state.finish(&result)
  }

  /// Runs of white space become one space, none at either end.
  private struct SpaceState {
    let start: Int

    func space(_ result: inout [UInt8]) {
      if result.count > start, result.last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
    }

    func finish(_ result: inout [UInt8]) {
      if result.count > start, result.last == UInt8(ascii: " ") { result.removeLast() }
    }
  }

  private static func appendASCII(
    _ byte: UInt8, _ state: inout SpaceState, to result: inout [UInt8]
  ) {
    switch byte {
    case 0...0x20, 0x7F: state.space(&result)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
    default: result.append(byte)
    }
  }

  private static func appendUnicode(_ text: String, to result: inout [UInt8]) {
    var state = SpaceState(start: result.count)
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if scalar.isASCII {
        appendASCII(UInt8(truncatingIfNeeded: scalar.value), &state, to: &result)
      } else if isIgnored(scalar) {
        continue
      } else if let plain = plainForm(scalar) {
        result.append(contentsOf: plain.utf8)
      } else if scalar.properties.isWhitespace {
        state.space(&result)
      } else {
        // Up and down again: one form for ß and ss, for σ and ς.
        for upper in scalar.properties.uppercaseMapping.unicodeScalars {
          for lower in upper.properties.lowercaseMapping.unicodeScalars
          where !isIgnored(lower) {
            result.append(contentsOf: String(lower).utf8)
          }
        }
      }
    }
    state.finish(&result)
  }

  /// Marks on letters of scripts that can be read without them, and what nobody sees.
  private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x0483...0x0489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xFE20...0xFE2F:
      true
    case 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7: true
    case 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC: true
    case 0x00AD, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }

  /// What Unicode does not decompose and people type without.
  private static func plainForm(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "ø", "Ø": "o"
    case "đ", "Đ", "ð", "Ð": "d"
    case "ł", "Ł": "l"
    case "ħ", "Ħ": "h"
    case "ŧ", "Ŧ": "t"
    case "ı": "i"
    case "æ", "Æ": "ae"
    case "œ", "Œ": "oe"
    case "þ", "Þ": "th"
    case "\u{2018}"..."\u{201B}", "\u{2032}", "\u{02BC}": "'"
    case "\u{201C}"..."\u{201F}": "\""
    case "\u{2010}"..."\u{2015}", "\u{2212}": "-"
    default: nil
    }
  }
}
