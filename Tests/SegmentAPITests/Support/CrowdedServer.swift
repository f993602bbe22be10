import HTTPMessages
import SegmentAPI

/// A server in virtual time whose requests are under way together: each takes its time, and only so many have a place.
/// What finds none is refused, with no more of a reason than the test gives.
final class CrowdedServer: HTTPTransport {
  /// When a refusal reaches the client.
  enum Refusing: Hashable, CaseIterable { case atOnce, inItsTurn }

  let time: VirtualTime
  private let latency: Duration
  private let refusing: Refusing
  private let refusal: ScriptedTransport.Answer
  private let admits: (_ busy: Int, _ now: Duration) -> Bool
  private(set) var served = 0
  private(set) var refused = 0

  /// - Parameter admits: whether a request that comes now is served, beside so many others of the same client's.
  init(
    latency: Duration, refusing: Refusing = .inItsTurn, with refusal: ScriptedTransport.Answer,
    time: VirtualTime = VirtualTime(), admits: @escaping (_ busy: Int, _ now: Duration) -> Bool
  ) {
    self.latency = latency
    self.refusing = refusing
    self.refusal = refusal
    self.time = time
    self.admits = admits
  }

  private struct Running {
    let tag: Int
    let request: HTTPRequest
    let end: Duration
    let isServed: Bool
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    var running: [Running] = []
    while true {
      while running.count < limit, let next = schedule.next() {
        let now = time.sinceEpoch
        let isServed = admits(running.count(where: \.isServed), now)
        if isServed { served += 1 } else { refused += 1 }
        let takes = isServed || refusing == .inItsTurn ? latency : .milliseconds(1)
        running.append(Running(tag: next.tag, request: next.request, end: now + takes, isServed: isServed))
      }
      guard let first = running.indices.min(by: { running[$0].end < running[$1].end }) else { return }
      let ended = running.remove(at: first)
      time.advance(by: max(.zero, ended.end - time.sinceEpoch))
      schedule.finished(ended.tag, ended.isServed ? answer(ended.request) : refusal)
    }
  }

  private func answer(_ request: HTTPRequest) -> ScriptedTransport.Answer {
    if request.method == .post { return json(200, #"{"data":{"userGroup":{"id":"g","name":"G","memberCount":0}}}"#) }
    let id = request.target.dropFirst("/users/".count)
    return json(200, #"{"data":{"user":{"id":"\#(id)","name":"","email":"a@b.c","permissions":[]}}}"#)
  }

  /// A client of this server's.
  func connection(stop: StopFlag = StopFlag()) throws -> SegmentConnection {
    SegmentConnection(over: self, token: try Token(Bench.secret), timekeeper: time, stop: stop)
  }
}
