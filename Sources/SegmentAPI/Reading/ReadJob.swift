/// One read on its way, and how often its present call has failed.
struct ReadJob {
  /// What to do about a failed call.
  enum Remedy: Hashable {
    /// Send it again as soon as the endpoint's limit allows.
    case afterLimit
    /// Send it again at that time.
    case at(Duration)
    /// Ask for smaller pages, from the start.
    case smallerPages
    /// Nothing would help.
    case none
  }

  let read: any PendingRead
  private(set) var call: Call
  private var limited = 0
  private var limitedSince: Duration?
  private var unsent = 0
  private var troubled = 0
  private var troubleSince: Duration?

  init(read: any PendingRead, call: Call) {
    self.read = read
    self.call = call
  }

  var isRetry: Bool { limitedSince != nil || unsent + troubled > 0 }

  /// Turns to the next page, with new patience.
  mutating func proceed(to call: Call) { self = ReadJob(read: read, call: call) }

  mutating func remedy(for error: SegmentError, retries: RetryPolicy, now: Duration) -> Remedy {
    switch error {
    case .rateLimited(_, let limitation):
      let wait = limitation.wait
      // Refused beside others it only waits for them: that says nothing about how long this will go on.
      if wait > .zero { limited += 1 }
      let since = limitedSince ?? now
      limitedSince = since
      let isPatient = wait <= retries.longestWait && now + wait - since <= retries.longestLimit
      return limited < retries.rateLimitAttempts && isPatient ? .afterLimit : .none
    case .unreachable:
      unsent += 1
      return unsent < retries.connectAttempts ? .at(now + delay(after: unsent)) : .none
    case .serverError, .answerLost:
      troubled += 1
      let since = troubleSince ?? now
      troubleSince = since
      let time = now + max(delay(after: troubled), error.context.retryAfter ?? .zero)
      return troubled < retries.readAttempts && time - since <= retries.longestTrouble ? .at(time) : .none
    case .rejected(let context) where context.complainsOfPageSize: return .smallerPages
    case .rejected, .unauthorized, .forbidden, .notFound, .notOnThisPlan, .untrusted, .notUnderstood, .interrupted:
      return .none
    }
  }

  private func delay(after attempt: Int) -> Duration {
    Backoff.delay(after: attempt, chance: Double.random(in: 0..<1))
  }
}
