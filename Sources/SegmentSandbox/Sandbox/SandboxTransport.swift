package import HTTPMessages
import Serving

/// Reaches a sandbox in this process.
///
/// Up to `limit` requests are taken from the schedule before the oldest of them is answered, as with a real server:
/// what is in flight was decided on without knowing the answers before it. They are answered in the order in which
/// they were handed out.
package final class SandboxTransport: HTTPTransport {
  /// Where the requests go.
  package let sandbox: Sandbox

  package init(_ sandbox: Sandbox) { self.sandbox = sandbox }

  /// Every request that reached the sandbox, by whatever way.
  package var log: [LoggedRequest] { sandbox.log }

  /// Answers until the schedule has nothing more to start; limits under 1 count as 1.
  package func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    var inFlight: [(tag: Int, request: HTTPRequest, isOneTooMany: Bool)] = []
    let places = sandbox.behaviour.concurrency ?? .max
    while true {
      // Asked again after every answer, nil before or not: an answer can release requests.
      while inFlight.count < max(1, limit), let next = schedule.next() {
        inFlight.append((next.tag, next.request, inFlight.count { !$0.isOneTooMany } >= places))
      }
      guard !inFlight.isEmpty else { return }
      let (tag, request, isOneTooMany) = inFlight.removeFirst()
      schedule.finished(tag, answer(request, isOneTooMany))
    }
  }

  private func answer(_ request: HTTPRequest, _ isOneTooMany: Bool) -> Result<HTTPResponse, TransportFailure> {
    let delivery = sandbox.deliver(RawRequest(request), isOneTooMany: isOneTooMany)
    if delivery.delay > .zero { sandbox.time.wait(delivery.delay) }
    return switch delivery.form {
    case .whole: .success(delivery.response)
    case .refused: .failure(.notSent("connection refused"))
    case .reset: .failure(.answerLost("connection reset by peer"))
    case .cutHead: .failure(.answerLost("the connection was closed within the head of the answer"))
    case .cutBody: .failure(.answerLost("the connection was closed within the body of the answer"))
    case .endless: .failure(.answerLost("the answer is larger than allowed"))
    }
  }
}
