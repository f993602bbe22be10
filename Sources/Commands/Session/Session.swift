import Access
import CurlTransport
import Explaining
import HTTPMessages
import Reconciliation
import SegmentAPI
import SegmentSandbox

/// A way to one workspace: Segment over the network, or the sandbox in this process.
final class Session {
  let connection: SegmentConnection
  /// The sandbox and the file it is written back to; nil for Segment.
  private var sandbox: (world: Sandbox, path: String, version: PrivateFile.Version)?
  let source: ActualState.Source
  /// The file that the token can be read from again; nil for one that is in none.
  private let tokenFile: String?
  private let timekeeper: any Timekeeper
  private let console: Console
  /// The workspace, between the question and the read that follows.
  private var known: Workspace?
  /// When the latest read began, by a clock that nobody sets.
  private(set) var readBegan: Duration = .zero

  var reader: SegmentReader { SegmentReader(connection) }
  /// As ``SegmentConnection/readsPerMinute``.
  var readsPerMinute: Int? { connection.readsPerMinute }
  /// Requests sent so far.
  var requests: Int { connection.traffic.total.requests }
  var writer: SegmentWriter { SegmentWriter(connection) }

  /// - Parameters:
  ///   - region: the policy's; decides the URL unless `--api-url` or `SEGMENT_API_URL` does.
  ///   - known: a token that cannot be read again; nil to read it.
  init(
    _ choice: ActualSource, region: DesiredWorkspace.Region, token known: Token? = nil, _ context: CommandContext
  ) throws {
    (timekeeper, console) = (context.timekeeper, context.console)
    switch choice {
    case .segment(let apiURL, let named):
      tokenFile = TokenSource.renewable(named, environment: context.environment)
      let token = try known ?? TokenSource.token(file: named, environment: context.environment)
      let text = apiURL ?? context.environment["SEGMENT_API_URL"] ?? Session.url(of: region)
      let transport = CurlTransport(to: try BaseURL(text), stop: context.stop, environment: context.environment)
      connection = SegmentConnection(
        over: transport, token: token, timekeeper: context.timekeeper, stop: context.stop,
        agent: accordAgent)
      sandbox = nil
      source = .segment
    case .sandbox(let path):
      // Segment publishes no limit for reads, and nobody should wait for a guess; its limit for writes is published.
      var behaviour = SandboxBehaviour()
      behaviour.readsPerMinute = nil
      let (sandbox, version) = try Documents.sandbox(path) { bytes throws(SnapshotProblem) in
        try Sandbox(snapshot: bytes, behaviour: behaviour, time: context.timekeeper)
      }
      tokenFile = nil
      connection = SegmentConnection(
        over: SandboxTransport(sandbox), token: try Token("sandbox"), timekeeper: context.timekeeper, stop: context.stop
      )
      self.sandbox = (sandbox, path, version)
      source = .sandbox
    case .snapshot(let path):
      throw SessionProblem("\(path) is a snapshot, and a snapshot cannot be read again or changed")
    }
    let announcer = WaitAnnouncer()
    connection.onWait = { [timekeeper] wait in
      guard let words = announcer.words(for: wait, at: timekeeper.sinceEpoch) else { return }
      context.console.say("\(words)")
    }
  }

  /// Reads the actual state and says where it comes from.
  func read(_ needs: Needs, at now: Moment) throws(ReadingError) -> ActualState {
    readBegan = timekeeper.uptime
    defer { known = nil }
    var state = try StateReader(reader, needs: needs, known: known).read(at: now)
    state.source = source
    return state
  }

  /// Reads the lists, and what may have changed since the file was read; all of it where that cannot be told, which is
  /// said.
  ///
  /// - Parameter since: nil to read everything.
  func read(_ needs: Needs, at now: Moment, since: SinceArguments?) throws -> ActualState {
    guard let since else { return try read(needs, at: now) }
    // A file that is none is said before anything is sent.
    let record = try Documents.record(since.file)
    try Documents.check(record, since.file, isOf: try identify())
    readBegan = timekeeper.uptime
    defer { known = nil }
    let earlier = EarlierRead(record.state, fullEvery: since.fullEvery)
    var (state, reason) = try StateReader(reader, needs: needs, known: known).read(at: now, since: earlier)
    if let reason { console.say("\(since.file): everything was read, because \(reason)") }
    state.source = source
    return state
  }

  /// Asks whose workspace it is; the read that follows does not ask again.
  func identify() throws(ReadingError) -> Workspace {
    let workspace = try StateReader.identify(reader)
    known = workspace
    return workspace
  }

  /// Reads the token's file again, where it is in one: a secret is renewed while a service runs.
  ///
  /// - Returns: whether it is another token, which may be of another workspace.
  func renewToken() throws -> Bool {
    guard let tokenFile else { return false }
    return connection.use(try TokenSource.token(file: tokenFile, environment: [:]))
  }

  /// Writes the sandbox's workspace back to its file, if that is still what was read; nothing for Segment.
  func save() throws {
    guard let sandbox else { return }
    self.sandbox?.version = try PrivateFile.replace(
      sandbox.path, with: sandbox.world.snapshot(), ifStill: sandbox.version)
  }

  private static func url(of region: DesiredWorkspace.Region) -> String {
    switch region {
    case .us: "https://api.segmentapis.com"
    case .eu: "https://eu1.api.segmentapis.com"
    }
  }
}
