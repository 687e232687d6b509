/// What the planner may do beside the plain way: each is a rewriting that changes the work and
/// never the solutions, so tests turn them off one by one.
package struct PlannerFeatures: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Joins are ordered by dynamic programming over what they cost; else always the next pattern
  /// that promises the fewest rows.
  package static let joinOrder = PlannerFeatures(rawValue: 1 << 0)
  /// Filters on one variable are tested where the variable is found.
  package static let termTests = PlannerFeatures(rawValue: 1 << 1)
  /// Columns that nobody asks for are left out.
  package static let projection = PlannerFeatures(rawValue: 1 << 2)
  /// Alternatives of a path that are single properties are one scan.
  package static let predicateSets = PlannerFeatures(rawValue: 1 << 3)
  /// OPTIONAL, EXISTS and MINUS over one pattern are scans.
  package static let optionalScans = PlannerFeatures(rawValue: 1 << 4)
  /// Facts that are asked for often are noted as bits.
  package static let memberBits = PlannerFeatures(rawValue: 1 << 5)
  /// Patterns that share their last open variable are intersected.
  package static let leapfrog = PlannerFeatures(rawValue: 1 << 6)
  /// Scans in the same order are merged.
  package static let mergeJoins = PlannerFeatures(rawValue: 1 << 7)
  /// Rows that are only counted are not made where offsets tell their number.
  package static let offsetCounts = PlannerFeatures(rawValue: 1 << 8)
  /// Paths are walked from the end that promises less.
  package static let pathEnds = PlannerFeatures(rawValue: 1 << 9)
  /// Intersections and merges are taken wherever they can be, for tests on small graphs.
  package static let eager = PlannerFeatures(rawValue: 1 << 10)

  package static let all: PlannerFeatures = [
    .joinOrder, .termTests, .projection, .predicateSets, .optionalScans, .memberBits, .leapfrog,
    .mergeJoins, .offsetCounts, .pathEnds,
  ]
}
