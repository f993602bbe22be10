package import Access

extension ActualState {
  /// A workspace that is just as a policy wants it, for judging an edit of it where no workspace can be asked.
  ///
  /// Nil where the policy declares no Workspace Owner: somebody owns every workspace, and nobody knows who.
  init?(imagined desired: DesiredState, for edited: DesiredState, at now: Moment) {
    self.init(imagining: desired, for: edited, at: now)
    guard judgedWhole().incomplete.isEmpty else { return nil }
  }

  /// A workspace that is just as a policy wants it, whoever owns it.
  ///
  /// Everything that the policy or the edited one names is there under that name.
  init(imagining desired: DesiredState, for edited: DesiredState? = nil, at now: Moment) {
    self.init(
      workspace: Workspace(id: desired.workspace.slug, slug: desired.workspace.slug, name: desired.workspace.slug),
      readAt: now)
    let both = [desired] + [edited].compactMap(\.self)
    let grants = both.flatMap { state in
      state.people.flatMap(\.grants) + state.groups.flatMap(\.grants) + state.bundles.flatMap(\.roles)
    }
    let named = grants.map(\.role) + both.flatMap(\.guardrails).flatMap(\.roles)
    roles = Set(named + [.name(Role.ownerName), .name(Role.baseName)]).map { Role($0) }.sorted { $0.name < $1.name }
    resources = Set(grants.compactMap { Resource($0.scope) }).sorted { ($0.kind, $0.id) < ($1.kind, $1.id) }
    resourceKindsRead = Set(ResourceKind.allCases)
    labels = Set(
      grants.flatMap { grant -> [Label] in
        if case .labels(let set) = grant.scope { set.pairs } else { [] }
      }
    ).sorted()
    let held = { (grants: [DesiredGrant]) in
      Set(grants.filter { $0.until?.hasEnded(at: now) != true }.map { Grant(imagined: $0) }).sorted()
    }
    let here = desired.people.filter { $0.presence == .declared && $0.until?.hasEnded(at: now) != true }
    people = here.map { person in
      ActualPerson(
        id: person.id ?? UserID("user \(person.email.key)"), email: person.email, name: person.name ?? "",
        grants: held(person.grants))
    }
    groups = desired.groups.map { group in
      let members = group.memberships.filter { $0.until?.hasEnded(at: now) != true }.map(\.person)
      return ActualGroup(
        id: group.id ?? GroupID("group \(group.name)"), name: group.name, grants: held(group.grants), members: members)
    }
  }
}

extension Role {
  fileprivate init(_ reference: RoleReference) {
    switch reference {
    case .name(let name): self.init(id: RoleID("role \(name)"), name: name)
    case .id(let id): self.init(id: id, name: "id/\(id.text)")
    }
  }
}

extension Resource {
  fileprivate init?(_ scope: ScopeReference) {
    guard case .resource(let kind, let name) = scope else { return nil }
    self.init(kind, id: ResourceID(name), slug: name)
  }
}

extension Grant {
  fileprivate init(imagined grant: DesiredGrant) {
    let scope: Scope =
      switch grant.scope {
      case .workspace: .workspace
      case .labels(let labels): .labels(labels)
      case .resource(let kind, let name): .resource(kind, ResourceID(name))
      }
    self.init(Role(grant.role).id, on: scope)
  }
}

extension Consequences {
  /// The same by the policy alone: as if the workspace were just as it was before the edits.
  ///
  /// Rules that count against how many there are in a workspace say nothing then. Where the policy does not say who owns
  /// the workspace, only new owners are told. Nil where nothing can be.
  package static func imagined(
    _ edits: [PolicyEdit], _ before: DesiredState, _ after: DesiredState, at now: Moment
  ) -> Consequences? {
    guard let actual = ActualState(imagined: before, for: after, at: now) else {
      return newOwners(edits, before, after, at: now)
    }
    guard let told = of(edits, before, after, in: actual, at: now).consequences else { return nil }
    var plan = told.plan
    plan.newOwners = owners(plan.newOwners, before, after)
    plan.refusals.removeAll { refusal in
      switch Guardrail.Kind(rawValue: refusal.rule) {
      case .maximumRemovals?, .maximumChanges?: true
      case .minimumHolders?, .maximumHolders?, .protectedPeople?, .allowedDomains?, .requireExpiry?, .requireReason?,
        .forbidRole?, .forbidDirectRoles?, .separationOfDuties?, nil:
        false
      }
    }
    return Consequences(plan: plan, unasked: told.unasked)
  }

  /// What was pending is no edit's doing, and ids that were imagined are nobody's.
  private static func owners(_ new: [NewOwner], _ before: DesiredState, _ after: DesiredState) -> [NewOwner] {
    let known = Set((before.groups + after.groups).compactMap(\.id))
    let said = { (group: GroupReference) in
      GroupReference(group.name, id: group.id.flatMap { known.contains($0) ? $0 : nil })
    }
    return new.filter { $0.mark != .alreadyPending }.map { new in
      var new = new
      switch new.owner {
      case .person(let email, let directly, let groups):
        new.owner = .person(email, directly: directly, through: groups.map(said))
      case .group(let group): new.owner = .group(said(group))
      }
      return new
    }
  }

  /// Who comes to own the workspace, as if somebody whom the policy does not name owned it: nothing else is judged.
  private static func newOwners(
    _ edits: [PolicyEdit], _ before: DesiredState, _ after: DesiredState, at now: Moment
  ) -> Consequences? {
    var actual = ActualState(imagining: before, for: after, at: now)
    let here = Set(actual.people.map(\.email))
    for at in actual.groups.indices { actual.groups[at].members.removeAll { !here.contains($0) } }
    let owner = Grant(Role(.name(Role.ownerName)).id)
    actual.people.append(ActualPerson(id: UserID("somebody"), email: Email("somebody"), grants: [owner]))
    guard var plan = of(edits, before, after, in: actual, at: now).consequences?.plan else { return nil }
    plan.newOwners = owners(plan.newOwners, before, after)
    guard !plan.newOwners.isEmpty else { return nil }
    (plan.refusals, plan.unresolved) = ([], [])
    return Consequences(plan: plan, unasked: [])
  }
}
