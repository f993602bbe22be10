import Testing

@testable import SegmentAPI

struct BudgetTests {
  private let none = RateLimitFields([], serverNow: nil)

  @Test func `sixty writes may be in flight or answered in a minute, and not one more`() {
    var budget = Budget(published: 60)
    for second in 0..<60 {
      #expect(budget.verdict(at: .seconds(second)) == .now)
      budget.started()
      if second.isMultiple(of: 2) { budget.finished(.answered(none), at: .seconds(second)) }
    }
    #expect(budget.verdict(at: .seconds(60)) == .notBefore(.seconds(60) + Budget.margin))
    #expect(budget.verdict(at: .seconds(60) + Budget.margin) == .now)
  }

  @Test func `what never left is not counted, and what was lost is`() {
    var budget = Budget(published: 2)
    for outcome in [Budget.Outcome.notSent, .notSent, .lost, .lost] {
      #expect(budget.verdict(at: .zero) == .now)
      budget.started()
      budget.finished(outcome, at: .zero)
    }
    #expect(budget.verdict(at: .zero) == .notBefore(Budget.window + Budget.margin))
  }

  @Test func `after a 429 one request goes first, whatever was still under way before it`() {
    var budget = Budget(published: nil)
    for _ in 0..<3 { budget.started() }
    budget.finished(.refused(.seconds(10)), at: .seconds(1))
    budget.finished(.answered(none), at: .seconds(2))
    budget.finished(.refused(.seconds(5)), at: .seconds(3))
    #expect(budget.verdict(at: .seconds(3)) == .notBefore(.seconds(11)))
    #expect(budget.verdict(at: .seconds(11)) == .now)
    budget.started()
    #expect(budget.verdict(at: .seconds(11)) == .afterAnAnswer)
    budget.finished(.answered(none), at: .seconds(12))
    budget.started()
    #expect(budget.verdict(at: .seconds(12)) == .now)
  }

  @Test func `what Segment says remains includes what is in flight, in whatever order answers come`() {
    var budget = Budget(published: nil)
    func told(_ remaining: Int) -> Budget.Outcome {
      var fields = none
      fields.remaining = remaining
      fields.reset = .seconds(30)
      return .answered(fields)
    }
    for _ in 0..<3 { budget.started() }
    budget.finished(told(1), at: .seconds(1))
    budget.finished(told(2), at: .seconds(1))
    #expect(budget.verdict(at: .seconds(1)) == .afterAnAnswer)
    budget.finished(told(0), at: .seconds(1))
    #expect(budget.verdict(at: .seconds(1)) == .notBefore(.seconds(32)))
    #expect(budget.verdict(at: .seconds(32)) == .now)
  }

  @Test func `a remainder that proves wrong no longer raises the published limit`() {
    var budget = Budget(published: 2)
    var fields = none
    (fields.remaining, fields.consumed, fields.reset) = (99, 1, .seconds(30))
    for _ in 0..<3 {
      #expect(budget.verdict(at: .zero) == .now)
      budget.started()
      budget.finished(.answered(fields), at: .zero)
    }
    budget.started()
    budget.finished(.refused(.seconds(1)), at: .zero)
    for _ in 0..<2 {
      #expect(budget.verdict(at: .seconds(1)) == .now)
      budget.started()
      budget.finished(.answered(fields), at: .seconds(1))
    }
    #expect(budget.verdict(at: .seconds(1)) == .notBefore(.seconds(61) + Budget.margin))
  }

  @Test func `a clock that is set back does not turn a minute into an hour`() {
    var budget = Budget(published: 1)
    budget.started()
    budget.finished(.answered(none), at: .seconds(7200))
    #expect(budget.verdict(at: .seconds(3600)) == .notBefore(.seconds(3660) + Budget.margin))
  }
}
