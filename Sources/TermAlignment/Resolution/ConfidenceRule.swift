/// How the confidence of a derivation follows from those of its links.
///
/// None of them gives more than the weakest link has, and each gives nothing as soon as one link
/// states nothing: nobody knows then which link is the weakest.
public enum ConfidenceRule: String, CaseIterable, Hashable, Sendable {
  /// The least confidence of a link: the most that the derivation can be sure of, whatever its
  /// links have to do with each other.
  case weakestLink = "weakest-link"
  /// The product: right where the links fail independently of each other.
  case product
  /// The Fréchet lower bound, 1 less the doubts of all links, at least 0: the least that the
  /// derivation can be sure of, whatever its links have to do with each other.
  case frechet

  /// The confidence of no links at all.
  var identity: Double { self == .weakestLink ? .infinity : 1 }

  /// The confidence with one more link; not a number where one is unknown.
  func extended(_ soFar: Double, by link: Double) -> Double {
    if soFar.isNaN || link.isNaN { return .nan }
    switch self {
    case .weakestLink: return min(soFar, link)
    case .product: return soFar * link
    // Away from 0 rounding would show: 0.9 and 0.8 leave 0.7000000000000001.
    case .frechet: return max(0, ((soFar + link - 1) * 1e12).rounded() / 1e12)
    }
  }

  /// The rule in words, for a derivation of several links.
  func words(hops: Int) -> String {
    switch self {
    case .weakestLink: "weakest link of \(hops) hops"
    case .product: "product of \(hops) hops"
    case .frechet: "Fréchet lower bound of \(hops) hops"
    }
  }
}

/// How far a mapping was reviewed.
///
/// Source: SSSOM 1.1, slots `reviewer_id`, `reviewer_label`, `review_date`, `reviewer_agreement`.
public enum ReviewState: String, CaseIterable, Hashable, Sendable {
  /// Nobody is named who looked at it.
  case unreviewed
  /// Somebody looked at it and did not say how far they agree.
  case reviewed
  /// The reviewer agrees.
  case accepted
  /// The reviewer neither agrees nor disagrees.
  case undecided
  /// The reviewer disagrees.
  case rejected

  /// The state as a byte.
  var code: UInt8 {
    switch self {
    case .unreviewed: 0
    case .reviewed: 1
    case .accepted: 2
    case .undecided: 3
    case .rejected: 4
    }
  }

  init(isReviewed: Bool, agreement: Double?) {
    switch agreement {
    case let agreement? where agreement > 0: self = .accepted
    case let agreement? where agreement < 0: self = .rejected
    case .some: self = .undecided
    case nil: self = isReviewed ? .reviewed : .unreviewed
    }
  }
}
