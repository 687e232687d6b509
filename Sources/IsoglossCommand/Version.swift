/// What `isogloss --version` says.
enum Version {
  static let text = "isogloss \(number)"
  static let number = "0.1.0"
}
