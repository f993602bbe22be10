import CurlTransport
import FoundationEssentials
import Glibc
import HTTPMessages
import SegmentSandbox
import Serving
import Synchronization
import Testing

@testable import Commands

/// `accord drift` in this process, in Acme's workspace behind a socket, with a clock that stands still.
final class DriftBench {
  let place: PrivatePlace
  let sandbox: Sandbox
  let clock = ScriptedClock()
  let stop = StopFlag()
  /// What a run's environment has besides.
  var environment: [String: String] = [:]
  private let server: SandboxServer

  /// - Parameter snapshot: another workspace than Acme's.
  init(faults: [String] = [], snapshot: String? = nil) throws {
    place = try PrivatePlace()
    if let snapshot { try place.write("workspace.json", snapshot) }
    var behaviour = SandboxBehaviour()
    behaviour.readsPerMinute = nil
    sandbox = try Sandbox(
      snapshot: Array(try place.text("workspace.json").utf8), behaviour: behaviour,
      faults: try faults.map { try SandboxFault(parsing: $0) }, time: clock)
    server = try SandboxServer(sandbox)
  }

  deinit { server.stop() }

  /// What was printed and said so far.
  var output: String { (try? place.text("output")) ?? "" }
  var errors: String { (try? place.text("errors")) ?? "" }

  /// Runs a command line; paths in it are below the private directory, whose policy is meant.
  func run(_ command: String, _ words: [String]) throws -> Int32 {
    try run(line: [command, "\(place.path)/policies"] + words)
  }

  /// - Parameter output: where requested output goes instead of a file.
  func run(line words: [String], output: Int32? = nil) throws -> Int32 {
    let files = ["output", "errors"].map { open("\(place.path)/\($0)", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0o600) }
    defer { for file in files { close(file) } }
    let world = CommandContext(
      console: Console(input: -1, output: output ?? files[0], errors: files[1], color: .never, environment: [:]),
      timekeeper: clock,
      environment: ["SEGMENT_TOKEN": "sgp_4f1b9c0d7e2a6358", "SEGMENT_API_URL": server.url].merging(environment) { $1 },
      stop: stop)
    return Program.code(of: try CommandLineWords(words).invocation, world).rawValue
  }

  func run(_ command: String, _ words: String...) throws -> Int32 { try run(command, words) }

  /// Brings the workspace into accord; the journal and its lock are this bench's own.
  func apply(_ words: String...) throws -> Int32 {
    // The journal is named after the second.
    clock.wait(.seconds(1))
    return try run("apply", ["--yes", "--journal", "\(place.path)/journal"] + words)
  }

  /// What a service that runs in this directory serves; its address is what it said first.
  static func get(_ path: String, from directory: String) throws -> HTTPResponse {
    let said = try String(contentsOf: URL(filePath: directory).appending(path: "errors"), encoding: .utf8)
    let url = try #require(said.firstMatch(of: #/serving (http://[^/]*)/healthz/#))
    let transport = CurlTransport(to: try BaseURL(String(url.1)), stop: StopFlag(), environment: [:])
    return try transport.send(HTTPRequest(.get, path)).get()
  }
}

/// Stands still until somebody waits, and then moves on at once; a wait of ten minutes or more is a service's pause, and
/// in each the next thing is done that a test has planned.
final class ScriptedClock: Timekeeper {
  private struct State {
    var now: Duration = .seconds(1_795_248_000)
    var steps: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  var sinceEpoch: Duration { state.withLock { $0.now } }

  func plan(_ steps: [@Sendable () -> Void]) { state.withLock { $0.steps = steps } }

  func wait(_ duration: Duration) {
    let step = state.withLock { state -> (@Sendable () -> Void)? in
      state.now += duration
      guard duration >= .seconds(600), !state.steps.isEmpty else { return nil }
      return state.steps.removeFirst()
    }
    step?()
  }
}

/// Takes what is posted to it.
final class Mailbox: Site {
  private let state = Mutex((posts: [RawRequest](), status: 200, delay: Duration.zero))

  var posts: [RawRequest] { state.withLock { $0.posts } }
  func answerFromNowOn(_ status: Int, after delay: Duration = .zero) {
    state.withLock { ($0.status, $0.delay) = (status, delay) }
  }

  func answer(_ request: RawRequest) -> Reply {
    state.withLock { state in
      state.posts.append(request)
      return Reply(HTTPResponse(status: state.status), delay: state.delay)
    }
  }

  func refuse(_ refusal: ParseRefusal) -> HTTPResponse { HTTPResponse(status: refusal.status) }
}
