extension Unicode.Scalar {
  /// How many columns of a terminal the scalar takes: 2 for the wide ones of East Asian scripts and
  /// for pictures, 0 for marks and format controls, else 1.
  ///
  /// Source: Unicode Standard Annex 11 (East Asian Width), the values W and F.
  public var columnCount: Int {
    if value < 0x300 { return 1 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }
}
