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
      kept.filter(\.kind.isRemoval).map { Hold($0, .noRemovals($0.reason)) }
    )
  }

  /// Entries that name what the workspace does not have. A run that takes away nothing but what has ended, or that is
  /// about somebody else, leaves out all that they could hold back.
  func unresolved(_ comparison: Comparison) -> [UnresolvedReference] {
    let chosen = Chosen(input)
    return comparison.unresolved.map { reference in
      var reference = reference
      let isChosen =
        input.options.only.isEmpty
        || reference.subject.map { chosen.contains($0) } == true
      reference.isOutsideSelection = input.options.expiredOnly || !isChosen
      return reference
    }
  }

  private func selected(_ changes: [Change]) -> [Change] {
    let chosen = Chosen(input)
    return changes.filter { change in
      // Who is named to lose an invite is chosen by that.
      change.cause == .cancelInvite || change.action.person.map(chosen.people.contains) == true
        || (change.action.group?.key).map(chosen.groups.contains) == true
    }
  }

  /// The subjects that `--only` names, each by any of its names: what is done about it may go by the one that Segment
  /// still has.
  private struct Chosen {
    private(set) var people: Set<Email> = []
    private(set) var groups: Set<GroupIdentity> = []

    init(_ input: PlanningInput) {
      for selection in input.options.only {
        switch selection {
        case .person(let email): people.formUnion(input.people.addresses(of: email))
        case .group(let name): groups.formUnion(input.groups.keys(named: name))
        }
      }
    }

    func contains(_ subject: Subject) -> Bool {
      switch subject {
      case .person(let person): people.contains(person.email)
      case .group(let group): groups.contains(group.key)
      }
    }
  }
}
