/// What accounts and groups were called before, by id: all that a record or a snapshot of then says of who is who. It
/// gives nobody anything and protects nobody.
package struct Baseline: Hashable, Sendable {
  package var people: [UserID: Email]
  package var groups: [GroupID: String]
  /// When they were called so; nil where that is not known.
  package var asOf: Moment?

  package init(people: [UserID: Email] = [:], groups: [GroupID: String] = [:], asOf: Moment? = nil) {
    self.people = people
    self.groups = groups
    self.asOf = asOf
  }

  package init(_ state: ActualState) {
    people = Dictionary(state.people.map { ($0.id, $0.email) }) { first, _ in first }
    groups = Dictionary(state.groups.map { ($0.id, $0.name) }) { first, _ in first }
    asOf = state.readAt
  }

  package var isEmpty: Bool { people.isEmpty && groups.isEmpty }

  /// The same, but for those of whom the other one knows what they were called.
  package func corrected(by other: Baseline) -> Baseline {
    Baseline(
      people: people.merging(other.people) { _, known in known },
      groups: groups.merging(other.groups) { _, known in known }, asOf: asOf)
  }
}

extension Plan {
  /// What a record of this run has to say besides the workspace as the run left it: the names by which accounts and
  /// groups were known before, where nobody has settled yet that they have others. Without them the next run would take
  /// the new name for the one that the policy has always meant.
  ///
  /// - Parameters:
  ///   - before: the workspace that the run began with.
  ///   - after: the workspace as the run left it.
  ///   - earlier: what the record before this one says, where the workspace changed between plan and run: whoever was
  ///     renamed then, no plan has judged yet.
  package func stillKnown(
    from before: ActualState, in after: ActualState, earlier: Baseline = Baseline()
  ) -> Baseline {
    let (known, now) = (Baseline(before).corrected(by: earlier).corrected(by: knownAs), Baseline(after))
    var renamed: [GroupID: String] = [:]
    for change in changes {
      if case .renameGroup(let group, _) = change.action, let id = group.id { renamed[id] = group.name }
    }
    return Baseline(
      people: known.people.filter { id, name in now.people[id].map { $0 != name } ?? false },
      groups: known.groups.filter { id, name in now.groups[id].map { $0 != name && $0 != renamed[id] } ?? false })
  }
}
