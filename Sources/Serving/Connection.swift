import HTTPMessages

/// One client's connection: requests in, answers out, one after the other.
struct Connection {
  let socket: Socket
  let site: any Site
  let limits: ServerLimits

  private var buffer: [UInt8] = []

  init(_ socket: Socket, _ site: any Site, _ limits: ServerLimits) {
    self.socket = socket
    self.site = site
    self.limits = limits
  }

  /// Serves until either side closes, or until the place is another's.
  mutating func run(_ seat: Guests.Seat, _ names: LoopbackNames?) {
    do throws(ConnectionEnd) {
      while true {
        let head = try readHead()
        if let objection = names?.objection(to: head.fields) { throw .answered(objection) }
        let body = try readBody(of: head)
        let request = RawRequest(method: head.method, target: head.target, fields: head.fields, body: body)
        try answer(request, keepsAlive: head.keepsAlive, seat)
      }
    } catch {
      switch error {
      case .answered(let refusal):
        try? socket.write(text(of: refusal).bytes, by: deadline(limits.sendTime))
        seat.leave()
        socket.closeLingering()
      case .finished:
        seat.leave()
        socket.closeLingering()
      case .reset:
        seat.leave()
        socket.closeWithReset()
      }
    }
  }

  /// Answers the first request 503, whatever it is, and closes.
  mutating func turnAway() {
    let busy = ParseRefusal(status: 503, reason: "too many connections")
    _ = try? socket.read(by: deadline(.seconds(1)))
    try? socket.write(text(of: busy).bytes, by: deadline(.seconds(1)))
    socket.closeLingering()
  }

  /// What is said before any request reached the site.
  private func text(of refusal: ParseRefusal) -> ResponseText {
    ResponseText(response: site.refuse(refusal), closes: true)
  }

  private func deadline(_ time: Duration) -> ContinuousClock.Instant { ContinuousClock.now + time }

  private mutating func readHead() throws(ConnectionEnd) -> RequestHead {
    var isIdle = buffer.isEmpty
    var end = deadline(isIdle ? limits.idleTime : limits.headTime)
    while true {
      switch RequestHead.parse(buffer, limits) {
      case .complete(let head, let length):
        buffer.removeFirst(length)
        return head
      case .refused(let refusal): throw .answered(refusal)
      case .incomplete:
        buffer += try read(by: end, lateIs: isIdle ? .finished : .answered(.late))
        // A client that dribbles has one deadline for the whole head.
        if isIdle { (isIdle, end) = (false, deadline(limits.headTime)) }
      }
    }
  }

  private mutating func readBody(of head: RequestHead) throws(ConnectionEnd) -> [UInt8] {
    var decoder = BodyDecoder(head.framing, limits)
    let end = deadline(limits.bodyTime)
    var mayContinue = head.expectsContinue
    while true {
      do { buffer.removeFirst(try decoder.consume(buffer[...])) } catch { throw .answered(error) }
      if decoder.isComplete { return decoder.body }
      if mayContinue {
        mayContinue = false
        try write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
      }
      buffer += try read(by: end, lateIs: .answered(.late))
    }
  }

  private func answer(_ request: RawRequest, keepsAlive: Bool, _ seat: Guests.Seat) throws(ConnectionEnd) {
    guard seat.isServed() else { throw .finished }
    let reply = site.answer(request)
    if reply.delay > .zero {
      do { try socket.pause(until: deadline(reply.delay)) } catch { throw .finished }
    }
    seat.waits()
    let text = ResponseText(response: reply.response, closes: !keepsAlive, omitsBody: request.method == "HEAD")
    switch reply.form {
    case .whole:
      try write(text.bytes)
      if !keepsAlive { throw .finished }
    case .refused, .reset: throw .reset
    case .cutHead:
      try write(Array(text.head.prefix(text.head.count / 2)))
      throw .finished
    case .cutBody:
      try write(text.head + text.response.body.prefix(text.response.body.count / 2))
      throw .finished
    case .endless: try writeWithoutEnd(text)
    }
  }

  /// White space for ever, in chunks: still no JSON after a gigabyte, where it stops so that a test ends.
  private func writeWithoutEnd(_ text: ResponseText) throws(ConnectionEnd) {
    try write(text.chunkedHead)
    let size = 64 << 10
    let chunk = Array("\(String(size, radix: 16))\r\n\(String(repeating: " ", count: size))\r\n".utf8)
    for _ in 0..<(1 << 30) / size {
      // A client that reads as fast as this writes would otherwise keep the server from stopping.
      do { try socket.pause(until: .now) } catch { throw .finished }
      try write(chunk)
    }
    throw .finished
  }

  private func read(by end: ContinuousClock.Instant, lateIs late: ConnectionEnd) throws(ConnectionEnd) -> [UInt8] {
    do { return try socket.read(by: end) } catch { throw error == .timedOut ? late : .finished }
  }

  private func write(_ bytes: [UInt8]) throws(ConnectionEnd) {
    do { try socket.write(bytes, by: deadline(limits.sendTime)) } catch { throw .finished }
  }
}

/// How a connection ends.
private enum ConnectionEnd: Error {
  /// With an answer that says why.
  case answered(ParseRefusal)
  /// With nothing more to say.
  case finished
  case reset
}

extension ParseRefusal {
  fileprivate static let late = ParseRefusal(status: 408, reason: "the request took too long to arrive")
}
