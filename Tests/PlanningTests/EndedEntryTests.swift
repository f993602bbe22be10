import Access
import Planning
import RandomWorlds
import Testing

/// What is written with an end that has passed.
struct EndedEntryTests: PlanningSuite {
  private func said(_ desired: DesiredState, since base: DesiredState? = nil, _ actual: ActualState? = nil) -> [String]
  {
    endedEntries(desired, since: base, at: now, actual).map(\.description)
  }

  private let ends = "2026-11-20"

  @Test func `a role, a membership and a person that have ended are said, each where it stands`() {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin", until: ends, line: 20)]), person("cy", line: 30, until: ends)],
      groups: [
        group("G", members: [with("bob", until: ends, line: 40)], roles: [role("Source Admin", until: ends, line: 50)])
      ])
    let nothing =
      "warning: until: 2026-11-20 has passed already, so it gives nothing; write a later one, or remove it"
    #expect(
      said(desired) == [
        "policy.yaml:20:3: \(nothing)",
        "policy.yaml:32:3: warning: until: 2026-11-20 has passed already, so this person is as if departed; write a later one, or remove it",
        "policy.yaml:40:3: \(nothing)", "policy.yaml:50:3: \(nothing)",
      ])
  }

  @Test func `one that still holds is not, and neither are those of a person who has ended`() {
    var cy = person("cy", [role("Source Admin", until: ends, line: 20)], until: ends)
    cy.untilAt = at(32)
    let desired = policy(
      [declaredAda, cy, person("bob", [role("Source Admin", until: "2026-11-21")])],
      groups: [group("G", members: [with("cy", until: ends, line: 40)])])
    #expect(said(desired).map { $0.prefix(16) } == ["policy.yaml:32:3"])
  }

  @Test func `with a base only what is new is said, wherever it stands`() {
    let old = role("Source Admin", until: ends, line: 20)
    let base = policy([declaredAda, person("bob", [old])])
    var moved = old
    moved.at = at(60)
    let head = policy([declaredAda, person("bob", [moved, role("Function Admin", until: ends, line: 61)])])
    #expect(said(head, since: base).map { $0.prefix(16) } == ["policy.yaml:61:3"])
    #expect(said(base, since: base) == [])
    // An earlier end for the same entry is newly written.
    let earlier = policy([declaredAda, person("bob", [role("Source Admin", until: "2026-11-19", line: 20)])])
    #expect(said(earlier, since: base).count == 1)
  }

  @Test func `a bundle's entry that many have is said once, and a crowd is counted`() {
    let crowd = (0..<13).map { person("p\($0)", [role("Source Admin", until: ends, line: 100 + $0)]) }
    let all = said(policy([declaredAda] + crowd))
    #expect(all.count == 11)
    #expect(all.last == "warning: 3 more entries have ended and give nothing")
    let same = (0..<13).map { person("p\($0)", [role("Source Admin", until: ends, line: 100)]) }
    #expect(said(policy([declaredAda] + same)).count == 1)
  }

  @Test func `nothing ends while the clocks differ`() {
    var actual = workspace([ada])
    actual.clockDifference = 4000
    #expect(said(policy([declaredAda, person("cy", until: ends)]), actual) == [])
  }
}
