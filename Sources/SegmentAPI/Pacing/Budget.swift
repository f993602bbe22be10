/// How many requests one endpoint will bear now: what Segment's reference says, corrected by what its answers say.
///
/// Segment counts in fixed windows of a minute whose beginning a client cannot see before the first answer. Two bounds
/// hold together. Ours: of any 61 consecutive writes, the last is sent a minute after the answer to the first, so that
/// no window, wherever it begins, receives more than 60. Segment's: never more in flight than `X-RateLimit-Remaining`
/// says are left until `X-RateLimit-Reset`. A 429 closes the endpoint at once; afterwards a single request goes first.
struct Budget {
  /// The length of Segment's windows, and what is added for clocks that tick in whole seconds on the way.
  static let window: Duration = .seconds(60)
  static let margin: Duration = .milliseconds(250)

  enum Verdict: Hashable {
    case now
    case notBefore(Duration)
    /// As soon as one of the requests in flight is answered, perhaps.
    case afterAnAnswer
  }

  /// What became of a request, as far as limits are concerned.
  enum Outcome: Hashable {
    /// It cannot have been counted.
    case notSent
    /// It may have been counted; nothing came back that says so.
    case lost
    case answered(RateLimitFields)
    /// Answered 429, to be obeyed for that long.
    case refused(Duration)
    /// Answered 429 for a reason that is not this endpoint's; see ``TokenBudget``. It was not counted here.
    case turnedAway
  }

  private let published: Int?
  private var inFlight = 0
  /// When the requests of the last window were answered, oldest first; kept only where a limit is published.
  private var answered: [Duration] = []
  private var told: Told?
  /// The size of the window as Segment's `Consumed` and `Remaining` add up to.
  private(set) var size: Int?
  /// Set when a 429 came while `Remaining` promised more: its word then no longer raises the published limit.
  private var overstated = false
  private var closedUntil: Duration?
  private var probing = false
  private var latest: Duration = .zero

  private struct Told {
    var remaining: Int
    var until: Duration
  }

  init(published: Int?) { self.published = published }

  mutating func verdict(at now: Duration) -> Verdict {
    follow(now)
    if let closedUntil {
      if now < closedUntil { return .notBefore(closedUntil) }
      self.closedUntil = nil
    }
    if probing && inFlight > 0 { return .afterAnAnswer }
    return ownVerdict(at: now).and(toldVerdict(at: now))
  }

  mutating func started() { inFlight += 1 }

  mutating func finished(_ outcome: Outcome, at now: Duration) {
    follow(now)
    inFlight -= 1
    switch outcome {
    case .notSent, .turnedAway: return
    case .lost:
      count(now)
      told?.remaining -= 1
    case .answered(let fields):
      count(now)
      // An answer from before the endpoint was closed says nothing about the time after.
      if closedUntil == nil { probing = false }
      learn(fields, at: now)
    case .refused(let wait):
      if let told, told.remaining > 0, now < told.until { overstated = true }
      closedUntil = max(closedUntil ?? .zero, now + wait)
      probing = true
      told = nil
      // The wait ends where Segment's next window begins, and that window has seen none of these.
      answered = []
    }
  }
}

extension Budget {
  /// The end of the window, if by Segment's own headers it can have borne no more than what was in flight.
  func usedUp(at now: Duration) -> Duration? {
    told.flatMap { now < $0.until && $0.remaining < max(1, inFlight) ? $0.until : nil }
  }

  private var limit: Int? {
    guard let published else { return nil }
    guard let size, !overstated else { return published }
    return max(published, size)
  }

  private mutating func ownVerdict(at now: Duration) -> Verdict {
    guard let limit else { return .now }
    let span = Self.window + Self.margin
    answered.removeFirst(answered.prefix { $0 + span <= now }.count)
    let over = answered.count + inFlight - limit
    if over < 0 { return .now }
    return over < answered.count ? .notBefore(answered[over] + span) : .afterAnAnswer
  }

  private mutating func toldVerdict(at now: Duration) -> Verdict {
    if let told, told.until <= now {
      // A new window: until its first answer says otherwise it is as large as the last one.
      self.told = size.map { Told(remaining: $0, until: now + Self.window) }
    }
    guard let told, told.remaining <= inFlight else { return .now }
    return inFlight > 0 ? .afterAnAnswer : .notBefore(told.until)
  }

  private mutating func count(_ now: Duration) {
    if published != nil { answered.append(now) }
  }

  private mutating func learn(_ fields: RateLimitFields, at now: Duration) {
    guard let remaining = fields.remaining else {
      told?.remaining -= 1
      return
    }
    if let consumed = fields.consumed, consumed > 0, remaining >= 0 {
      size = min(consumed, 1 << 30) + min(remaining, 1 << 30)
    }
    // Both dates are whole seconds: the window may end up to a second after their difference.
    let until = now + max(.zero, fields.reset ?? Self.window) + .seconds(1)
    if let told, abs(until - told.until) <= .seconds(2) {
      // Answers of one window may arrive out of their order: the smallest remainder is the latest.
      self.told = Told(remaining: min(told.remaining, remaining), until: max(told.until, until))
    } else if until > (told?.until ?? .zero) {
      told = Told(remaining: remaining, until: until)
    }
  }

  /// Where the clock was set back, what was noted moves back with it, lest a wait become hours.
  private mutating func follow(_ now: Duration) {
    if now < latest {
      let step = latest - now
      answered = answered.map { $0 - step }
      told?.until -= step
      closedUntil = closedUntil.map { $0 - step }
    }
    latest = now
  }
}

extension Budget.Verdict {
  /// What holds when both must allow it.
  func and(_ other: Self) -> Self {
    switch (self, other) {
    case (.afterAnAnswer, _), (_, .afterAnAnswer): .afterAnAnswer
    case (.notBefore(let one), .notBefore(let another)): .notBefore(max(one, another))
    case (.notBefore, .now): self
    case (.now, _): other
    }
  }
}

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
