import HTTPMessages

/// Changes a workspace, one request at a time. Nothing is sent twice save what Segment certainly did not act upon.
package struct SegmentWriter {
  let connection: SegmentConnection
  private var yields = false

  package init(_ connection: SegmentConnection) { self.connection = connection }

  /// The same, but where a write had to wait it is not sent: the answer is ``WriteAnswer/waited``, so that no write goes
  /// by what was read before a minute's wait. A gap before it that is shorter than another look would be is no such wait;
  /// a refusal always is, however soon it may be sent again.
  package var yielding: SegmentWriter {
    var writer = self
    writer.yields = true
    return writer
  }

  /// Sends a write when its endpoint's limit allows, and says what is known of it afterwards.
  ///
  /// A 429 and a request that never left are sent again, within bounds; everything else is the caller's to look into.
  func perform<Value: Decodable & Sendable>(_ call: Call, key: String) -> WriteAnswer<Value> {
    while true {
      let answer: WriteAnswer<Value> = attempt(call, key: key)
      guard case .waited = answer, !yields else { return answer }
    }
  }

  /// One request at most, and one wait at most, before it or after a refusal that a wait may cure.
  private func attempt<Value: Decodable & Sendable>(_ call: Call, key: String) -> WriteAnswer<Value> {
    if let held: WriteAnswer<Value> = hold(call) { return held }
    let new = SegmentConnection.Trouble(target: call.request.target)
    let trouble = connection.trouble[call.endpoint].flatMap { $0.target == new.target ? $0 : nil } ?? new
    let answer = connection.send(connection.start(call, again: trouble != new))
    connection.trouble[call.endpoint] = nil
    switch connection.finish(call, answer) {
    case .success(let response): return believe(response, call, key: key)
    case .failure(.rateLimited(let context, let limitation)): return limited(call, trouble, context, limitation)
    case .failure(.unreachable(let context, let why)): return unsent(call, trouble, context, why)
    case .failure(let error): return WriteAnswer(failure: error)
    }
  }

  private func limited<Value>(
    _ call: Call, _ before: SegmentConnection.Trouble, _ context: SegmentError.Context, _ limitation: Limitation
  ) -> WriteAnswer<Value> {
    var trouble = before
    trouble.limited += 1
    let since = trouble.limitedSince ?? connection.now
    trouble.limitedSince = since
    let retries = connection.retries
    let isPatient =
      limitation.wait <= retries.longestWait
      && connection.now + limitation.wait - since <= retries.longestLimit
    guard trouble.limited < retries.rateLimitAttempts, isPatient else {
      return .rejected(.rateLimited(context, limitation))
    }
    connection.trouble[call.endpoint] = trouble
    return hold(call) ?? .waited
  }

  private func unsent<Value>(
    _ call: Call, _ before: SegmentConnection.Trouble, _ context: SegmentError.Context, _ why: String
  ) -> WriteAnswer<Value> {
    var trouble = before
    trouble.unsent += 1
    if trouble.unsent >= connection.retries.connectAttempts {
      return .rejected(.unreachable(context, why: why))
    }
    connection.trouble[call.endpoint] = trouble
    let delay = Backoff.delay(after: trouble.unsent, chance: Double.random(in: 0..<1))
    connection.wait(until: connection.now + delay, for: call.endpoint, .trouble)
    return connection.isStopped ? .interruptedBeforeSending : .waited
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
  /// Waits until the endpoint bears the request; nil when it may be sent with no wait that matters.
  private func hold<Value>(_ call: Call) -> WriteAnswer<Value>? {
    let begin = connection.now
    while !connection.isStopped {
      guard case .notBefore(let time) = connection.verdict(on: call.endpoint) else {
        return connection.now - begin > connection.retries.longestGap ? .waited : nil
      }
      let wait = time - connection.now
      if wait > connection.retries.longestWait {
        connection.trouble[call.endpoint] = nil
        let limitation = Limitation(of: .endpoint, wait: wait, stated: wait)
        return .rejected(.rateLimited(connection.judgement.context(of: call), limitation))
      }
      connection.wait(until: time, for: call.endpoint, connection.limit(until: time))
    }
    return .interruptedBeforeSending
  }
}
