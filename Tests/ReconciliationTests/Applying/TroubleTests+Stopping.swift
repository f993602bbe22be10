import Access
import HTTPMessages
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

// Runs that are stopped from outside.
extension TroubleTests {
  /// Somebody presses Ctrl-C while a call is under way.
  private func interrupt(_ bench: Workbench, at calls: String) throws -> SandboxFault {
    let stop = bench.stop
    return SandboxFault(.change { _ in stop.raise() }, at: try #require(CallPattern(parsing: calls)))
  }

  private func interrupted(_ desired: DesiredState, at calls: String, with fault: String?) throws -> Applied {
    let bench = try Workbench(state())
    let (plan, before) = try bench.plan(desired)
    bench.sandbox.faults =
      try [interrupt(bench, at: calls)] + [fault].compactMap { $0 }.map { try SandboxFault(parsing: $0) }
    return bench.apply(plan, before: before)
  }

  @Test(
    arguments: [
      ("GET /groups", nil), ("POST /groups", "POST /groups:rate-limited=20"),
      // The look before the write is what was interrupted: that is no failure of the write.
      ("GET /groups", "GET /groups:status=503"),
    ] as [(String, String?)])
  func `a stop before a write goes out leaves it unsent`(calls: String, fault: String?) throws {
    let applied = try interrupted(policy([new]), at: calls, with: fault)
    #expect(applied.outcomes == [.skipped("not attempted: interrupted")])
    #expect(applied.stopped == .interrupted)
  }

  @Test func `a stop while a limit is waited for leaves the invite unsent`() throws {
    var desired = policy()
    desired.people.append(DesiredPerson("new@acme.com", at: place))
    let applied = try interrupted(desired, at: "POST /invites", with: "POST /invites:rate-limited=20")
    #expect(applied.outcomes == [.skipped("not attempted: interrupted")])
    #expect(applied.stopped == .interrupted)
  }

  @Test func `a stop while a lost answer is looked for ends the looking, and nothing is claimed`() throws {
    let applied = try interrupted(policy([new]), at: "POST /groups", with: "POST /groups:reset")
    #expect(applied.outcomes.map(\.word) == ["unknown"])
    #expect(applied.wrote)
  }

  @Test func `a stop after a write leaves the others for the next run`() throws {
    let second = DesiredGroup("Other", members: .written([], at: place), roles: .written([], at: place), at: place)
    let applied = try interrupted(policy([new, second]), at: "POST /groups", with: nil)
    #expect(applied.outcomes.map(\.word).sorted() == ["done", "skipped"], "\(applied.outcomes)")
    #expect(applied.wrote)
    #expect(applied.stopped == .interrupted)
  }
}
