import Glibc

/// A connected, non-blocking socket whose every wait ends: when it is ready, at a deadline, or when the server stops.
struct Socket {
  /// Why nothing more can be read or written.
  enum End: Error, Hashable { case timedOut, stopped, closed }

  let descriptor: Int32
  /// Becomes readable when the server stops, and stays so.
  let stopSignal: Int32

  init(_ descriptor: Int32, stopSignal: Int32) {
    self.descriptor = descriptor
    self.stopSignal = stopSignal
    var on: Int32 = 1
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// At least one byte, at most 64 KiB.
  func read(by deadline: ContinuousClock.Instant) throws(End) -> [UInt8] {
    while true {
      try wait(for: POLLIN, by: deadline)
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, initialized in
        count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        initialized = max(0, count)
      }
      if count > 0 { return bytes }
      if count == 0 || !isTransient(errno) { throw .closed }
    }
  }

  func write(_ bytes: [UInt8], by deadline: ContinuousClock.Instant) throws(End) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // MSG_NOSIGNAL: a client that went away must not end the process.
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if isTransient(errno) {
        try wait(for: POLLOUT, by: deadline)
      } else {
        throw .closed
      }
    }
  }

  /// Does nothing until the deadline; ends early only when the server stops.
  func pause(until deadline: ContinuousClock.Instant) throws(End) {
    do { try wait(for: 0, by: deadline) } catch .timedOut { return }
  }

  private func wait(for events: Int32, by deadline: ContinuousClock.Instant) throws(End) {
    while true {
      var polled = [
        pollfd(fd: events == 0 ? -1 : descriptor, events: Int16(events), revents: 0),
        pollfd(fd: stopSignal, events: Int16(POLLIN), revents: 0),
      ]
      let left = max(.zero, ContinuousClock.now.duration(to: deadline))
      // Rounded up, so that the last wait does not spin.
      let whole = left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
      let milliseconds = left == .zero ? 0 : min(whole + 1, 60_000)
      let count = poll(&polled, nfds_t(polled.count), Int32(milliseconds))
      if polled[1].revents != 0 { throw .stopped }
      if polled[0].revents != 0 { return }
      if count < 0, errno != EINTR { throw .closed }
      if left == .zero { throw .timedOut }
    }
  }

  private func isTransient(_ code: Int32) -> Bool { code == EAGAIN || code == EWOULDBLOCK || code == EINTR }

  /// Says goodbye so that the last answer arrives: unread bytes at `close` would turn it into a reset.
  func closeLingering() {
    shutdown(descriptor, Int32(SHUT_WR))
    let deadline = ContinuousClock.now + .seconds(1)
    // At most 4 MiB of what a client still sends is listened to.
    for _ in 0..<64 { if (try? read(by: deadline)) == nil { break } }
    close(descriptor)
  }

  /// Resets the connection.
  func closeWithReset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    close(descriptor)
  }
}
