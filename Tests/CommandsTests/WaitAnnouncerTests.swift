import HTTPMessages
import SegmentAPI
import SegmentSandbox
import Testing

@testable import Commands

/// What is said of long waits, and what a plan says of reading.
struct WaitAnnouncerTests {
  private func wait(_ endpoint: SegmentAPI.Endpoint, _ seconds: Int, _ reason: Wait.Reason = .limit(.endpoint)) -> Wait
  {
    Wait(endpoint: endpoint, duration: .seconds(seconds), reason: reason)
  }

  @Test func `a long wait is said once, with what it is for and until when; a short one is not`() {
    let announcer = WaitAnnouncer()
    let at = { (second: Int64) in Duration.seconds(1_795_248_000 + second) }
    #expect(announcer.words(for: wait(.user, 4), at: at(0)) == nil)
    #expect(
      announcer.words(for: wait(.user, 50), at: at(0))
        == "waiting 50 s, until 2026-11-21T08:00:51Z: Segment's limit on reading, GET /users/{id}")
    // Seven others of the same batch.
    #expect(announcer.words(for: wait(.user, 50), at: at(1)) == nil)
    #expect(announcer.words(for: wait(.user, 48), at: at(2)) == nil)
    #expect(
      announcer.words(for: wait(.replaceUserPermissions, 30), at: at(2))
        == "waiting 30 s, until 2026-11-21T08:00:33Z: Segment's limit on writing, PUT /users/{id}/permissions")
    #expect(announcer.words(for: wait(.user, 60), at: at(51))?.contains("until 2026-11-21T08:01:52Z") == true)
    #expect(
      announcer.words(for: wait(.user, 8, .trouble), at: at(0))
        == "waiting 8 s, until 2026-11-21T08:00:09Z: then GET /users/{id} is tried again")
  }

  @Test func `reading is forecast by the limit that Segment's answers name, and told from writing in plan and outcome`()
    throws
  {
    let bench = try DriftBench()
    #expect(try bench.run("plan") == 0)
    let unlimited = try #require(
      bench.output.firstMatch(of: #/17 writes, under a second at Segment's limits; about (\d+) more reads/#))
    bench.sandbox.behaviour.readsPerMinute = 4
    #expect(try bench.run("plan") == 0)
    let limited = try #require(
      bench.output.firstMatch(
        of: #/17 writes, under a second at Segment's limits; about (\d+) more reads, about \d+ min\./#)
    )
    #expect(unlimited.1 == limited.1)
    let said = bench.errors.split(separator: "\n")
    #expect(said.contains { $0.contains("Segment's limit on reading, GET ") }, "\(said)")
    #expect(Set(said).count == said.count, "\(said)")
    bench.sandbox.behaviour.readsPerMinute = nil
    #expect(try bench.apply() == 0)
    #expect(bench.output.contains(#/\n17 writes and \d+ reads, those for the plan included\.\n/#), "\(bench.output)")
  }
}
