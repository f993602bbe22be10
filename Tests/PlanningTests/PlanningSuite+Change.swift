import Access
import RandomWorlds
import Testing

extension PlanningSuite {
  func change(_ kind: Change.Kind, in plan: Plan) throws -> Change {
    try #require(plan.changes.first { $0.kind == kind })
  }
}
