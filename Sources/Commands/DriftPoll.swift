import Access
import Explaining
import HTTPMessages
import Reconciliation
import SegmentAPI

/// One way to look at a workspace and say what drifted; looked through once, or again and again. It is handed a reader
/// and has no way to anything that writes.
struct DriftPoll {
  private let arguments: DriftArguments
  private let context: CommandContext
  private let reader: SegmentReader
  private let source: ActualState.Source
  /// Reads the token's file again, and says whether there is another token in it.
  private let renewToken: () throws -> Bool
  private var detector: ChangeDetector
  /// Reads what changed since a file; nil without one.
  private let readSince: ((Needs, Moment) throws -> ActualState)?
  /// The trail that differences are explained by, as of the last time it was read whole.
  private var trail: AuditTrail?
  /// What was printed about the policy: a service does not say the same at every look.
  private var said: [Diagnostic] = []

  init(_ arguments: DriftArguments, _ session: Session, _ context: CommandContext) {
    self.arguments = arguments
    self.context = context
    (reader, source, renewToken) = (session.reader, session.source, session.renewToken)
    detector = Self.detector(reader, arguments)
    readSince = arguments.since.map { since in { try session.read($0, at: $1, since: since) } }
  }

  private static func detector(_ reader: SegmentReader, _ arguments: DriftArguments) -> ChangeDetector {
    ChangeDetector(reader, fullEvery: arguments.service?.fullEvery ?? .zero)
  }

  /// What one look gave.
  struct Answer {
    var drift: Drift
    var isFresh: Bool
    var reason: String
  }

  /// Looks with the token that is in its file by now. One that is refused may have been renewed meanwhile: then there is
  /// one more look, with the new one.
  mutating func look() throws -> Answer {
    if try renewToken() { forget() }
    let known = reader.refusals.count
    let sight = Result { try lookOnce() }
    let isRefused = reader.refusals.dropFirst(known).contains { if case .unauthorized = $0 { true } else { false } }
    guard isRefused, try renewToken() else { return try sight.get() }
    forget()
    return try lookOnce()
  }

  /// A new token may be of another workspace: nothing that was read with the old one says anything of it.
  private mutating func forget() {
    detector = Self.detector(reader, arguments)
    trail = nil
  }

  /// Reads the policy, and of the workspace what may have changed.
  private mutating func lookOnce() throws -> Answer {
    let desired = try context.policy(at: arguments.policy, said: &said)
    let look = try look(Needs(desired))
    var state = look.state
    state.source = source
    if look.isFresh { trail = nil }
    var drift = try context.drift(desired, state, arguments)
    if drift.asksForTrail {
      let known = try trail ?? TrailReader(reader).read(since: context.trailStart)
      trail = known
      drift = drift.explained(by: known, state)
    }
    return Answer(drift: drift, isFresh: look.isFresh, reason: look.reason)
  }

  private mutating func look(_ needs: Needs) throws -> ChangeDetector.Look {
    guard let readSince else { return try detector.look(needs, at: context.now) }
    return ChangeDetector.Look(state: try readSince(needs, context.now), isFresh: true, reason: "since a file")
  }
}

extension CommandContext {
  /// Compares, and prints what in the policy does not fit the workspace.
  func drift(_ desired: DesiredState, _ actual: ActualState, _ arguments: DriftArguments) throws -> Drift {
    let baseline = try arguments.baseline.map { try Documents.baseline($0, of: actual.workspace) }
    let drifted = makeDrift(
      desired, actual, at: now, expiringWithin: arguments.expiringWithinDays, baseline: baseline)
    guard let drift = drifted.drift else {
      report(drifted.diagnostics)
      throw PolicyRejected()
    }
    return drift
  }
}
