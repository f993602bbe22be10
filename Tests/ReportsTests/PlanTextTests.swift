import Access
import Reports
import Testing

@Suite struct `The text of a plan` {
  @Test(arguments: [
    ("ordinary", Sample.ordinary), ("alarming", Sample.alarming), ("empty", Sample.plan()),
  ])
  func `is as it was approved`(name: String, plan: Plan) throws {
    try expectGolden(textReport(plan), "plan-\(name)")
    try expectGolden(textReport(plan, style: TextStyle(colour: true)), "plan-\(name)-colour")
  }
}

@Suite struct `The text of an apply` {
  @Test(arguments: [
    ("mixed", Sample.applied),
    (
      "done",
      Applied(
        plan: Sample.ordinary, outcomes: Sample.ordinary.changes.map { _ in .done }, wrote: true, requests: 20,
        writes: 8)
    ),
    ("stopped", Applied(plan: Sample.ordinary, outcomes: [], stopped: .trouble("Ctrl-C"))),
  ])
  func `is as it was approved`(name: String, applied: Applied) throws {
    try expectGolden(textReport(applied), "applied-\(name)")
  }
}
