import Access
import Planning
import RandomWorlds
import Testing

/// A snapshot says nothing of what came after it.
struct SnapshotAgeTests: PlanningSuite {
  private func warnings(_ seconds: Int64, _ source: ActualState.Source = .snapshot) throws -> [String] {
    var actual = workspace([ada])
    actual.readAt = Moment(seconds: now.seconds - seconds)
    actual.source = source
    return try plan(policy([declaredAda]), actual).warnings.map(\.description)
  }

  @Test func `one that is older than a day is said to be, and one that is not is not`() throws {
    #expect(try warnings(86_400) == [])
    #expect(
      try warnings(86_401) == [
        "warning: the snapshot is 1 day old (read 2026-11-20T07:59:59Z); what was changed in Segment since then is not in it"
      ])
    #expect(try warnings(3 * 86_400 + 5).first?.contains("is 3 days old") == true)
    #expect(try warnings(3 * 86_400, .segment) == [])
  }

  @Test func `one that is still to come is said to be, but for what clocks differ by`() throws {
    #expect(try warnings(-300) == [])
    #expect(
      try warnings(-301) == [
        "warning: the snapshot is of 2026-11-21T08:05:01Z, which is in the future; a clock is wrong"
      ])
  }

  @Test func `how old it may be is counted in seconds, and no age is known of one that is still to come`() {
    let readAt = Moment(seconds: now.seconds - 7200)
    #expect(SnapshotAge(of: readAt, at: now, atMost: 7200) == nil)
    #expect(SnapshotAge(of: readAt, at: now, atMost: 7199)?.description.contains("2 hours old") == true)
    #expect(SnapshotAge(of: Moment(seconds: now.seconds + 4000), at: now, atMost: 7200) != nil)
  }
}
