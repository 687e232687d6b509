public import SKOSVocabulary

extension LabelMatch {
  /// Concepts elsewhere that look like the one that was found and mean something else.
  public func falseFriends(by resolver: Resolver) -> [FalseFriend] {
    resolver.resolve(concept).falseFriends
  }

  /// The concept that was found, how, and what it must not be taken for.
  public func json(in language: String, warnedBy resolver: Resolver) -> JSONValue {
    let friends = falseFriends(by: resolver).map { $0.json(in: language) }
    guard case .object(let members) = json(in: language) else { return json(in: language) }
    return .object(members + [.init("falseFriends", .array(friends))])
  }
}
