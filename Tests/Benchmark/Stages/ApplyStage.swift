import Access
import AccessJSON
import FoundationEssentials
@preconcurrency import Glibc
import HTTPMessages
import SegmentSandbox

/// `accord apply` of 200 people and 10 groups from a workspace of three owners, under Segment's limits for writes.
struct ApplyStage {
  private let options: Options
  private let directory: String
  private let size = Size(people: 200, groups: 10, grantsEach: 1, differing: 0)

  init(_ options: Options, _ parent: String) throws {
    self.options = options
    directory = parent + "/apply"
    try size.writePolicy(to: directory, files: 2)
  }

  func rows() throws -> [Row] {
    var (samples, requests, writes, rateLimited) = ([Sample](), 0, 0, 0)
    for run in 0..<options.runs {
      var behaviour = SandboxBehaviour()
      behaviour.readsPerMinute = nil
      let sandbox = try Sandbox(snapshot: Array(owners.snapshotText.utf8), behaviour: behaviour, time: RealTime())
      let server = try SandboxServer(sandbox)
      defer { server.stop() }
      let apply = ChildProgram(
        words: [
          options.accord, "apply", directory, "--yes", "--api-url", server.url, "--journal", "\(directory)-\(run)",
        ], environment: ["SEGMENT_TOKEN": "sandbox"])
      samples += try apply.samples(1)
      let log = sandbox.log
      (requests, writes) = (log.count, log.count(where: \.isWrite))
      rateLimited += log.count { $0.status == 429 }
    }
    return [
      Row(
        name: "apply: 200 people and 10 groups, \(writes) writes", samples: samples, requests: requests,
        rateLimited: rateLimited, targets: [.wall(5), .requests(160), .rateLimited(0)])
    ]
  }

  private var owners: ActualState {
    var state = size.actual
    state.people = Array(state.people.prefix(3))
    state.groups = []
    return state
  }
}

/// This machine's clock: limits count real minutes here.
final class RealTime: Timekeeper {
  var sinceEpoch: Duration {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  func wait(_ duration: Duration) { usleep(UInt32(duration.inSeconds * 1_000_000)) }
}
