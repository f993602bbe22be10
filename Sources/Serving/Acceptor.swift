import Glibc

/// Lets clients in: one thread that accepts, one for each connection.
struct Acceptor: Sendable {
  let listener: Int32
  let stopSignal: Int32
  let site: any Site
  let limits: ServerLimits
  /// What is answered to; nil for anything.
  let names: LoopbackNames?

  /// Connections beyond the limit that are still told why; beyond these they are closed.
  private static let turnedAwayAtOnce = 32
  /// In steps of 5 ms: two seconds, longer than it takes to tell somebody that there is no room.
  private static let longestWait = 400

  /// Accepts until the server stops, then waits for the connections to end.
  func run() {
    let threads = ServerThreads()
    let guests = Guests(limit: limits.connections)
    while waitForClient() {
      let descriptor = accept(listener, nil, nil)
      if descriptor >= 0 {
        admit(Socket(descriptor, stopSignal: stopSignal), threads, guests)
      } else if errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM {
        // Nothing is gained by asking again at once; a connection has to end first.
        var pause = pollfd(fd: stopSignal, events: Int16(POLLIN), revents: 0)
        poll(&pause, 1, 50)
      }
    }
    threads.joinAll()
  }

  private func admit(_ socket: Socket, _ threads: ServerThreads, _ guests: Guests) {
    guard isRoom(threads) else {
      close(socket.descriptor)
      return
    }
    let (site, limits, names) = (site, limits, names)
    let seat = guests.enter(socket.descriptor)
    let isStarted = threads.start {
      var connection = Connection(socket, site, limits)
      if let seat { connection.run(seat, names) } else { connection.turnAway() }
    }
    guard !isStarted else { return }
    seat?.leave()
    close(socket.descriptor)
  }

  /// Whether another thread may be started: as many again as there are connections, because those that had to make room
  /// take a moment to go, longer on a busy machine. Whoever comes meanwhile waits in the system's queue.
  private func isRoom(_ threads: ServerThreads) -> Bool {
    let most = 2 * limits.connections + Self.turnedAwayAtOnce
    for _ in 0..<Self.longestWait where threads.running >= most {
      var pause = pollfd(fd: stopSignal, events: Int16(POLLIN), revents: 0)
      if poll(&pause, 1, 5) > 0 { return false }
    }
    return threads.running < most
  }

  /// False when the server stops.
  private func waitForClient() -> Bool {
    while true {
      var polled = [
        pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stopSignal, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&polled, nfds_t(polled.count), -1)
      if polled[1].revents != 0 || (count < 0 && errno != EINTR) { return false }
      if polled[0].revents != 0 { return true }
    }
  }
}
