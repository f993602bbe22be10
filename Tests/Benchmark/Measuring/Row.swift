/// One figure of the report: what was measured, against what, and how far it may be from it.
struct Row {
  let name: String
  let samples: [Sample]
  var requests: Int?
  var rateLimited: Int?
  /// The least that anybody could take, measured in the same run.
  var floor: Floor?
  var targets: [Target] = []

  struct Floor {
    let name: String
    let samples: [Sample]
  }

  /// What the figure is to stay under.
  enum Target {
    /// Seconds of wall time.
    case wall(Double)
    /// Seconds of processor time.
    case cpu(Double)
    /// Bytes.
    case peak(Int)
    /// Times the floor's processor time.
    case ratio(Double)
    /// Times the floor's wall time.
    case wallRatio(Double)
    case requests(Int)
    /// Answers 429.
    case rateLimited(Int)
  }

  func median(_ value: (Sample) -> Double) -> Double { Row.median(samples.map(value)) }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// From the least to the most, of the median.
  func spread(_ value: (Sample) -> Double) -> Double {
    let values = samples.map(value)
    guard let least = values.min(), let most = values.max(), median(value) > 0 else { return 0 }
    return (most - least) / median(value)
  }

  var peak: Int { Int(median { Double($0.peak) }) }

  func ratio(_ value: (Sample) -> Double) -> Double? {
    guard let floor else { return nil }
    let least = Row.median(floor.samples.map(value))
    return least > 0 ? median(value) / least : nil
  }

  func isReached(_ target: Target) -> Bool {
    switch target {
    case .wall(let limit): median(\.wall) <= limit
    case .cpu(let limit): median(\.cpu) <= limit
    case .peak(let limit): peak <= limit
    case .ratio(let limit): ratio(\.cpu).map { $0 <= limit } ?? false
    case .wallRatio(let limit): ratio(\.wall).map { $0 <= limit } ?? false
    case .requests(let limit): requests.map { $0 <= limit } ?? false
    case .rateLimited(let limit): rateLimited.map { $0 <= limit } ?? false
    }
  }

  var isReached: Bool { targets.allSatisfy(isReached) }
}
