package import Access

extension Compared {
  /// The plan of what reviewed plans cover, and what they do not; nil where an error stands in the way.
  package func plan(reviewed: ReviewedPlans) -> Plan? {
    guard let links = usable, var plan else { return nil }
    let assembly = PlanAssembly(input)
    let terms = Terms(EndState.ends(of: links.comparison))
    let parts = assembly.divide(plan.changes, reviewed, terms)
    let notReviewed = plan.changes.compactMap { change in
      parts.notMade[change.action].map { LeftOut(change, why: $0) }
    }
    // What this run leaves out, narrowed or held, is needed all the same.
    let comparison = links.comparison
    plan.reviewed = ReviewedChanges(
      notReviewed: notReviewed,
      notNeeded: reviewed.notNeeded(
        changes: plan.changes + comparison.changes, holds: plan.holds + comparison.holds))
    plan.changes = parts.made
    if reviewed.leavesEndsOut { plan.warnings.append(.warning(at: nil, ReviewedPlans.leavesEndsOutInWords)) }
    assembly.conclude(&plan, links)
    return plan
  }
}

extension PlanAssembly {
  /// Those of a plan's changes that are covered, in a safe order, and why each other one is not made.
  ///
  /// What is not covered counts as not done: the rules of the whole plan decide what has to wait for it.
  fileprivate func divide(_ changes: [Change], _ reviewed: ReviewedPlans, _ terms: Terms) -> (
    made: [Change], notMade: [Change.Action: String]
  ) {
    let before = input.before
    let rules = rules(before, before.applying(changes.map(\.action)))
    var notMade: [Change.Action: String] = [:]
    for change in changes { notMade[change.action] = reviewed.objection(to: change, terms, input.clock) }
    var made = changes.filter { notMade[$0.action] == nil }
    while true {
      let schedule = Schedule(made, from: before, rules: rules)
      for (change, objection) in schedule.leftOver {
        notMade[change.action] = "waits for what is not made: \(objection.inWords(input.names))"
      }
      made = schedule.ordered
      let excess = excess(of: made, reviewed, terms)
      if excess.isEmpty { return (made, notMade) }
      for (change, words) in excess { notMade[change.action] = words }
      made.removeAll { excess[$0] != nil }
    }
  }

  /// The changes that would give anybody what nobody reviewed, or for longer.
  private func excess(of changes: [Change], _ reviewed: ReviewedPlans, _ terms: Terms) -> [Change: String] {
    let ids = ids
    var (state, found) = (input.before, [Change: String]())
    for change in changes {
      for (email, grants) in state.gains(of: change.action) {
        let person = PersonReference(email, id: ids[email])
        let more = grants.filter { $0.role != input.roles.kept && !input.before.holds(email, $0) }.sorted().compactMap {
          grant -> String? in
          let until = terms.until(of: grant, of: person, through: change.action.group)
          return reviewed.objection(toGiving: grant, to: person, until: until).map { objection in
            let gives = "would give \(email) \(input.names.grant(grant))"
            return switch objection {
            case .unknown: "\(gives), which no reviewed plan leads to"
            case .shorter(let end): "\(gives) \(until.inWords), which is reviewed until \(end)"
            }
          }
        }
        guard let first = more.first else { continue }
        found[change] = first + (more.count > 1 ? "; and \(more.count - 1) more" : "")
        break
      }
      state.apply(change.action)
    }
    return found
  }
}

extension ReviewedPlans {
  fileprivate static let leavesEndsOutInWords =
    "a reviewed plan is from an earlier accord and does not say what its policy lets end, so that whatever ended since is taken as reviewed"
}
