import Access
import HTTPMessages
import Planning
import Reports
import SegmentAPI
import Serving

/// Ends what has ended, on the second, until it is stopped. Between two ends it reads the policy and asks nobody anything.
struct EndsService: Service {
  let context: CommandContext
  private let arguments: ApplyArguments
  private let service: EndsArguments
  private let board: StatusBoard<EndsStatus>
  private let teller: Teller?
  /// Nil for one that is in a file and read for each look.
  private let token: Token?
  /// The policy in force: that of the directory, or the last one that was whole.
  private var policy: DesiredState
  /// What this service made, or two looks found gone: nothing is asked for it again under this policy.
  private var settled: Set<PolicyEnd> = []
  /// What one look found gone, and when. One answer may be from before somebody got it: it takes another look.
  private var absent: [PolicyEnd: Duration] = [:]
  /// What was said of ends that are due and not made.
  private var staying: [News] = []
  /// What was printed about the policy.
  private var said: [Diagnostic] = []
  /// What was said of what is due.
  private var heartbeat = ""
  /// What was printed as refused.
  private var shown = EndsLook.Refused()

  /// - Throws: where a policy, a token or an address is wrong from the start.
  init(_ arguments: ApplyArguments, _ service: EndsArguments, _ context: CommandContext) throws {
    var arguments = arguments
    arguments.assumesYes = true
    (self.arguments, self.service, self.context) = (arguments, service, context)
    policy = try context.policy(at: arguments.target, said: &said)
    teller = try Teller(arguments.notify, of: .apply, workspace: policy.workspace.slug, context)
    token = try TokenSource.lasting(arguments.source, environment: context.environment)
    // Nothing is asked of Segment before something is due, and then it is late to learn that there is no token.
    _ = try Session(arguments.source, region: policy.workspace.region, token: token, context)
    let status = EndsStatus(startedAt: context.now, every: service.every, uptime: context.timekeeper.uptime)
    board = StatusBoard(status, context.timekeeper)
  }

  var site: any Site { StatusSite(board) }
  var listen: ListenAddress? { service.listen }

  /// Until something ends, and no longer than `--every`. By the machine's clock, which may be set meanwhile: what it then
  /// passes over is found at the end of the wait.
  var pause: Duration {
    guard let next = nextEnd else { return service.every }
    let left = .seconds(next.seconds) - context.timekeeper.sinceEpoch
    return max(.seconds(1), min(service.every, left))
  }

  /// The first second at which something more has ended.
  private var nextEnd: Moment? {
    let now = context.now
    return policy.ends.filter { !$0.until.hasEnded(at: now) }.map(\.until.last.seconds).min()
      .map { Moment(seconds: $0 + 1) }
  }

  mutating func noteFailure() { note(.failed) }

  private func note(_ result: EndsStatus.Result, made: Int = 0) {
    let (now, next, uptime) = (context.now, nextEnd, board.uptime)
    board.change { status in
      status.note(result, made: made, at: now, uptime: uptime)
      status.nextEnd = next
    }
  }

  mutating func check() throws {
    renewPolicy()
    let due = policy.ends.filter { $0.until.hasEnded(at: context.now) && !settled.contains($0) }
    board.change { $0.due = due.count }
    guard due.isEmpty else { return try look(due) }
    staying = []
    note(.idle)
    say("nothing is due")
    tell(nil)
  }

  /// What is not whole puts nothing else in force: what has ended by the policy before it still ends.
  private mutating func renewPolicy() {
    let loaded = try? context.policy(at: arguments.target, said: &said)
    board.change { $0.isPolicyCurrent = loaded != nil }
    guard let loaded else { return }
    // A guardrail or another list may have kept what a look found settled.
    if loaded.digest != policy.digest { (settled, absent) = ([], [:]) }
    policy = loaded
  }

  private mutating func look(_ due: [PolicyEnd]) throws {
    // With the token that is in its file by now, for the region that the policy names by now.
    let session = try Session(arguments.source, region: policy.workspace.region, token: token, context)
    defer {
      let total = session.connection.traffic.total
      board.change { status in
        status.requests += total.requests
        status.rateLimited += total.rateLimited
      }
    }
    let fates = try EndsLook(policy, arguments, context).run(session, showing: &shown)
    let (applied, left) = (fates.applied, settle(due, fates))
    let made = applied.results.count { $0.outcome == .done }
    board.change { $0.due = left }
    note(applied.resultOfEnding(leaving: left > 0), made: made)
    say("\(made) ended\(left == 0 ? "" : ", \(left) due and not made")")
    tell(applied)
    // The applier has lowered the flag, so that what was sent could be looked at.
    if applied.stopped == .interrupted { context.stop.raise() }
  }

  /// Takes note of what became of each end, and says which stay where those are others than before.
  /// - Returns: how many are due and not made.
  private mutating func settle(_ due: [PolicyEnd], _ fates: EndFates) -> Int {
    let uptime = board.uptime
    let before = absent
    var (left, why) = (0, [EndLeft]())
    absent = [:]
    for end in due {
      switch fates[end] {
      case .made: settled.insert(end)
      case .absent:
        let since = before[end] ?? uptime
        if before[end] != nil, uptime - since >= service.every / 2 {
          settled.insert(end)
        } else {
          absent[end] = since
        }
      case .left(let reasons):
        left += 1
        why += reasons
      }
    }
    // What is not read whole tells nothing of what stays.
    guard fates.applied.plan.isComplete else { return left }
    let news = fates.applied.news(of: why)
    if news != staying { for one in news { context.console.say("\(one.text)") } }
    staying = news
    return left
  }

  private mutating func say(_ what: String) {
    let next = nextEnd.map { "the next end is at \($0)" } ?? "nothing else ends"
    let line = "\(what); \(next)"
    guard line != heartbeat else { return }
    heartbeat = line
    context.console.say("\(context.now): \(line)")
  }

  /// - Parameter applied: nil where nothing was due; what was not delivered before is tried again.
  private func tell(_ applied: Applied?) {
    guard let sent = teller?.tell(applied, staying: staying) else { return }
    board.change { status in
      if sent { status.notificationsSent += 1 } else { status.notificationsFailed += 1 }
    }
  }
}
