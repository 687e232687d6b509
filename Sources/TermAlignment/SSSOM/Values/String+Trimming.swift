extension String {
  /// Without spaces and tabs at both ends.
  func trimmingSpaces() -> String {
    let view = unicodeScalars
    guard let first = view.firstIndex(where: { $0 != " " && $0 != "\t" }),
      let last = view.lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return "" }
    return String(view[first...last])
  }
}
