/// What of a report means the same on every machine: how many times its floor a figure takes, and how many requests.
/// Never a time.
struct Ratios {
  /// By figure and by what of it.
  private(set) var values: [String: Double] = [:]

  /// What is worse by more than this is named.
  private static let tolerance = 1.1

  init(_ rows: [Row]) {
    for row in rows {
      let hasWallTarget = row.targets.contains { if case .wallRatio = $0 { true } else { false } }
      values["\(row.name): cpu"] = row.ratio(\.cpu)
      // Start to end means something only where a target is of it.
      values["\(row.name): wall"] = hasWallTarget ? row.ratio(\.wall) : nil
      values["\(row.name): requests"] = row.requests.map(Double.init)
    }
  }

  /// Reads ``text``.
  init(_ text: String) throws {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let gap = line.lastIndex(of: " "), let value = Double(line[line.index(after: gap)...]) else {
        throw BenchmarkProblem("no ratio in the line: \(line)")
      }
      values[String(line[..<gap])] = value
    }
  }

  /// A line for each, in the order of their names.
  var text: String {
    "# Written by .ci/bench: times the floor of the same run, or requests; never a time. .ci/bench --check compares.\n"
      + values.sorted { $0.key < $1.key }.map { "\($0.key) \(decimal($0.value, 2))\n" }.joined()
  }

  /// In words, what is worse than it was by more than a tenth; nothing of what was not measured this time.
  func worse(than before: Ratios) -> [String] {
    values.sorted { $0.key < $1.key }.compactMap { name, value in
      guard let old = before.values[name], value > old * Self.tolerance else { return nil }
      return "\(name): \(decimal(old, 2)) before, \(decimal(value, 2)) now"
    }
  }

  /// These, with what the other one measured anew.
  func updated(by other: Ratios) -> Ratios {
    var ratios = self
    ratios.values.merge(other.values) { _, new in new }
    return ratios
  }

  /// What one has and the other lacks: a figure that is gone is compared with nothing.
  func missing(from before: Ratios) -> [String] { before.values.keys.filter { values[$0] == nil }.sorted() }
}
