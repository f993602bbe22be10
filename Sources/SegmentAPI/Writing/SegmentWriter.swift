import HTTPMessages

/// Changes a workspace, one request at a time. Nothing is sent twice save what Segment certainly did not act upon.
package struct SegmentWriter {
  let connection: SegmentConnection

  package init(_ connection: SegmentConnection) { self.connection = connection }

  /// Sends a write when its endpoint's limit allows, and says what is known of it afterwards.
  ///
  /// A 429 and a request that never left are sent again, within bounds; everything else is the caller's to look into.
  func perform<Value: Decodable & Sendable>(_ call: Call, key: String) -> WriteAnswer<Value> {
    var limited = 0
    var limitedSince: Duration?
    var unsent = 0
    while true {
      if let held = hold(call) { return held.answer() }
      let answer = connection.send(connection.start(call, again: limited + unsent > 0))
      switch connection.finish(call, answer) {
      case .success(let response): return believe(response, call, key: key)
      case .failure(.rateLimited(let context, let wait)):
        limited += 1
        let since = limitedSince ?? connection.now
        limitedSince = since
        let patience = connection.patience
        if limited >= patience.rateLimitAttempts || connection.now + wait - since > patience.longestLimit {
          return .rejected(.rateLimited(context, wait: wait))
        }
      case .failure(.unreachable(let context, let why)):
        unsent += 1
        if unsent >= connection.patience.connectAttempts { return .rejected(.unreachable(context, why: why)) }
        let delay = Backoff.delay(after: unsent, chance: Double.random(in: 0..<1))
        connection.wait(until: connection.now + delay, for: call.endpoint, .trouble)
      case .failure(let error): return WriteAnswer(failure: error)
      }
    }
  }

  private func believe<Value: Decodable & Sendable>(
    _ response: HTTPResponse, _ call: Call, key: String
  ) -> WriteAnswer<Value> {
    do {
      return .done(try Answer<Value>.read(response.body, key: key).value)
    } catch {
      return .unknown(connection.judgement.notUnderstood(error, response, to: call))
    }
  }
}

extension SegmentWriter {
  /// Why a write was not sent at all.
  private enum Held {
    case stopped
    case limited(SegmentError)

    func answer<Value>() -> WriteAnswer<Value> {
      switch self {
      case .stopped: .interruptedBeforeSending
      case .limited(let error): .rejected(error)
      }
    }
  }

  /// Waits until the endpoint bears the request; nil when it may be sent.
  private func hold(_ call: Call) -> Held? {
    while !connection.isStopped {
      guard case .notBefore(let time) = connection.verdict(on: call.endpoint) else { return nil }
      let wait = time - connection.now
      if wait > connection.patience.longestWait {
        return .limited(.rateLimited(connection.judgement.context(of: call), wait: wait))
      }
      connection.wait(until: time, for: call.endpoint, .rateLimit)
    }
    return .stopped
  }
}
