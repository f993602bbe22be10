/// What came of one world that a law was tried on.
///
/// A law says it of every world: one that is passed over in silence would let the law hold of nothing at all.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// What the law is about was there and was looked at.
  case judged
  /// A guardrail refuses the plan, so that nothing may be carried out.
  case refused
  /// There is nothing to do, and the law is about doing it.
  case empty
  /// What the law is about did not come up: a fault that met no request, a role that nobody holds.
  case missed
}

/// How many worlds a law was tried on, and on how many of them it judged anything.
struct Tally: CustomStringConvertible {
  private var counts: [Verdict: Int] = [:]

  /// Of fewer worlds no share can be asked: somebody is looking for one seed.
  private static let few = 20

  mutating func count(_ verdict: Verdict) { counts[verdict, default: 0] += 1 }

  var drawn: Int { counts.values.reduce(0, +) }

  func isUnder(_ percent: Int) -> Bool {
    drawn >= Tally.few && counts[.judged, default: 0] * 100 < percent * drawn
  }

  /// `400 worlds: 351 judged, 31 refused, 18 empty, 0 missed`
  var description: String {
    let each = Verdict.allCases.map { "\(counts[$0, default: 0]) \($0.rawValue)" }
    return "\(drawn) worlds: \(each.joined(separator: ", "))"
  }
}
