import Access
import RandomWorlds
import Testing

@testable import Planning

/// What was reviewed bounds what is made, whatever policy and workspace have become since.
struct `Laws of reviewed plans` {
  /// A world, and two plans that were reviewed: of its policy over an older workspace, and of an older policy.
  private struct Review {
    let desired: DesiredState
    let actual: ActualState
    let plans: [(plan: Plan, before: Holdings)]

    init(seed: UInt64) {
      var dice = Dice(seed: seed)
      let world = World(seed: seed)
      desired = world.desired
      actual = world.actual
      var older = world.actual
      for index in older.groups.indices where dice.chance(50) {
        if dice.chance(50) { older.groups[index].members = Array(older.groups[index].members.dropFirst()) }
        if dice.chance(50) { older.groups[index].grants = Array(older.groups[index].grants.dropLast()) }
      }
      for index in older.people.indices where dice.chance(30) {
        older.people[index].grants = Array(older.people[index].grants.dropFirst())
      }
      var edited = world.desired
      for index in edited.groups.indices where dice.chance(40) {
        if case .written(let members, let place) = edited.groups[index].members {
          edited.groups[index].members = .written(Array(members.dropLast()), at: place)
        }
      }
      plans = [(world.desired, older), (edited, world.actual)].compactMap { policy, state in
        makePlan(policy, state, at: World.now).plan.map { ($0, Holdings(state)) }
      }
    }
  }

  @Test func `nobody gets anything that no reviewed end state gives them`() throws {
    try Seeds(percent: 100).judge { seed throws in
      let review = Review(seed: seed)
      guard !review.plans.isEmpty,
        let plan = Compared(review.desired, review.actual, at: World.now)
          .plan(reviewed: ReviewedPlans(review.plans.map(\.plan)))
      else { return .missed }
      // From the states themselves, not from what the plans say of them.
      let ends = review.plans.map { end in
        var state = end.before
        var invited: [Email: Set<Grant>] = [:]
        for change in end.plan.changes {
          state.apply(change.action)
          if case .invite(let email, let grants) = change.action { invited[email] = Set(grants) }
        }
        return (state: state, invited: invited)
      }
      let before = Holdings(review.actual)
      var state = before
      for change in plan.changes {
        state.apply(change.action)
        for email in Set(state.members.keys).union(state.pending) {
          var gained = state.effective(of: email).subtracting(before.effective(of: email))
          if case .invite(email, let grants) = change.action { gained.formUnion(grants) }
          for grant in gained where grant != Grant(World.base.id) {
            let isReviewed = ends.contains {
              $0.state.holds(email, grant) || $0.invited[email]?.contains(grant) == true
            }
            #expect(
              isReviewed, "seed \(seed): \(email) gets \(plan.names.grant(grant)) by \(change.inWords(plan.names))")
          }
        }
      }
      // Nothing is lost: what the plan would make is made or said not to be.
      let whole = try #require(makePlan(review.desired, review.actual, at: World.now).plan)
      #expect(whole.changes.count == plan.changes.count + (plan.reviewed?.notReviewed.count ?? 0), "seed \(seed)")
      return whole.changes.isEmpty ? .empty : .judged
    }
  }
}
