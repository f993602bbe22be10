import HTTPMessages

/// Hands out a fixed number of requests, and keeps the answers.
final class Many: RequestSchedule {
  private var left: [HTTPRequest]
  private let onStart: (Int) -> Void
  private(set) var answers: [Int: Result<HTTPResponse, TransportFailure>] = [:]
  private(set) var inFlight = 0
  private(set) var mostInFlight = 0
  private var started = 0

  init(_ requests: [HTTPRequest], onStart: @escaping (Int) -> Void = { _ in }) {
    left = requests.reversed()
    self.onStart = onStart
  }

  func next() -> (tag: Int, request: HTTPRequest)? {
    guard let request = left.popLast() else { return nil }
    defer { started += 1 }
    inFlight += 1
    mostInFlight = max(mostInFlight, inFlight)
    onStart(started)
    return (started, request)
  }

  func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) {
    inFlight -= 1
    answers[tag] = answer
  }
}
