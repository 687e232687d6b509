import Foundation

/// Figures of one run, printed as a table or as JSON.
struct Report {
  struct Row {
    var name: String
    var measurements: [Measurement]

    var cpu: Double { measurements.map(\.cpu).median }
    var wall: Double { measurements.map(\.wall).median }
  }

  var file: String
  var bytes: Int
  var rows: [Row]
  var facts: [(name: String, value: Double)]

  /// The ratio of a row to the first one, round by round, in the middle.
  func ratio(_ row: Row, by time: (Measurement) -> Double = { $0.cpu }) -> Double {
    ratios(row, by: time).median
  }

  private func ratios(_ row: Row, by time: (Measurement) -> Double) -> [Double] {
    guard let floor = rows.first else { return [] }
    return zip(row.measurements, floor.measurements).map { time($0) / time($1) }
  }

  /// The ratio on the wall in the round that was disturbed least.
  private func bestRatio(_ row: Row) -> Double {
    ratios(row) { $0.wall }.min() ?? .nan
  }

  func print(as format: ReportFormat) {
    Swift.print(format == .json ? json : text)
  }

  private var text: String {
    var lines = ["\(file): \(bytes) bytes"]
    lines.append(
      "pass".padding(toLength: 34, withPad: " ", startingAt: 0) + "    CPU s   wall s      MB/s"
        + "    x first (CPU)   (wall)   (best)")
    for row in rows {
      let speed = Double(bytes) / row.cpu / 1e6
      lines.append(
        row.name.padding(toLength: 34, withPad: " ", startingAt: 0)
          + String(
            format: "%9.4f%9.4f%10.1f%17.2f%9.2f%9.2f", row.cpu, row.wall, speed, ratio(row),
            ratio(row) { $0.wall }, bestRatio(row)))
    }
    lines += facts.map { "\($0.name): \(Self.number($0.value))" }
    return lines.joined(separator: "\n")
  }

  private var json: String {
    let object: [String: Any] = [
      "file": file, "bytes": bytes,
      "passes": rows.map { row in
        [
          "name": row.name, "cpu_s": row.cpu, "wall_s": row.wall, "ratio": ratio(row),
          "wall_ratio": ratio(row) { $0.wall }, "wall_ratio_best": bestRatio(row),
          "cpu_all_s": row.measurements.map(\.cpu), "wall_all_s": row.measurements.map(\.wall),
        ] as [String: Any]
      },
      "facts": Dictionary(uniqueKeysWithValues: facts.map { ($0.name, $0.value) }),
    ]
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: object, options: [.prettyPrinted, .sortedKeys])
    else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(format: "%.1f", value)
  }
}
