/// How long to wait before a read is sent again: doubling, with half of it left to chance.
enum Backoff {
  /// - Parameters:
  ///   - attempt: how often it was tried, from 1.
  ///   - chance: from 0 up to 1; many clients that failed together must not come back together.
  static func delay(after attempt: Int, chance: Double) -> Duration {
    let full = 0.5 * Double(1 << min(max(attempt, 1) - 1, 6))
    return .seconds(full * (0.5 + 0.5 * chance))
  }
}
