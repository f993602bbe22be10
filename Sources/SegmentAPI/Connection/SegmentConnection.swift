package import HTTPMessages

/// A way to one workspace: transport, token, limits and what was counted. Reader and writer share it.
///
/// It belongs to one thread, like the transport under it.
package final class SegmentConnection {
  /// What was sent and met so far.
  package private(set) var traffic = Traffic()
  /// Seconds by which Segment's clock is ahead of ours, by the `Date` of the latest answer; nil before the first.
  package private(set) var serverTimeDifference: Int64?
  /// Every 401 and 403 so far, whatever was being asked.
  package private(set) var refusals: [SegmentError] = []
  /// Told before each wait for a limit or a second attempt.
  package var onWait: ((Wait) -> Void)?

  /// Reads a minute that Segment's answers allow of the kind that it allows least of; nil before an answer that says so.
  package var readsPerMinute: Int? { budgets.filter(\.key.isRead).compactMap(\.value.size).min() }

  let retries: RetryPolicy
  let concurrency: Int
  let pageSizes = PageSizes()
  private(set) var judgement: ResponseClassification
  private let transport: any HTTPTransport
  private var token: Token
  private let agent: String
  private let timekeeper: any Timekeeper
  private let stop: StopFlag
  private var budgets: [Endpoint: Budget] = [:]
  private var tokenBudget: TokenBudget
  /// Until when the latest 429 that was not an endpoint's is waited for, and what it was.
  private var turnedAway: (until: Duration, kind: Limitation.Kind)?
  /// Why the next write to an endpoint is another attempt at the last one.
  var trouble: [Endpoint: Trouble] = [:]

  /// What a write met so far that a wait may cure.
  struct Trouble: Hashable {
    /// Which write: another one to the same endpoint begins anew.
    let target: String
    var limited = 0
    var limitedSince: Duration?
    var unsent = 0
  }

  /// - Parameters:
  ///   - agent: what Segment is told of who is asking: `accord/0.2.0`.
  ///   - concurrency: how many reads may be in flight at once; writes always go one by one.
  package init(
    over transport: any HTTPTransport, token: Token, timekeeper: any Timekeeper, stop: StopFlag,
    agent: String = "accord", retries: RetryPolicy = RetryPolicy(), concurrency: Int = 8,
    onWait: ((Wait) -> Void)? = nil
  ) {
    self.transport = transport
    self.token = token
    self.timekeeper = timekeeper
    self.stop = stop
    self.agent = agent
    self.retries = retries
    self.concurrency = max(1, concurrency)
    self.onWait = onWait
    tokenBudget = TokenBudget(most: self.concurrency)
    judgement = ResponseClassification(token: token)
  }
}

extension SegmentConnection {
  /// Sends another token from here on.
  /// - Returns: whether it is another.
  package func use(_ token: Token) -> Bool {
    guard !token.isSame(as: self.token) else { return false }
    self.token = token
    judgement = ResponseClassification(token: token)
    return true
  }

  /// What limits and patience are measured by.
  var now: Duration { timekeeper.uptime }
  var isStopped: Bool { stop.isRaised }

  /// Whether the endpoint and the token bear another request now.
  func verdict(on endpoint: Endpoint) -> Budget.Verdict {
    let now = now
    return budgets[endpoint, default: Budget(published: endpoint.publishedLimit)].verdict(at: now)
      .and(tokenBudget.verdict(at: now))
  }

  /// What a wait until that time is for, where it is for a limit.
  func limit(until time: Duration) -> Wait.Reason {
    .limit(turnedAway.flatMap { time <= $0.until ? $0.kind : nil } ?? .endpoint)
  }

