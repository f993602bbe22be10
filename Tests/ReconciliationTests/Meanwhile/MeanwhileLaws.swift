import Access
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

/// Whatever somebody does while a plan is carried out, before and after whichever of its requests: *done* is what is
/// done, owners remain, nobody gets what neither state gives, and no mail goes out that was not meant.
struct MeanwhileLaws {
  @Test func `the run that everything happens to has every kind of change and is done`() throws {
    for seed in 0..<8 as Range<UInt64> {
      let run = try RichRun(RichRun.behaviour(seed))
      #expect(Set(run.plan.changes.map(\.kind)) == Set(Change.Kind.allCases), "\(run.plan.changes.map(\.kind))")
      let told = try run.carryOut()
      #expect(told.applied.allDone, "\(told.applied.outcomes)")
      #expect(told.lies() == [] && told.harms() == [])
      #expect(told.witness.batches.count { $0.write != nil } == run.plan.requests)
    }
  }

  @Test(arguments: Happening.all(emails: RichRun.emails, groups: RichRun.groups))
  func `nothing that happens at any point of a run makes a lie of done, or harms anybody`(happening: Happening) throws {
    let runs = try (0..<2 as Range<UInt64>).map { try RichRun(RichRun.behaviour($0)) }
    let length = try runs[0].carryOut().sandbox.log.count
    for number in 1...length + 1 {
      let run = runs[number % runs.count]
      let told = try run.carryOut([happening.before(request: number)])
      #expect(told.lies(about: happening, before: number) == [], "\(happening) before request \(number) of \(length)")
      #expect(told.harms(before: number) == [], "\(happening) before request \(number) of \(length)")
    }
  }
}
