import Access

extension PlanAssembly {
  /// What `--only`, `--expired-only` and `--no-removals` leave of the changes.
  ///
  /// Removals that `--no-removals` leaves out are holds: no report may lose one.
  func narrow(_ changes: [Change]) -> (changes: [Change], holds: [Hold]) {
    let options = input.options
    var kept = changes
    if !options.only.isEmpty { kept = selected(kept) }
    if options.expiredOnly { kept = kept.filter { $0.kind.isRemoval && $0.cause == .ended } }
    guard options.noRemovals else { return (kept, []) }
    return (
      kept.filter { !$0.kind.isRemoval },
      kept.filter(\.kind.isRemoval).map { Hold($0, why: .noRemovals, detail: "--no-removals; \($0.reason)") }
    )
  }

  /// A subject is selected by any of its names: what is done about it may go by the one that Segment still has.
  private func selected(_ changes: [Change]) -> [Change] {
    var (people, groups) = (Set<Email>(), Set<GroupIdentity>())
    for selection in input.options.only {
      switch selection {
      case .person(let email): people.formUnion(input.people.addresses(of: email))
      case .group(let name): groups.formUnion(input.groups.keys(named: name))
      }
    }
    return changes.filter { change in
      change.action.person.map(people.contains) == true || (change.action.group?.key).map(groups.contains) == true
    }
  }
}