  /// Counts a request that is about to be sent, and gives it the token and the name of who is asking.
  func start(_ call: Call, again: Bool) -> HTTPRequest {
    budgets[call.endpoint, default: Budget(published: call.endpoint.publishedLimit)].started()
    tokenBudget.started(at: now)
    traffic.endpoints[call.endpoint, default: .init()].requests += 1
    if again { traffic.endpoints[call.endpoint, default: .init()].retries += 1 }
    var request = call.request
    request.fields += [HTTPField("User-Agent", agent), token.authorization]
    return request
  }

  /// Notes what an answer says about limits and clocks, and judges it.
  func finish(_ call: Call, _ answer: Result<HTTPResponse, TransportFailure>) -> Result<HTTPResponse, SegmentError> {
    let judged = attributed(judgement.of(answer, to: call), to: call.endpoint)
    budgets[call.endpoint]?.finished(outcome(of: answer, judged), at: now)
    if case .failure(.rateLimited) = judged { traffic.endpoints[call.endpoint, default: .init()].rateLimited += 1 }
    if case .failure(let error) = judged, error.isRefusal { refusals.append(error) }
    return judged
  }

  /// Sends what the schedule hands out.
  func exchange(_ schedule: any RequestSchedule) { transport.exchange(schedule, atMost: concurrency) }

  /// Sends one request that was counted by ``start(_:again:)``.
  func send(_ request: HTTPRequest) -> Result<HTTPResponse, TransportFailure> { transport.send(request) }

  /// Waits until that time or until the stop flag rises.
  func wait(until time: Duration, for endpoint: Endpoint, _ reason: Wait.Reason) {
    let duration = time - now
    guard duration > .zero, !isStopped else { return }
    onWait?(Wait(endpoint: endpoint, duration: duration, reason: reason))
    timekeeper.wait(duration)
  }

  /// Tells the token's budget, and says of a 429 whose limit it was.
  private func attributed(
    _ judged: Result<HTTPResponse, SegmentError>, to endpoint: Endpoint
  ) -> Result<HTTPResponse, SegmentError> {
    let now = now
    switch judged {
    case .failure(.rateLimited(let context, let limitation)) where limitation.kind != .endpoint:
      if let end = budgets[endpoint]?.usedUp(at: now) {
        tokenBudget.finished(.untold, at: now)
        let wait = limitation.stated ?? end - now
        return .failure(.rateLimited(context, Limitation(of: .endpoint, wait: wait, stated: wait)))
      }
      let wait = tokenBudget.finished(.turnedAway(stated: limitation.stated), at: now)
      if let wait { turnedAway = (now + wait, limitation.kind) }
      // A single request that is to wait for longer than accord ever waits is not tried again: its user is told.
      let isHopeless = wait != nil && (limitation.stated ?? .zero) > retries.longestWait
      let next = Limitation(
        of: limitation.kind, wait: isHopeless ? limitation.stated ?? .zero : wait ?? .zero, stated: limitation.stated)
      return .failure(.rateLimited(context, next))
    case .failure(.rateLimited), .failure(.unreachable), .failure(.untrusted), .failure(.answerLost):
      tokenBudget.finished(.untold, at: now)
    case .success, .failure: tokenBudget.finished(.served, at: now)
    }
    return judged
  }

  private func outcome(
    of answer: Result<HTTPResponse, TransportFailure>, _ judged: Result<HTTPResponse, SegmentError>
  ) -> Budget.Outcome {
    switch answer {
    case .failure(.notSent), .failure(.untrusted): return .notSent
    case .failure(.answerLost): return .lost
    case .success(let response):
      let ours = timekeeper.sinceEpoch
      if let date = response.fields["Date"].flatMap(InternetDate.parse) {
        serverTimeDifference = (date - ours).components.seconds
      }
      if case .failure(.rateLimited(_, let limitation)) = judged {
        return limitation.kind == .endpoint ? .refused(limitation.wait) : .turnedAway
      }
      let serverNow = serverTimeDifference.map { ours + .seconds($0) }
      return .answered(RateLimitFields(response.fields, serverNow: serverNow))
    }
  }
}
