internal import Access

/// Declarations to the desired state: names looked up, teams and bundles opened, everything sorted.
struct Meaning {
  let declarations: Declarations
  let catalogue: Catalogue
  let now: Moment
  let findings: Findings
  let references: References

  init(_ declarations: Declarations, now: Moment, findings: Findings) {
    self.declarations = declarations
    self.now = now
    self.findings = findings
    catalogue = Catalogue(declarations, findings)
    references = References(catalogue, findings)
  }

  /// Nil without a workspace. What is wrong is in the findings.
  func state() -> DesiredState? {
    _ = Renames(catalogue, findings)
    let presences = Presences(declarations, catalogue)
    let order = catalogue.people.sorted
    let people = DesiredPeople(catalogue, presences).people(order)
    references.check(people: order.lazy.filter { presences.isDeclared($0) })
    let memberships = Memberships(catalogue, presences)
    let guardrails = self.guardrails(memberships)
    guard let declared = declarations.workspace, let workspace = declared.desired else { return nil }
    var state = DesiredState(workspace: workspace, manage: declared.manage)
    state.people = people
    state.groups = DesiredGroups(catalogue, memberships).groups()
    state.deletedGroups = deletedGroups
    state.bundles = bundles
    state.guardrails = guardrails
    state.ignore = ignoreRules()
    state.teams = catalogue.teams.mapValues { memberships.people(of: $0, at: now) }
    checkSomebodyStays(state, declared.peopleAt)
    checkIgnored(state)
    return state
  }

  private var deletedGroups: [DeletedGroup] {
    catalogue.groups.values.compactMap { group in
      group.deleted.map {
        DeletedGroup(
          group.name, id: group.id, previously: group.previously.map(\.value).sorted(), reason: group.reason, at: $0)
      }
    }.sorted { $0.name < $1.name }
  }

  private var bundles: [DesiredBundle] {
    let grants = Grants(bundles: [:])
    return catalogue.bundles.values.sorted { $0.name < $1.name }.map { bundle in
      DesiredBundle(bundle.name, roles: grants.grants(bundle.grants), isIncluded: bundle.isIncluded)
    }
  }

  /// An empty policy never means "remove everybody".
  private func checkSomebodyStays(_ state: DesiredState, _ place: Place) {
    guard state.manage.people == .exact, !findings.contentIsHidden else { return }
    let stays = state.people.contains { $0.presence == .declared && $0.until?.hasEnded(at: now) != true }
    guard !stays else { return }
    findings.error(at: place, "people are exact and the policy has nobody who stays; declare people, or write at-least")
  }
}
