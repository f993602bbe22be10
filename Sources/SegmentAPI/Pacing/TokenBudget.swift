/// How many requests the token bears at once, learned from the answers 429 that no endpoint's limit explains.
///
/// Segment documents no such limit, and its SDKs speak of one since July 2026; a proxy on the way may have one of its own.
/// Nothing tells how large it is, so it is felt for: such a 429 halves what may be in flight, and each round without one
/// adds one. What was sent beside others is simply sent again when the number has fallen, whatever `Retry-After` asks for:
/// the others are what it has to wait for, and they are ours. Where a single request is refused, somebody else uses the
/// token up, or it is the rate that is limited. Then it waits, twice as long each time, and `Retry-After` only shortens
/// that: it is made for the windows of endpoints, and a whole one of those for a place that is free again in an instant
/// would be a read that does not end. Afterwards a gap is kept between requests, which shrinks with each answer.
struct TokenBudget {
  /// The first wait, and the longest gap: a longer one would cost more than the refusals that it saves, above all where
  /// another program only comes and goes.
  static let firstWait: Duration = .milliseconds(100)
  /// Shorter ones are none.
  static let smallestGap: Duration = .milliseconds(20)

  enum Outcome: Hashable {
    /// Nothing came back that says anything about limits of the token.
    case untold
    /// Answered, and not with 429.
    case served
    /// Answered 429, and the endpoint's limit does not explain it. `stated` is its `Retry-After`.
    case turnedAway(stated: Duration?)
  }

  private let most: Int
  private var bound: Int
  private var inFlight = 0
  /// How many of those in flight were sent under a bound that has been halved since: their refusals are the same news.
  private var older = 0
  /// Answers since the bound last changed.
  private var served = 0
  private var gap: Duration = .zero
  /// How often a single request was refused, with no answer between.
  private var refusals = 0
  private var opens: Duration = .zero
  private var latest: Duration = .zero

  /// - Parameter most: what the client itself sends at once.
  init(most: Int) {
    self.most = most
    bound = most
  }

  mutating func verdict(at now: Duration) -> Budget.Verdict {
    follow(now)
    if inFlight >= bound { return .afterAnAnswer }
    return now < opens ? .notBefore(opens) : .now
  }

  mutating func started(at now: Duration) {
    inFlight += 1
    if gap > .zero { opens = now + gap }
  }

  /// - Returns: for a request that was refused although no other was in flight, how long to wait before the next one.
  @discardableResult
  mutating func finished(_ outcome: Outcome, at now: Duration) -> Duration? {
    follow(now)
    inFlight -= 1
    let isOlder = older > 0
    if isOlder { older -= 1 }
    switch outcome {
    case .untold: return nil
    case .served:
      refusals = 0
      gap = gap * 7 / 8
      if gap < Self.smallestGap { gap = .zero }
      if !isOlder, gap == .zero { grow() }
      return nil
    case .turnedAway(let stated):
      served = 0
      if isOlder { return nil }
      if inFlight > 0 {
        bound = max(1, min(bound, inFlight + 1) / 2)
        older = inFlight
        return nil
      }
      bound = 1
      gap = Self.firstWait
      // "At once" is no advice where a single request was too much.
      let most = stated.flatMap { $0 > .zero ? $0 : nil } ?? Budget.window
      let wait = min(Self.firstWait * (1 << min(refusals, 10)), most, Budget.window)
      refusals += 1
      opens = now + wait
      return wait
    }
  }

  private mutating func grow() {
    served += 1
    guard served >= bound, bound < most else { return }
    (bound, served) = (bound + 1, 0)
  }

  /// Where the clock was set back, what was noted moves back with it.
  private mutating func follow(_ now: Duration) {
    if now < latest { opens -= latest - now }
    latest = now
  }
}
