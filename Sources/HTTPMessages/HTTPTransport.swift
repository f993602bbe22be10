/// What carries requests to a Segment: libcurl to a URL, or the sandbox in this process.
///
/// A transport is synchronous: ``exchange(_:atMost:)`` returns when the schedule has nothing more to start and
/// nothing is in flight. Retrying, pacing and waiting belong to the schedule's owner, never to a transport.
package protocol HTTPTransport: AnyObject {
  /// Sends what `schedule` hands out, at most `limit` requests at once, and reports each answer as it arrives.
  func exchange(_ schedule: any RequestSchedule, atMost limit: Int)
}

extension HTTPTransport {
  /// Sends one request and waits for its answer.
  package func send(_ request: HTTPRequest) -> Result<HTTPResponse, TransportFailure> {
    let single = SingleRequest(request)
    exchange(single, atMost: 1)
    return single.answer ?? .failure(.notSent("the transport sent nothing"))
  }
}

/// Hands out requests one at a time and is told what became of each.
package protocol RequestSchedule: AnyObject {
  /// The next request to start now; nil when none may start now, whether because all are sent or because of a limit.
  /// Called again after every answer, so a schedule may add requests (the next page) as answers arrive.
  func next() -> (tag: Int, request: HTTPRequest)?

  /// What became of the request that was handed out under `tag`. Called exactly once for each.
  func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>)
}

/// Why no whole answer came. The difference that matters is whether Segment may have acted.
package enum TransportFailure: Error, Hashable, Sendable {
  /// Nothing of the request can have reached a server: name not resolved, connection refused.
  case notSent(String)
  /// The same, and it would be no different the next time: the server's certificate is not trusted.
  case untrusted(String)
  /// The request may have been received and acted upon: reset, time-out, cut head or body, an answer over the size cap.
  case answerLost(String)
}

private final class SingleRequest: RequestSchedule {
  private var pending: HTTPRequest?
  private(set) var answer: Result<HTTPResponse, TransportFailure>?

  init(_ request: HTTPRequest) { pending = request }

  func next() -> (tag: Int, request: HTTPRequest)? {
    defer { pending = nil }
    return pending.map { (0, $0) }
  }

  func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) { self.answer = answer }
}
