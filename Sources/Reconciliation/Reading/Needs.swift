package import Access

/// Which resource lists a read fetches besides roles, people, invites and groups.
package struct Needs: Hashable, Sendable {
  package var kinds: Set<ResourceKind>
  package var labels: Bool

  package init(kinds: Set<ResourceKind> = [], labels: Bool = false) {
    self.kinds = kinds
    self.labels = labels
  }

  /// All there is: what a snapshot takes, so that any policy can be planned from it.
  package static let everything = Needs(kinds: Set(ResourceKind.allCases), labels: true)

  /// What either needs.
  package func union(_ other: Needs) -> Needs {
    Needs(kinds: kinds.union(other.kinds), labels: labels || other.labels)
  }

  /// What a policy refers to. Kinds that only somebody's grant refers to are found while reading.
  package init(_ desired: DesiredState) {
    self.init()
    for person in desired.people {
      if case .written(let entries, _) = person.roles { add(entries) }
    }
    for group in desired.groups {
      if case .written(let entries, _) = group.roles { add(entries) }
    }
  }

  /// What a plan names anywhere, what it leaves alone or does not undo included: by what their ids are called it is
  /// checked.
  package init(_ plan: Plan) {
    self.init(kinds: Set(plan.names.namedResources.map(\.kind)))
    let changes = plan.changes + (plan.comparison?.noLonger ?? [])
    let grants = changes.flatMap(\.action.grants)
    for grant in grants + plan.holds.compactMap(\.item.grant) {
      switch grant.scope {
      case .workspace: continue
      case .labels: labels = true
      case .resource(let kind, _): kinds.insert(kind)
      }
    }
  }

  private mutating func add(_ entries: [DesiredGrant]) {
    for entry in entries {
      switch entry.scope {
      case .workspace: continue
      case .labels: labels = true
      case .resource(let kind, _): kinds.insert(kind)
      }
    }
  }
}
