import HTTPMessages

/// Carries a set of reads to their ends: hands out what limits allow, takes the answers, decides on further attempts.
///
/// The transport calls ``next()`` after every answer, so a wait never holds up reads of other endpoints; only when
/// nothing may start and nothing is in flight does the batch ``rest()``.
final class ReadBatch: RequestSchedule {
  private let connection: SegmentConnection
  private var jobs: [ReadJob]
  private var queue: ReadQueue
  /// Whether the transport took anything since the last rest; one that takes nothing must not be asked for ever.
  private var hasMoved = false
  /// Whether the rest before this one found that something may start at once.
  private var mayStart = false
  private var troubles: [Endpoint: Troubles] = [:]

  /// What failed on an endpoint since it last worked.
  private struct Troubles {
    var answers = 0
    var reads = 0
    /// Answers 401, one after the other.
    var refusals = 0
  }

  init(_ reads: [any PendingRead], over connection: SegmentConnection) {
    self.connection = connection
    jobs = reads.compactMap { read in read.nextCall(connection.pageSizes).map { ReadJob(read: read, call: $0) } }
    queue = ReadQueue(jobs.enumerated().map { ($0.offset, $0.element.call.endpoint) })
  }

  var goesOn: Bool { !queue.isEmpty }

  func next() -> (tag: Int, request: HTTPRequest)? {
    guard !connection.isStopped else { return nil }
    guard let tag = queue.take(at: connection.now, where: { connection.verdict(on: $0) == .now }) else { return nil }
    hasMoved = true
    return (tag, connection.start(jobs[tag].call, again: jobs[tag].isRetry))
  }

  func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) {
    let call = jobs[tag].call
    let judged = connection.finish(call, answer)
    queue.answered(tag, on: call.endpoint)
    note(judged, on: call.endpoint)
    switch judged {
    case .success(let response):
      if let what = jobs[tag].read.receive(response.body) {
        jobs[tag].read.fail(connection.judgement.notUnderstood(Unreadable(what), response, to: call))
      }
      goOn(tag)
    case .failure(let error): mend(tag, error)
    }
  }

  /// Waits until something may start again; gives everything up where that will not be.
  func rest() {
    let isSecond = mayStart && !hasMoved
    (mayStart, hasMoved) = (false, false)
    if connection.isStopped { return giveUp { .interrupted($0) } }
    guard let (time, endpoint, reason) = earliestStart() else { return }
    if time - connection.now > connection.retries.longestWait {
      let wait = time - connection.now
      return giveUp(on: endpoint) { .rateLimited($0, Limitation(of: .endpoint, wait: wait, stated: wait)) }
    }
    if time > connection.now { return connection.wait(until: time, for: endpoint, reason) }
    // A time may have come between the transport's question and this one; twice it cannot.
    if isSecond { return giveUp { .unreachable($0, why: "the transport sent nothing") } }
    mayStart = true
  }
}

extension ReadBatch {
  /// Sends the job's next page, if there is one, before other reads of the endpoint: a list read in one go is less
  /// likely to be changed under the reading.
  private func goOn(_ tag: Int) {
    guard let call = jobs[tag].read.nextCall(connection.pageSizes) else { return }
    jobs[tag].proceed(to: call)
    queue.prepend(tag, on: call.endpoint)
  }

  private func mend(_ tag: Int, _ error: SegmentError) {
    let call = jobs[tag].call
    let remedy = jobs[tag].remedy(for: error, retries: connection.retries, now: connection.now)
    if connection.isStopped, remedy != .none || error.isTrouble {
      return jobs[tag].read.fail(.interrupted(connection.judgement.context(of: call)))
    }
    switch remedy {
    case .afterLimit: queue.prepend(tag, on: call.endpoint)
    case .at(let time): queue.delay(tag, until: time, on: call.endpoint)
    case .smallerPages where jobs[tag].read.shrinkPages(by: connection.pageSizes): goOn(tag)
    case .smallerPages, .none:
      jobs[tag].read.fail(error)
      spread(error, over: call.endpoint)
    }
  }

  /// Counts what fails on an endpoint with nothing working between. As many as may be in flight, and the endpoint is
  /// down: the rest of its reads wait until one of those has come through or they are given up.
  private func note(_ judged: Result<HTTPResponse, SegmentError>, on endpoint: Endpoint) {
    if case .failure(let error) = judged, error.isTrouble {
      troubles[endpoint, default: Troubles()].answers += 1
      queue.hold(endpoint, troubles[endpoint, default: Troubles()].answers >= connection.concurrency)
    } else if case .failure(.unauthorized) = judged {
      troubles[endpoint, default: Troubles()].refusals += 1
    } else if troubles.removeValue(forKey: endpoint) != nil {
      queue.hold(endpoint, false)
    }
  }

  /// What one read has learned that holds for those not yet sent: no host, no rights, an endpoint that is down.
  private func spread(_ error: SegmentError, over endpoint: Endpoint) {
    switch error {
    case .unreachable, .untrusted: giveUp { error.reported(for: $0) }
    case .rateLimited(_, let limitation):
      giveUp(on: limitation.kind == .endpoint ? endpoint : nil) { error.reported(for: $0) }
    // One may be about what was asked for; so many in a row are about the token.
    case .unauthorized where troubles[endpoint]?.refusals ?? 0 < connection.retries.refusalsInARow: return
    case .unauthorized: giveUp(on: endpoint) { error.reported(for: $0) }
    case .serverError, .answerLost:
      troubles[endpoint, default: Troubles()].reads += 1
      guard troubles[endpoint, default: Troubles()].reads >= connection.retries.failuresInARow else { return }
      giveUp(on: endpoint) { error.reported(for: $0) }
    case .forbidden, .notFound, .notOnThisPlan, .rejected, .notUnderstood, .interrupted: return
    }
  }

  private func giveUp(on endpoint: Endpoint? = nil, _ error: (SegmentError.Context) -> SegmentError) {
    for tag in queue.removeAll(on: endpoint) {
      jobs[tag].read.fail(error(connection.judgement.context(of: jobs[tag].call)))
    }
  }

  private func earliestStart() -> (Duration, Endpoint, Wait.Reason)? {
    var earliest: (Duration, Endpoint, Wait.Reason)?
    for (endpoint, time) in queue.starts {
      var start = (time ?? connection.now, endpoint, Wait.Reason.trouble)
      if case .notBefore(let limit) = connection.verdict(on: endpoint), limit > start.0 {
        start = (limit, endpoint, connection.limit(until: limit))
      }
      if earliest.map({ start.0 < $0.0 }) ?? true { earliest = start }
    }
    return earliest
  }
}
