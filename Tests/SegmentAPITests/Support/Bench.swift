import HTTPMessages
import SegmentAPI

/// A connection over a script, with its clock and stop flag at hand.
struct Bench {
  static let agent = "accord/9.8.7"
  static let secret = "sgp_Ag7kQ2xVb81-Zz.tEsT+tOkEn/0123456789="

  let transport: ScriptedTransport
  let time: VirtualTime
  let stop: StopFlag
  let connection: SegmentConnection

  init(
    _ transport: ScriptedTransport, time: VirtualTime = VirtualTime(), stop: StopFlag = StopFlag(),
    retries: RetryPolicy = RetryPolicy()
  ) throws {
    self.transport = transport
    self.time = time
    self.stop = stop
    connection = SegmentConnection(
      over: transport, token: try Token(Self.secret), timekeeper: time, stop: stop, agent: Self.agent, retries: retries)
  }

  init(_ answers: [String: [ScriptedTransport.Answer]]) throws { try self.init(ScriptedTransport(answers)) }

  var reader: SegmentReader { SegmentReader(connection) }
  var writer: SegmentWriter { SegmentWriter(connection) }
}

extension Result where Failure == ReadFailure {
  var error: SegmentError? {
    if case .failure(.failed(let error)) = self { error } else { nil }
  }

  var reason: String? {
    if case .failure(.incomplete(_, let reason)) = self { reason } else { nil }
  }
}
