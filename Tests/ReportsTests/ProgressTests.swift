import Access
import Reports
import Testing

@Suite struct `A run's progress` {
  private func plan(of people: Int) -> (Plan, Holdings) {
    var before = Holdings()
    var plan = Plan(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), policyDigest: "", policyFiles: 1,
      actual: Plan.ActualMark(digest: "", readAt: Moment(seconds: 0), source: .segment, incomplete: []))
    for number in 0..<people {
      let email = Email("person-\(number)@acme.com")
      before.setMember(email, grants: [])
      let subject = Subject.person(PersonReference(email, id: UserID("u\(number)")))
      plan.changes.append(Change(.grant(subject, Grant("role")), reason: "declared", cause: .declared))
    }
    return (plan, before)
  }

  @Test func `says how many changes are settled and how long the limits make the rest take`() {
    let (plan, before) = plan(of: 5000)
    var progress = Progress(plan, before: before)
    #expect(progress.text == "0 of 5000 changes; about 1 h 23 min left")
    for _ in 0..<4000 { progress.note(.done) }
    progress.note(.failed("no"))
    #expect(progress.text == "4001 of 5000 changes, 1 of them not done; about 17 min left")
  }

  @Test func `has nothing left at its end`() {
    let (plan, before) = plan(of: 1)
    var progress = Progress(plan, before: before)
    progress.note(.done)
    #expect(progress.text == "1 of 1 change")
    #expect(!progress.goesOn)
  }
}
