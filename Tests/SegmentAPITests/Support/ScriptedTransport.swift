import HTTPMessages

/// Answers from a script, in this process; it knows nothing of Segment.
final class ScriptedTransport: HTTPTransport {
  typealias Answer = Result<HTTPResponse, TransportFailure>

  /// Which of the requests in flight is answered first.
  enum Order: CaseIterable {
    case firstInFirstOut
    case lastInFirstOut
  }

  private(set) var requests: [HTTPRequest] = []
  private(set) var mostInFlight = 0
  private let order: Order
  private let script: (HTTPRequest) -> Answer

  init(_ order: Order = .firstInFirstOut, script: @escaping (HTTPRequest) -> Answer) {
    self.order = order
    self.script = script
  }

  /// Answers each target with the next of its answers, the last one again and again; 404 for a target not named.
  convenience init(_ answers: [String: [Answer]]) {
    var left = answers
    self.init { request in
      let key = "\(request.method.rawValue) \(request.target)"
      guard let line = left[key], let answer = line.first else {
        return json(404, #"{"errors":[{"type":"not-found","message":"no script for \#(key)"}]}"#)
      }
      if line.count > 1 { left[key] = Array(line.dropFirst()) }
      return answer
    }
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    var inFlight: [(tag: Int, request: HTTPRequest)] = []
    while true {
      while inFlight.count < limit, let next = schedule.next() {
        requests.append(next.request)
        inFlight.append(next)
      }
      mostInFlight = max(mostInFlight, inFlight.count)
      guard !inFlight.isEmpty else { return }
      let next = order == .firstInFirstOut ? inFlight.removeFirst() : inFlight.removeLast()
      schedule.finished(next.tag, script(next.request))
    }
  }

  /// `METHOD TARGET` of everything that was sent.
  var lines: [String] { requests.map { "\($0.method.rawValue) \($0.target)" } }
}

/// A whole answer with a JSON body.
func json(_ status: Int, _ body: String, _ fields: [HTTPField] = []) -> ScriptedTransport.Answer {
  .success(HTTPResponse(status: status, fields: fields, body: Array(body.utf8)))
}

/// An answer of Segment's with one error in its envelope.
func refusal(_ status: Int, _ message: String, type: String = "x", _ fields: [HTTPField] = [])
  -> ScriptedTransport.Answer
{
  json(status, #"{"errors":[{"type":"\#(type)","message":"\#(message)"}]}"#, fields)
}
