import Access
import CurlTransport
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
  /// The file that the token is in; nil for one that is not in a file.
  private let tokenFile: String?
  private let timekeeper: any Timekeeper
  /// The workspace, between the question and the read that follows.
  private var known: Workspace?
  /// When the latest read began, by a clock that nobody sets.
  private(set) var readBegan: Duration = .zero

  var reader: SegmentReader { SegmentReader(connection) }
  /// Requests sent so far.
  var requests: Int { connection.traffic.total.requests }
  var writer: SegmentWriter { SegmentWriter(connection) }

  /// - Parameter region: the policy's; decides the URL unless `--api-url` or `SEGMENT_API_URL` does.
  init(_ choice: ActualSource, region: DesiredWorkspace.Region, _ context: CommandContext) throws {
    timekeeper = context.timekeeper
    switch choice {
    case .segment(let apiURL, let named):
      tokenFile = TokenSource.file(named, environment: context.environment)
      let token = try TokenSource.token(file: named, environment: context.environment)
      let text = apiURL ?? context.environment["SEGMENT_API_URL"] ?? Session.url(of: region)
      let transport = CurlTransport(to: try BaseURL(text), stop: context.stop, environment: context.environment)
      connection = SegmentConnection(over: transport, token: token, timekeeper: context.timekeeper, stop: context.stop)
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
    connection.onWait = { wait in
      // Whoever watches wants to know why nothing moves; a log wants only what took long.
      guard wait.duration >= .seconds(context.console.isWatched ? 1 : 5) else { return }
      context.console.say("\(Session.words(for: wait))")
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

  private static func words(for wait: Wait) -> String {
    let seconds = max(1, wait.duration.components.seconds)
    return switch wait.reason {
    case .limit(.endpoint): "waiting \(seconds) s for Segment's limit on \(wait.endpoint.rawValue)"
    case .limit(.token): "waiting \(seconds) s: Segment takes no more requests with this token at the moment"
    case .limit(.somethingBefore): "waiting \(seconds) s: a proxy or the like before Segment answers 429"
    case .trouble: "trying \(wait.endpoint.rawValue) again in \(seconds) s"
    }
  }
}
