import Testing

@testable import SegmentAPI

struct TokenBudgetTests {
  private func budget(inFlight: Int) -> TokenBudget {
    var budget = TokenBudget(most: 8)
    for _ in 0..<inFlight { budget.started(at: .zero) }
    return budget
  }

  /// How many it lets out at once when nothing is in flight.
  private func bound(_ budget: TokenBudget, at now: Duration = .zero) -> Int {
    var budget = budget
    var count = 0
    while budget.verdict(at: now) == .now, count < 20 {
      budget.started(at: now)
      count += 1
    }
    return count
  }

  @Test func `one round's refusals halve once, and each round without one adds one`() {
    var budget = budget(inFlight: 8)
    #expect(budget.verdict(at: .zero) == .afterAnAnswer)
    for _ in 0..<4 { budget.finished(.served, at: .zero) }
    for _ in 0..<4 { #expect(budget.finished(.turnedAway(stated: .seconds(60)), at: .zero) == nil) }
    // Four were in flight when the first of them was refused.
    #expect(bound(budget) == 2)
    for expected in [3, 4, 5, 6, 7, 8, 8] {
      for _ in 0..<bound(budget) {
        budget.started(at: .zero)
        budget.finished(.served, at: .zero)
      }
      #expect(bound(budget) == expected)
    }
  }

  @Test func `to ask for no wait at all is no advice`() {
    var budget = TokenBudget(most: 8)
    budget.started(at: .zero)
    #expect(budget.finished(.turnedAway(stated: .zero), at: .zero) == TokenBudget.firstWait)
  }

  @Test func `a refusal beside others is no reason to wait`() {
    var budget = budget(inFlight: 2)
    #expect(budget.finished(.turnedAway(stated: .seconds(60)), at: .zero) == nil)
    #expect(budget.verdict(at: .zero) == .afterAnAnswer)
    budget.finished(.served, at: .zero)
    #expect(budget.verdict(at: .zero) == .now)
  }

  @Test func `alone, waits double to a minute, never past what is asked for, and shrink again`() {
    var budget = TokenBudget(most: 8)
    var now = Duration.zero
    var gaps: [Duration] = []
    for _ in 0..<12 {
      guard case .notBefore(let time) = budget.verdict(at: now) else {
        budget.started(at: now)
        gaps += [budget.finished(.turnedAway(stated: nil), at: now)].compactMap(\.self)
        continue
      }
      now = time
    }
    #expect(gaps.prefix(4) == [.milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800)])
    budget.started(at: now)
    #expect(budget.finished(.turnedAway(stated: .seconds(1)), at: now) == .seconds(1))
    for _ in 0..<40 {
      now += .seconds(2)
      budget.started(at: now)
      budget.finished(.served, at: now)
    }
    #expect(budget.verdict(at: now) == .now)
    #expect(bound(budget, at: now) > 1)
  }

  @Test func `what says nothing changes nothing`() {
    var budget = budget(inFlight: 3)
    for _ in 0..<3 { budget.finished(.untold, at: .zero) }
    #expect(bound(budget) == 8)
  }

  @Test func `a clock that is set back does not keep the token closed`() {
    var budget = TokenBudget(most: 8)
    budget.started(at: .seconds(7200))
    budget.finished(.turnedAway(stated: nil), at: .seconds(7200))
    #expect(budget.verdict(at: .seconds(3600)) == .notBefore(.seconds(3600) + TokenBudget.firstWait))
  }
}
