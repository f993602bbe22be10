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
      #expect(told.lies() == [])
      #expect(told.harms() == [])
      #expect(told.witness.batches.count { $0.write != nil } == run.plan.requests)
    }
  }

  /// Planned once for all that can happen, with the number of requests that such a run takes.
  private static let planned = Result {
    let runs = try (0..<2 as Range<UInt64>).map { try RichRun(RichRun.behaviour($0)) }
    return (runs: runs, length: try runs[0].carryOut().sandbox.log.count)
  }

  /// Every point where there are worlds enough for it, else some of them: other ones for each happening, and for each
  /// thousand worlds of a night.
  private static func points(upTo last: Int, of happening: Happening) -> StrideTo<Int> {
    let seeds = Seeds()
    let step = max(1, 16_000 / max(1, seeds.count))
    let night = Int(truncatingIfNeeded: seeds.last / 1_000)
    let first = "\(happening)".utf8.reduce(night % step) { ($0 &* 31 &+ Int($1)) % step }
    return stride(from: 1 + first, to: last + 1, by: step)
  }

  @Test(arguments: Happening.all(emails: RichRun.emails, groups: RichRun.groups))
  func `nothing that happens at any point of a run makes a lie of done, or harms anybody`(happening: Happening) throws {
    let (runs, length) = try MeanwhileLaws.planned.get()
    for number in MeanwhileLaws.points(upTo: length + 1, of: happening) {
      let run = runs[number % runs.count]
      let told = try run.carryOut([happening.before(request: number)])
      #expect(told.lies(about: happening, before: number) == [], "\(happening) before request \(number) of \(length)")
      #expect(told.harms(before: number) == [], "\(happening) before request \(number) of \(length)")
    }
  }

  /// The answer to one write is lost or wrong, and something happens before the look that follows it.
  @Test func `nor does anything that happens beside an answer that is lost or wrong`() throws {
    let answers = [
      "lost", "reset", "status-after=500", "status=503", "status=404", "status=422", "status=403", "cut-body",
    ]
    try Seeds(percent: 15).judge { seed throws in
      var dice = Dice(seed: seed &+ 60_221)
      let run = try RichRun(RichRun.behaviour(seed))
      let writes = try run.carryOut().sandbox.log.enumerated().filter(\.element.isWrite).map { $0.offset + 1 }
      let place = dice.pick(writes)
      let number = place + Int.random(in: 1...2, using: &dice)
      let answer = try SandboxFault(parsing: "*:\(dice.pick(answers))@\(place)")
      let drawn = Happening.draw(emails: RichRun.emails, groups: RichRun.groups, using: &dice)
      let happening = try #require(drawn)
      let told = try run.carryOut([answer, happening.before(request: number)])
      let words = "seed \(seed): \(happening) before request \(number), \(answer.kind) at \(place)"
      #expect(told.lies(about: happening, before: number) == [], "\(words)")
      #expect(told.harms(before: number) == [], "\(words)")
      return .judged
    }
  }
}
