import Access
import Documents
import Explaining
import HTTPMessages
import Reconciliation
import Reports
import SegmentAPI
import Serving

/// Looks again and again until it is stopped: says what changed, posts it, and shows its status over HTTP.
struct DriftService {
  private let arguments: DriftArguments
  private let service: ServiceArguments
  private let reader: SegmentReader
  private let context: CommandContext
  private let board: StatusBoard
  private let notifier: Notifier?
  private var look: DriftPoll
  /// The picture that was printed last.
  private var shown: String?

  init(
    _ arguments: DriftArguments, _ service: ServiceArguments, _ look: DriftPoll, _ reader: SegmentReader,
    _ context: CommandContext
  ) {
    self.arguments = arguments
    self.service = service
    self.look = look
    self.reader = reader
    self.context = context
    let uptime = context.timekeeper.uptime
    board = StatusBoard(ServiceStatus(startedAt: context.now, every: service.every, uptime: uptime), context.timekeeper)
    notifier = service.notify.map { Notifier($0, context) }
  }

  /// A first look that fails ends the service: a wrong policy or token should be seen at once. Later ones are tried again.
  mutating func run() throws -> ExitCode {
    let server = try HTTPServer(StatusSite(board), at: service.listen, limits: .status)
    defer { server.stop() }
    context.console.say("serving \(server.url)/healthz and \(server.url)/metrics")
    do {
      try check()
      while !context.stop.isRaised, !hasLostItsReader() {
        context.timekeeper.wait(Self.pause(service.every, chance: Int.random(in: 0...200)))
        if !context.stop.isRaised { try checkAgain() }
      }
    } catch let error as ReadingError where error == .interrupted {
      // Asked to stop while it was looking: nothing is lost.
    }
    return .success
  }

  /// As for every command, a reader that went away is the end and no error.
  private func hasLostItsReader() -> Bool {
    guard context.console.hasLostItsReader else { return false }
    context.console.say("nobody reads the output any more; ended")
    return true
  }

  /// A tenth more or less, so that many services do not ask at the same second for ever.
  /// - Parameter chance: from 0 to 200.
  static func pause(_ every: Duration, chance: Int) -> Duration { every * (900 + chance) / 1000 }

  private mutating func checkAgain() throws(ReadingError) {
    do {
      try check()
    } catch let error as ReadingError where error == .interrupted {
      throw error
    } catch {
      if !(error is PolicyRejected) { context.console.complain("\(error)") }
      board.change { [now = context.now] in $0.noteFailure(at: now) }
      count()
    }
  }

  private mutating func check() throws {
    let sight = try look.look()
    let drift = sight.drift
    board.change { [uptime = board.uptime] in $0.note(drift, isFresh: sight.isFresh, uptime: uptime) }
    count()
    context.console.say("\(Self.heartbeat(sight))")
    if drift.picture != shown {
      try context.console.print(drift, arguments)
      shown = drift.picture
    }
    if let sent = notifier?.tell(drift) {
      board.change { status in
        if sent { status.notificationsSent += 1 } else { status.notificationsFailed += 1 }
      }
    }
  }

  private func count() {
    let total = reader.traffic.total
    board.change { status in
      status.requests = total.requests
      status.rateLimited = total.rateLimited
    }
  }

  private static func heartbeat(_ sight: DriftPoll.Answer) -> String {
    let drift = sight.drift
    let verdict = !drift.plan.isComplete ? "incomplete" : drift.isInSync ? "in sync" : "drift"
    let sweep = sight.isFresh ? "read everything, \(sight.reason)" : "\(sight.reason) at \(drift.plan.actual.readAt)"
    return "\(drift.checkedAt): \(verdict); \(sweep)"
  }
}
