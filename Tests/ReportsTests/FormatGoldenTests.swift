import Access
import Planning
import RandomWorlds
import Reports
import Testing

@Suite struct `A plan in every format` {
  @Test(arguments: Situation.ten)
  func `is as it was approved`(situation: Situation) throws {
    let (plan, name) = (try situation.plan, "plan-\(situation.name)")
    try expectGolden(textReport(plan), name)
    try expectGolden(jsonReport(plan, accord: "0"), name, type: "json")
    try expectGolden(plan.document.markdown().joined(separator: "\n<!-- next comment -->\n\n"), name, type: "md")
    try expectGolden(plan.document.html(), name, type: "html")
  }
}

@Suite struct `A plan beside that of its base, in every format` {
  @Test func `is as it was approved`() throws {
    var base = Situation.expiry
    base.desired.people.removeAll { $0.email == "bob@acme.com" }
    base.desired.manage = Manage()
    base.desired.guardrails = [Guardrail(.maximumRemovals(count: 3, percent: nil), at: Situation.at(3))]
    base.declare("new@acme.com")
    let head = Situation.expiry
    let planned = makePlan(head.desired, since: base.desired, head.actual, at: World.now)
    let plan = try #require(planned.plan)
    try expectGolden(textReport(plan), "plan-base")
    try expectGolden(jsonReport(plan, accord: "0"), "plan-base", type: "json")
    try expectGolden(plan.document.markdown().joined(), "plan-base", type: "md")
    try expectGolden(plan.document.html(), "plan-base", type: "html")
  }
}

@Suite struct `An outcome in every format` {
  @Test func `is as it was approved`() throws {
    let document = Sample.applied.document
    try expectGolden(document.markdown().joined(), "applied-mixed", type: "md")
    try expectGolden(document.html(), "applied-mixed", type: "html")
  }
}
