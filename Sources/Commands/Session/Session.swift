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
  private let sandbox: (world: Sandbox, path: String)?
  let source: ActualState.Source

  var reader: SegmentReader { SegmentReader(connection) }
  /// Requests sent so far.
  var requests: Int { connection.traffic.total.requests }
  var writer: SegmentWriter { SegmentWriter(connection) }

  /// - Parameter region: the policy's; decides the URL unless `--api-url` or `SEGMENT_API_URL` does.
  init(_ choice: ActualSource, region: DesiredWorkspace.Region, _ world: Surroundings) throws {
    switch choice {
    case .segment(let apiURL, let tokenFile):
      let token = try TokenSource.token(file: tokenFile, environment: world.environment)
      let text = apiURL ?? world.environment["SEGMENT_API_URL"] ?? Session.url(of: region)
      let transport = CurlTransport(to: try BaseURL(text), stop: world.stop, environment: world.environment)
      connection = SegmentConnection(over: transport, token: token, timekeeper: world.timekeeper, stop: world.stop)
      sandbox = nil
      source = .segment
    case .sandbox(let path):
      // Segment publishes no limit for reads, and nobody should wait for a guess; its limit for writes is published.
      var behaviour = SandboxBehaviour()
      behaviour.readsPerMinute = nil
      let sandbox = try Documents.sandbox(path) { bytes throws(SnapshotProblem) in
        try Sandbox(snapshot: bytes, behaviour: behaviour, time: world.timekeeper)
      }
      connection = SegmentConnection(
        over: SandboxTransport(sandbox), token: try Token("sandbox"), timekeeper: world.timekeeper, stop: world.stop)
      self.sandbox = (sandbox, path)
      source = .sandbox
    case .snapshot(let path):
      throw SessionProblem("\(path) is a snapshot, and a snapshot cannot be read again or changed")
    }
    connection.onWait = { wait in
      // Whoever watches wants to know why nothing moves; a log wants only what took long.
      guard wait.duration >= .seconds(world.console.isWatched ? 1 : 5) else { return }
      world.console.say(Session.words(for: wait))
    }
  }

  /// Reads the actual state and says where it comes from.
  func read(_ needs: Needs, at now: Moment) throws(ReadingError) -> ActualState {
    var state = try StateReader(reader, needs: needs).read(at: now)
    state.source = source
    return state
  }

  /// Writes the sandbox's workspace back to its file; nothing for Segment.
  func save() throws {
    guard let sandbox else { return }
    try PrivateFile.replace(sandbox.path, with: sandbox.world.snapshot())
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
