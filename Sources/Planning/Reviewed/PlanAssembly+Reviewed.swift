package import Access

extension Compared {
  /// The plan of what reviewed plans cover, and what they do not; nil where an error stands in the way.
  package func plan(reviewed: ReviewedPlans) -> Plan? {
    guard let links = usable, var plan else { return nil }
    let assembly = PlanAssembly(input)
    let parts = assembly.divide(plan.changes, reviewed)
    let notReviewed = plan.changes.compactMap { change in
      parts.notMade[change.action].map { LeftOut(change, why: $0) }
    }
    plan.changes = parts.made
    plan.reviewed = ReviewedChanges(
      notReviewed: notReviewed, notNeeded: reviewed.notNeeded(by: plan, besides: notReviewed.map(\.change)))
    assembly.conclude(&plan, links)
    return plan
  }
}

extension PlanAssembly {
  /// Those of a plan's changes that are covered, in a safe order, and why each other one is not made.
  ///
  /// What is not covered counts as not done: the rules of the whole plan decide what has to wait for it.
  fileprivate func divide(_ changes: [Change], _ reviewed: ReviewedPlans) -> (
    made: [Change], notMade: [Change.Action: String]
  ) {
    let before = input.before
    let rules = rules(before, before.applying(changes.map(\.action)))
    let (shown, hidden) = (changes.filter(reviewed.show), changes.filter { !reviewed.show($0) })
    var notMade = Dictionary(hidden.map { ($0.action, "no reviewed plan shows it") }) { first, _ in first }
    var made = shown
    while true {
      let schedule = Schedule(made, from: before, rules: rules)
      for (change, objection) in schedule.leftOver {
        notMade[change.action] = "waits for what is not made: \(objection.inWords(input.names))"
      }
      made = schedule.ordered
      let excess = excess(of: made, reviewed)
      if excess.isEmpty { return (made, notMade) }
      for (change, words) in excess { notMade[change.action] = words }
      made.removeAll { excess[$0] != nil }
    }
  }

  /// The changes that would give anybody what nobody reviewed.
  private func excess(of changes: [Change], _ reviewed: ReviewedPlans) -> [Change: String] {
    let ids = ids
    var (state, found) = (input.before, [Change: String]())
    for change in changes {
      for (email, grants) in state.gains(of: change.action) {
        let person = PersonReference(email, id: ids[email])
        let more = grants.filter { grant in
          grant.role != input.roles.kept && !input.before.holds(email, grant) && !reviewed.give(grant, to: person)
        }
        guard let first = more.min() else { continue }
        let others = more.count > 1 ? " and \(more.count - 1) more" : ""
        found[change] = "would give \(email) \(input.names.grant(first))\(others), which no reviewed plan leads to"
        break
      }
      state.apply(change.action)
    }
    return found
  }
}
