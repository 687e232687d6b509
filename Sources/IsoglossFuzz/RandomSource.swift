/// Random numbers that are the same on every machine (SplitMix64).
struct RandomSource {
  private var state: UInt64

  /// Makes the source of one input of a campaign.
  init(seed: UInt64, stream: Int) {
    state = seed &* 0xD134_2543_DE82_EF95 &+ UInt64(truncatingIfNeeded: stream)
    // Streams that follow each other have to differ from their first number on.
    state = next() ^ seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to but not including a bound, which is positive.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A place of a collection that is not empty.
  mutating func element<Element>(of values: [Element]) -> Element { values[below(values.count)] }

  /// A number that is small most of the time and at most a bound.
  mutating func short(_ bound: Int) -> Int {
    min(bound, below(1 << below(12)))
  }
}
