extension PlanAssembly {
  /// What `--only`, `--expired-only` and `--no-removals` leave of the changes.
  ///
  /// Removals that `--no-removals` leaves out are holds: no report may lose one.
  func narrow(_ changes: [Change]) -> (changes: [Change], holds: [Hold]) {
    let options = situation.options
    var kept = changes
    if !options.only.isEmpty { kept = kept.filter(isSelected) }
    if options.expiredOnly { kept = kept.filter { $0.kind.isRemoval && $0.cause == .ended } }
    guard options.noRemovals else { return (kept, []) }
    return (
      kept.filter { !$0.kind.isRemoval },
      kept.filter(\.kind.isRemoval).map { Hold($0, why: .noRemovals, detail: "--no-removals; \($0.reason)") }
    )
  }

  private func isSelected(_ change: Change) -> Bool {
    situation.options.only.contains { selection in
      switch selection {
      case .person(let email): change.action.person == email
      case .group(let name): change.action.group?.name == name || isRenamed(change, from: name)
      }
    }
  }

  private func isRenamed(_ change: Change, from name: String) -> Bool {
    if case .renameGroup(_, let old) = change.action { return old == name }
    return false
  }
}
