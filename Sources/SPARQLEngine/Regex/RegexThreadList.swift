/// The places in the program that are alive, each once, in order of preference.
struct RegexThreadList {
  private var counters: [Int]
  private var marks: [UInt32]
  private var generation: UInt32 = 0
  private var saved: [Int]
  private(set) var count = 0
  /// The captures of the thread that is being added.
  var scratch: [Int]

  init(capacity: Int, slots: Int) {
    counters = Array(repeating: 0, count: capacity)
    marks = Array(repeating: 0, count: capacity)
    saved = Array(repeating: -1, count: capacity * slots)
    scratch = Array(repeating: -1, count: slots)
  }

  subscript(index: Int) -> Int { counters[index] }

  mutating func removeAll() {
    count = 0
    generation &+= 1
    if generation == 0 {
      for index in marks.indices { marks[index] = 0 }
      generation = 1
    }
  }

  mutating func clearScratch() {
    for slot in scratch.indices { scratch[slot] = -1 }
  }

  func contains(_ counter: Int) -> Bool { marks[counter] == generation }

  mutating func mark(_ counter: Int) { marks[counter] = generation }

  mutating func append(_ counter: Int) {
    marks[counter] = generation
    let base = count * scratch.count
    for slot in scratch.indices { saved[base + slot] = scratch[slot] }
    counters[count] = counter
    count += 1
  }

  mutating func loadScratch(_ other: RegexThreadList, _ index: Int) {
    let base = index * scratch.count
    for slot in scratch.indices { scratch[slot] = other.saved[base + slot] }
  }

  func captures(_ index: Int) -> [Int] {
    Array(saved[(index * scratch.count)..<((index + 1) * scratch.count)])
  }
}
