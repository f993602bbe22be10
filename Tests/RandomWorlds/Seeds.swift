import FoundationEssentials

/// The worlds that a law is tried on: those that once broke one, in every run, and after them a range.
///
/// `ACCORD_WORLDS=50000` draws more of them, `ACCORD_FIRST_WORLD` says where to begin; `.ci/laws` does both.
package struct Seeds: Sendable {
  /// In the order they are tried. Private, so that no law can pass over a world without a verdict.
  private let all: [UInt64]

  /// How many there are and which is the last, for laws that draw something else than worlds.
  package var count: Int { all.count }
  package var last: UInt64 { all.last ?? 0 }

  /// - Parameter percent: how many of them, for laws that take longer than others.
  package init(percent: UInt64 = 100) {
    let first = Seeds.number("ACCORD_FIRST_WORLD") ?? 0
    let count = (Seeds.number("ACCORD_WORLDS") ?? Seeds.usual) * percent / 100
    let range = first..<first + count
    all = Seeds.failed.filter { !range.contains($0) } + range
  }

  /// Tries a law on each, and counts what it says of them.
  ///
  /// `ACCORD_TALLY=1` prints the counts.
  /// - Parameters:
  ///   - percent: the share of worlds on which the law must have judged something; under it the law fails.
  ///   - law: what must hold of the world of a seed.
  /// - Throws: what the law throws, with the seed; or the counts, when it judged too little.
  package func judge(
    atLeast percent: Int = 60, name: String = #function, _ law: (UInt64) throws -> Verdict
  ) throws {
    var tally = Tally()
    for seed in all {
      do { tally.count(try law(seed)) } catch { throw Broken(seed: seed, error: error) }
    }
    if isTold { print("\(tally): \(name)") }
    if tally.isUnder(percent) { throw Hollow(tally: tally, percent: percent) }
  }

  /// Whether counts are printed.
  var isTold: Bool { Seeds.number("ACCORD_TALLY") != nil }

  private struct Hollow: Error, CustomStringConvertible {
    let tally: Tally
    let percent: Int
    var description: String { "this law judges too little to say anything: under \(percent) % of \(tally)" }
  }

  private struct Broken: Error, CustomStringConvertible {
    let seed: UInt64
    let error: any Error
    var description: String { "seed \(seed): \(error)" }
  }

  /// So many that the laws of all rooms together take seconds.
  private static let usual: UInt64 = 400

  /// `failing-seeds` beside this file: a number a line, and after it whatever explains it.
  private static let failed: [UInt64] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "failing-seeds")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      preconditionFailure("\(file.path()) is gone")
    }
    return text.split(separator: "\n").compactMap { line in line.split(separator: " ").first.flatMap { UInt64($0) } }
  }()

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }
}
