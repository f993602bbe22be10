import HTTPMessages
import Reconciliation
import Serving

/// Something that a command does again and again until it is stopped.
protocol Service {
  var context: CommandContext { get }
  /// `/healthz` and `/metrics`.
  var site: any Site { get }
  /// Where they are; nil for nowhere.
  var listen: ListenAddress? { get }
  /// How long to wait now.
  var pause: Duration { get }

  mutating func check() throws
  /// A check that came to nothing, after its reason was said.
  mutating func noteFailure()
}

extension Service {
  /// A first check that fails ends the service: a wrong policy or token should be seen at once. Later ones are tried again.
  mutating func run() throws -> ExitCode {
    let server = try listen.map { try HTTPServer(site, at: $0, limits: .status) }
    defer { server?.stop() }
    if let server { context.console.say("serving \(server.url)/healthz and \(server.url)/metrics") }
    do {
      try check()
      while !context.stop.isRaised, !hasLostItsReader() {
        context.timekeeper.wait(pause)
        if !context.stop.isRaised { try checkAgain() }
      }
    } catch let error as ReadingError where error == .interrupted {
      // Asked to stop while it was looking: nothing is lost.
    }
    return .success
  }

  private mutating func checkAgain() throws(ReadingError) {
    do {
      try check()
    } catch let error as ReadingError where error == .interrupted {
      throw error
    } catch {
      if !(error is PolicyRejected) { context.console.complain("\(error)") }
      noteFailure()
    }
  }

  /// As for every command, a reader that went away is the end and no error.
  private func hasLostItsReader() -> Bool {
    guard context.console.hasLostItsReader else { return false }
    context.console.say("nobody reads the output any more; ended")
    return true
  }
}
