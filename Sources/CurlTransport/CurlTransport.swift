import CCurl
package import HTTPMessages

/// Carries requests to one base URL with libcurl's multi interface, on the calling thread.
///
/// Connections are kept between exchanges. No redirect is followed, no cookie kept, no credential looked up: what goes
/// out is what the request says. Two things libcurl would do unasked are kept from it. It sends a request again, a
/// POST too, when a kept connection turns out to be closed, or when a server of HTTP/2 turns it away in one of the ways
/// that should mean that it did not act; writes therefore never go over a kept connection, and are let out once. And
/// with its signal handling off, as threads need it, a closed connection could kill the process; see ``PipeSignal``.
package final class CurlTransport: HTTPTransport {
  private let base: BaseURL
  private let stop: StopFlag
  private let limits: TransportLimits
  private let trust: TrustStore
  private var multi: UnsafeMutableRawPointer?
  /// Whether a kept connection may be one that nobody is at the end of any more.
  private var mayBeDeaf = false
  private var idle: [UnsafeMutableRawPointer] = []
  private var running: [UnsafeMutableRawPointer: Transfer] = [:]

  /// - Parameters:
  ///   - stop: when it rises, reads in flight are abandoned; a write is always seen through.
  ///   - environment: read for `SSL_CERT_FILE` and `SSL_CERT_DIR`, which libcurl leaves to its callers; proxies are
  ///     libcurl's own conventions and are read by it.
  package init(
    to base: BaseURL, stop: StopFlag, environment: [String: String], limits: TransportLimits = TransportLimits()
  ) {
    self.base = base
    self.stop = stop
    self.limits = limits
    trust = TrustStore(environment)
    multi = Self.newMulti()
  }

  deinit {
    for handle in idle { curl_easy_cleanup(handle) }
    if let multi { curl_multi_cleanup(multi) }
  }

  package func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    PipeSignal.whileBlocked {
      leaveDeafConnections()
      while true {
        fill(from: schedule, atMost: max(1, limit))
        if running.isEmpty { return }
        var active: Int32 = 0
        curl_multi_perform(multi, &active)
        let ended = collect(for: schedule)
        let abandoned = stop.isRaised && abandonReads(schedule)
        // Short enough that Ctrl-C is felt at once; data wakes it earlier.
        if !ended && !abandoned { curl_multi_poll(multi, nil, 0, 50, nil) }
      }
    }
  }

  /// libcurl's own set-up, once a process.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

  private static func newMulti() -> UnsafeMutableRawPointer? {
    let multi = isReady ? curl_multi_init() : nil
    // Beyond the transfers that run at once: idle connections that a later exchange may use.
    _ = accord_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 16)
    _ = accord_curl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    return multi
  }

  /// Over HTTP/2 a request that times out takes its stream with it and leaves the connection, and libcurl would send the
  /// next attempt down the same one, until the system gives it up after a quarter of an hour.
  private func leaveDeafConnections() {
    guard mayBeDeaf, running.isEmpty else { return }
    if let multi { curl_multi_cleanup(multi) }
    multi = Self.newMulti()
    mayBeDeaf = false
  }
}

extension CurlTransport {
  private func fill(from schedule: any RequestSchedule, atMost limit: Int) {
    while running.count < limit, let (tag, request) = schedule.next() {
      if let failure = start(request, tag) { schedule.finished(tag, .failure(failure)) }
    }
  }

  /// Starts a transfer, or says why it cannot be sent.
  private func start(_ request: HTTPRequest, _ tag: Int) -> TransportFailure? {
    if stop.isRaised, request.method == .get { return .notSent("interrupted") }
    if let flaw = request.flaw { return .notSent(flaw) }
    guard let multi, let handle = idle.popLast() ?? curl_easy_init() else { return .notSent("libcurl could not start") }
    let transfer = Transfer(request, tag: tag, host: base.host, limits: limits)
    guard transfer.prepare(handle, base: base, trust: trust), curl_multi_add_handle(multi, handle) == CURLM_OK else {
      curl_easy_cleanup(handle)
      return .notSent("libcurl refused the request's settings")
    }
    running[handle] = transfer
    return nil
  }

  /// Hands over what has ended; true when anything has.
  private func collect(for schedule: any RequestSchedule) -> Bool {
    var ended: [(handle: UnsafeMutableRawPointer, code: CURLcode)] = []
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      ended.append((handle, message.pointee.data.result))
    }
    for (handle, code) in ended {
      guard let transfer = running[handle] else { continue }
      let answer = transfer.answer(code, handle)
      if code == CURLE_OPERATION_TIMEDOUT { mayBeDeaf = true }
      release(handle)
      schedule.finished(transfer.tag, answer)
      if transfer.isRead, case .failure(.notSent) = answer { failWaiting(answer, schedule) }
    }
    return !ended.isEmpty
  }

  /// Over TLS reads wait for the first connection, which may carry them all. Where there is none, libcurl would have each
  /// of them try for itself, one after the other: eight times ten seconds of a firewall that says nothing.
  private func failWaiting(_ answer: Result<HTTPResponse, TransportFailure>, _ schedule: any RequestSchedule) {
    guard base.isSecure else { return }
    let waiting = running.filter { $0.value.isRead && !$0.value.isBegun }
    for (handle, transfer) in waiting.sorted(by: { $0.value.tag < $1.value.tag }) {
      release(handle)
      schedule.finished(transfer.tag, answer)
    }
  }

  private func abandonReads(_ schedule: any RequestSchedule) -> Bool {
    let reads = running.filter { $0.value.isRead }.sorted { $0.value.tag < $1.value.tag }
    for (handle, transfer) in reads {
      release(handle)
      schedule.finished(transfer.tag, .failure(.notSent("interrupted")))
    }
    return !reads.isEmpty
  }

  private func release(_ handle: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, handle)
    // Everything that points into the transfer goes with it; connections and names stay with the multi handle.
    curl_easy_reset(handle)
    running[handle] = nil
    idle.append(handle)
  }
}
