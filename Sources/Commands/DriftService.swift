import Access
import Documents
import Explaining
import HTTPMessages
import Reconciliation
import Reports
import SegmentAPI
import Serving

/// Looks again and again until it is stopped: says what changed, tells it, and shows its status over HTTP.
struct DriftService: Service {
  let context: CommandContext
  private let arguments: DriftArguments
  private let service: ServiceArguments
  private let reader: SegmentReader
  private let board: StatusBoard<ServiceStatus>
  private let teller: Teller?
  private var look: DriftPoll
  /// The picture that was printed last.
  private var shown: String?

  init(
    _ arguments: DriftArguments, _ service: ServiceArguments, _ look: DriftPoll, _ reader: SegmentReader,
    _ teller: Teller?, _ context: CommandContext
  ) {
    self.arguments = arguments
    self.service = service
    self.look = look
    self.reader = reader
    self.context = context
    let uptime = context.timekeeper.uptime
    board = StatusBoard(ServiceStatus(startedAt: context.now, every: service.every, uptime: uptime), context.timekeeper)
    self.teller = teller
  }

  var site: any Site { StatusSite(board) }
  var listen: ListenAddress? { service.listen }
  var pause: Duration { Self.pause(service.every, chance: Int.random(in: 0...200)) }

  /// A tenth more or less, so that many services do not ask at the same second for ever.
  /// - Parameter chance: from 0 to 200.
  static func pause(_ every: Duration, chance: Int) -> Duration { every * (900 + chance) / 1000 }

  mutating func noteFailure() {
    board.change { [now = context.now] in $0.noteFailure(at: now) }
    count()
  }

  mutating func check() throws {
    let sight = try look.look()
    let drift = sight.drift
    board.change { [uptime = board.uptime] in $0.note(drift, isFresh: sight.isFresh, uptime: uptime) }
    count()
    context.console.say("\(Self.heartbeat(sight))")
    if drift.picture != shown {
      try context.console.print(drift, arguments)
      shown = drift.picture
    }
    guard let sent = teller?.tell(drift) else { return }
    board.change { status in
      if sent { status.notificationsSent += 1 } else { status.notificationsFailed += 1 }
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
