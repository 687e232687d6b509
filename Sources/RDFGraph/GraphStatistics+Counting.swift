import ByteStorage
import RDFModel

extension GraphStatistics {
  /// Counts everything; subjects on one thread and objects on another, if there may be two.
  ///
  /// - Complexity: O(n) in the triples.
  init(permutations: [Permutation], dictionary: TermDictionary, threadCount: Int = 1) {
    let spo = permutations[TripleOrder.spo.rawValue]
    let pos = permutations[TripleOrder.pos.rawValue]
    let osp = permutations[TripleOrder.osp.rawValue]
    let (subjects, objects) = WorkerThread.both(
      atOnce: threadCount > 1,
      {
        var checkpoint = Checkpoint<Never>()
        return SubjectCounts(spo, predicates: max(pos.offsets.count - 1, 0), &checkpoint)
      },
      {
        var checkpoint = Checkpoint<Never>()
        return ObjectCounts(pos: pos, osp: osp, dictionary, &checkpoint)
      })
    self.init(subjects, objects, pos, dictionary)
  }

  /// Counts everything on this thread, unless it is stopped.
  ///
  /// - Complexity: O(n) in the triples.
  init<Failure>(
    permutations: [Permutation], dictionary: TermDictionary,
    checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) {
    let pos = permutations[TripleOrder.pos.rawValue]
    let subjects = try SubjectCounts(
      permutations[TripleOrder.spo.rawValue], predicates: max(pos.offsets.count - 1, 0),
      &checkpoint)
    let objects = try ObjectCounts(
      pos: pos, osp: permutations[TripleOrder.osp.rawValue], dictionary, &checkpoint)
    self.init(subjects, objects, pos, dictionary)
  }

  private init(
    _ subjects: SubjectCounts, _ objects: ObjectCounts, _ pos: Permutation,
    _ dictionary: TermDictionary
  ) {
    self.init(
      predicates: objects.predicates.map { ordinal, distinctObjects in
        Predicate(
          id: dictionary.id(ordinal: ordinal), triples: pos.rows(leading: ordinal).count,
          distinctSubjects: Int(subjects.byPredicate[ordinal]), distinctObjects: distinctObjects)
      },
      classes: objects.classes, distinctSubjects: subjects.distinct,
      distinctObjects: objects.distinct, characteristicSets: subjects.sets)
  }
}

/// What the SPO order tells.
private struct SubjectCounts: Sendable {
  var distinct = 0
  /// Distinct subjects per predicate, by the predicate's ordinal, which for an IRI is its index.
  var byPredicate: [UInt32]
  let sets: CharacteristicSets

  init<Failure>(
    _ spo: Permutation, predicates: Int, _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) {
    byPredicate = [UInt32](repeating: 0, count: predicates)
    sets = try CharacteristicSets(counting: spo, &checkpoint)
    if sets.otherSubjects == 0 {
      // Every subject is in a listed set, so nobody need be visited again.
      for set in 0..<sets.count {
        distinct += Int(sets.subjects[set])
        for place in sets.places(ofSet: set) {
          count(sets.predicates[place], sets.subjects[set])
        }
      }
      return
    }
    for ordinal in 0..<max(spo.offsets.count - 1, 0) {
      var last: UInt32?
      try checkpoint.pass(1 + spo.rows(leading: ordinal).count)
      for row in spo.rows(leading: ordinal) where spo.second[row] != last {
        if last == nil { distinct += 1 }
        last = spo.second[row]
        count(spo.second[row], 1)
      }
    }
  }

  private mutating func count(_ predicate: UInt32, _ subjects: UInt32) {
    // A damaged file may name a predicate that there is not.
    let index = TermID(rawValue: predicate).index
    if index < byPredicate.count { byPredicate[index] += subjects }
  }
}

/// What the POS and OSP orders tell.
private struct ObjectCounts: Sendable {
  var distinct = 0
  /// The ordinals of the predicates, ascending, each with its distinct objects.
  var predicates: [(ordinal: Int, distinctObjects: Int)] = []
  var classes: [GraphStatistics.Class] = []

  init<Failure>(
    pos: Permutation, osp: Permutation, _ dictionary: TermDictionary,
    _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) {
    for ordinal in 0..<max(osp.offsets.count - 1, 0) {
      try checkpoint.pass()
      if osp.offsets[ordinal] != osp.offsets[ordinal + 1] { distinct += 1 }
    }
    let type = dictionary.id(iri: RDF.type.value)?.index
    for ordinal in 0..<max(pos.offsets.count - 1, 0) {
      let rows = pos.rows(leading: ordinal)
      if rows.isEmpty { continue }
      var objects = 0
      var start = rows.lowerBound
      while start < rows.upperBound {
        try checkpoint.pass()
        // Few objects with many subjects each, or many with one: galloping is quick for both.
        let object = pos.second[start]
        let end =
          object == .max
          ? rows.upperBound : pos.second.lowerBound(object + 1, in: start..<rows.upperBound)
        objects += 1
        if ordinal == type {
          classes.append(.init(id: TermID(rawValue: object), instances: end - start))
        }
        start = end
      }
      predicates.append((ordinal, objects))
    }
  }
}
