import Access
import AccessJSON
import HTTPMessages
import Planning
import Reconciliation
import SegmentAPI
import SegmentSandbox

/// 5,000 direct-role changes at 60 writes a minute: an hour and a half of a clock that nobody waits for.
struct WaitStage {
  private let options: Options

  init(_ options: Options) { self.options = options }

  func rows() throws -> [Row] {
    // 20 grants a person at most differ by one: 5,000 people, each a request.
    let size = Size(people: 5_000, groups: 10, grantsEach: 2, differing: 500)
    var (samples, requests, rateLimited, virtual, writes) = ([Sample](), 0, 0, 0.0, 0)
    for _ in 0..<min(2, options.runs) {
      let clock = VirtualClock(.seconds(Size.now.seconds))
      var behaviour = SandboxBehaviour()
      behaviour.readsPerMinute = nil
      behaviour.userListCarriesPermissions = true
      let sandbox = try Sandbox(snapshot: Array(size.actual.snapshotText.utf8), behaviour: behaviour, time: clock)
      let connection = SegmentConnection(
        over: SandboxTransport(sandbox), token: try Token("sandbox"), timekeeper: clock, stop: StopFlag())
      let actual = try StateReader(SegmentReader(connection), needs: Needs(size.desired)).read(at: Size.now)
      guard let plan = makePlan(size.desired, actual, at: Size.now).plan else { throw BenchmarkProblem("no plan") }
      sandbox.clearLog()
      let start = clock.sinceEpoch
      let (applied, sample) = Meter.measure { () -> Applied in
        Applier(
          plan, before: actual, reader: SegmentReader(connection), writer: SegmentWriter(connection),
          journal: NoJournal(), timekeeper: clock, stop: StopFlag()
        ).run()
      }
      guard applied.allDone else { throw BenchmarkProblem("not every change was made") }
      samples.append(sample)
      let log = sandbox.log
      (requests, writes) = (log.count, log.count(where: \.isWrite))
      rateLimited = log.count { $0.status == 429 }
      virtual = (clock.sinceEpoch - start).inSeconds
    }
    // Two endpoints take the writes, one after the other in the order of the plan.
    let least = Double(writes)
    let waited = Sample(wall: virtual, cpu: virtual, peak: 0)
    return [
      Row(
        name: "wait: \(size.people) direct-role changes, virtual time", samples: [waited], requests: requests,
        rateLimited: rateLimited,
        floor: Row.Floor(name: "writes at 1 a second", samples: [Sample(wall: least, cpu: least, peak: 0)]),
        targets: [.wallRatio(1.02), .rateLimited(0)]),
      Row(name: "  what it takes of this machine", samples: samples),
    ]
  }
}
