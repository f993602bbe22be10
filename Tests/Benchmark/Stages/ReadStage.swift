import AccessJSON
import FoundationEssentials
@preconcurrency import Glibc
import HTTPMessages
import SegmentSandbox

/// A no-op plan of 1,000 people and 50 groups against a sandbox over loopback.
struct ReadStage {
  private let options: Options
  private let directory: String
  private let snapshot: [UInt8]
  private static let size = Size(people: 1_000, groups: 50, grantsEach: 1, differing: 0)

  init(_ options: Options, _ parent: String) throws {
    self.options = options
    directory = parent + "/read"
    try Self.size.writePolicy(to: directory, files: 4)
    snapshot = Array(Self.size.actual.snapshotText.utf8)
  }

  func rows() throws -> [Row] {
    let latency = Duration.milliseconds(50)
    return [
      try row("read: no-op plan, a request for each person", carriesPermissions: false, .zero) { _ in
        [.wall(0.5), .peak(60_000_000)]
      },
      try row("read: no-op plan, lists carry permissions", carriesPermissions: true, .zero) { _ in
        [.wall(0.15), .peak(60_000_000)]
      },
      // In vain where requests depend on each other: what counts is eight at once.
      try row("read: the same, 50 ms an answer", carriesPermissions: false, latency) { requests in
        [.wall(1.3 * Double(requests) / 8 * latency.inSeconds)]
      },
      // Nobody tells the client that there are four: what it costs to find out is what this is about.
      try row("read: the same, and the token bears 4 at once", carriesPermissions: false, latency, places: 4) {
        requests in
        [.wall(2 * Double(requests) / 4 * latency.inSeconds)]
      },
      try row("read: the same since a snapshot, 50 ms an answer", carriesPermissions: false, latency, since: true) {
        _ in
        [.requests(40), .wall(1)]
      },
    ]
  }

  private func row(
    _ name: String, carriesPermissions: Bool, _ latency: Duration, places: Int? = nil, since: Bool = false,
    targets: (Int) -> [Row.Target]
  ) throws -> Row {
    var behaviour = SandboxBehaviour()
    behaviour.readsPerMinute = nil
    behaviour.userListCarriesPermissions = carriesPermissions
    (behaviour.latency, behaviour.concurrency) = (latency, places)
    let sandbox = try Sandbox(snapshot: snapshot, behaviour: behaviour, time: RealTime())
    let server = try SandboxServer(sandbox)
    defer { server.stop() }
    let (file, environment) = ("\(directory).json", ["SEGMENT_TOKEN": "sandbox"])
    if since {
      let words = [options.accord, "snapshot", "--api-url", server.url, "--out", file]
      _ = try ChildProgram(words: words, environment: environment).samples(1)
      sandbox.clearLog()
    }
    let words = [options.accord, "plan", directory, "--api-url", server.url, "--detailed-exitcode"]
    let plan = ChildProgram(words: words + (since ? ["--since", file] : []), environment: environment)
    let runs = latency > .zero ? min(2, options.runs) : options.runs
    let samples = try plan.samples(runs)
    let log = sandbox.log
    let served = log.filter { $0.status == 200 }
    let needed = served.count / runs
    let floor = CurlFloor(url: server.url, targets: served.prefix(needed).map(\.target), atOnce: places ?? 8)
    return Row(
      name: name, samples: samples, requests: log.count / runs, rateLimited: (log.count - served.count) / runs,
      floor: Row.Floor(name: "libcurl", samples: try Meter.samples(runs, .thread) { try floor.send() }),
      targets: targets(needed))
  }
}
