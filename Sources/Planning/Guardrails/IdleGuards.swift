package import Access

/// Rules that name somebody or something that is nowhere, and so guard nobody: what `protected-people` protects, what
/// `except:` excepts, what an ignore rule without a wildcard leaves to others.
///
/// Nothing is said of people or groups where their lists were not read whole.
struct IdleGuards {
  private let desired: DesiredState
  private let actual: ActualState
  private let people: PeopleMatching
  private let before: Holdings

  init(_ input: PlanningInput) {
    (desired, actual, people, before) = (input.desired, input.actual, input.people, input.before)
  }

  /// Sorted by address.
  var protections: [IdleProtection] {
    guard knowsPeople else { return [] }
    return desired.guardrails.flatMap { guardrail in
      guardrail.protected.filter { !isKnown($0) }.map {
        IdleProtection(person: $0, rule: guardrail.name, at: guardrail.place(of: .person($0)))
      }
    }.sorted { ($0.person, $0.rule) < ($1.person, $1.rule) }
  }

  /// A warning for each.
  var warnings: [Diagnostic] {
    protections.map { .warning(at: $0.at, words(for: $0)) } + desired.guardrails.flatMap(exceptions)
      + desired.ignore.flatMap(patterns)
  }

  /// What is said of a protection; an error where a policy is validated, and no reason to stop everything where a
  /// protected account may simply have been deleted.
  func words(for idle: IdleProtection) -> String {
    "nobody has the protected address \(idle.person), neither in the policy nor in the workspace\(offer(idle.person))"
  }

  private func exceptions(_ guardrail: Guardrail) -> [Diagnostic] {
    guardrail.except.compactMap { exception -> Diagnostic? in
      switch exception {
      case .person(let email):
        guard knowsPeople, !isKnown(email) else { return nil }
        return .warning(
          at: guardrail.place(of: exception),
          "nobody has the address \(email), so this exception from \(guardrail.name) is for nobody\(offer(email))")
      case .group(let name):
        guard knowsGroups, !groupNames.contains(name) else { return nil }
        return .warning(
          at: guardrail.place(of: exception),
          "no group is called '\(name)', so this exception from \(guardrail.name) is for nobody\(offer(name, groupNames))"
        )
      }
    }
  }

  private func patterns(_ rule: IgnoreRule) -> [Diagnostic] {
    let words = [
      rule.person.flatMap(unmatched(person:)), rule.group.flatMap(unmatched(group:)),
      rule.role.flatMap(unmatched(role:)),
    ]
    return words.compactMap(\.self).map { .warning(at: rule.at, "\($0.what), so this rule ignores nothing\($0.offer)") }
  }

  private func unmatched(person glob: Glob) -> (what: String, offer: String)? {
    let email = Email(glob.pattern)
    guard knowsPeople, !glob.hasWildcard, !isKnown(email) else { return nil }
    return ("nobody has the address \(email)", offer(email))
  }

  private func unmatched(group glob: Glob) -> (what: String, offer: String)? {
    guard knowsGroups, !glob.hasWildcard, !groupNames.contains(glob.pattern) else { return nil }
    return ("no group is called '\(glob.pattern)'", offer(glob.pattern, groupNames))
  }

  /// One of Segment's that this workspace's plan leaves out is no slip: rules shared between workspaces name such roles.
  private func unmatched(role glob: Glob) -> (what: String, offer: String)? {
    let names = Set((actual.roles + actual.unlistedRoles).map(\.name))
    guard !glob.hasWildcard, !names.contains(glob.pattern), RoleCatalog.entry(glob.pattern) == nil else { return nil }
    return ("no role is called '\(glob.pattern)'", offer(glob.pattern, names))
  }

  private func isKnown(_ email: Email) -> Bool { people[email] != nil || before.knows(email) }

  private var knowsPeople: Bool {
    !actual.incomplete.contains { $0.part == .people || $0.part == .invites || $0.part == .groups }
  }

  private var knowsGroups: Bool { !actual.incomplete.contains { $0.part == .groups } }

  private var groupNames: Set<String> {
    desired.namesOfGroups.union(actual.groups.map(\.name))
  }

  private func offer(_ email: Email) -> String {
    let known = Set(desired.people.map(\.email) + actual.people.map(\.email) + actual.invites)
    return NearestName.nearest(to: email, among: known).map { "; did you mean \($0)?" } ?? ""
  }

  private func offer(_ name: String, _ known: Set<String>) -> String {
    NearestName.nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
  }
}

/// What can be said of the same without a workspace: warnings alone, because whoever is not declared may be in Segment.
package func undeclaredInRules(_ desired: DesiredState) -> [Diagnostic] {
  let declared = Set(desired.people.flatMap { [$0.email] + $0.previously })
  let groups = desired.namesOfGroups
  let near = { (email: Email) in NearestName.nearest(to: email, among: declared) }
  return desired.guardrails.flatMap { guardrail -> [Diagnostic] in
    let protected = guardrail.protected.filter { !declared.contains($0) }.map { email -> Diagnostic in
      let wayOut = near(email).map { "did you mean \($0)?" } ?? "--snapshot FILE tells whether anybody has this address"
      return .warning(at: guardrail.place(of: .person(email)), "\(email) is protected and not declared; \(wayOut)")
    }
    let excepted = guardrail.except.compactMap { exception -> Diagnostic? in
      let offered: (name: String, near: String)? =
        switch exception {
        case .person(let email): declared.contains(email) ? nil : near(email).map { (email.written, $0.written) }
        case .group(let name):
          groups.contains(name) ? nil : NearestName.nearest(to: name, among: groups).map { (name, $0) }
        }
      return offered.map {
        .warning(at: guardrail.place(of: exception), "\($0.name) is not declared; did you mean \($0.near)?")
      }
    }
    return protected + excepted
  }.sorted()
}

/// Names of roles that are no role of Segment's and within two letters of one, each once at its place. Only a workspace
/// tells for certain, so they are warnings.
package func misspelledRoles(_ desired: DesiredState) -> [Diagnostic] {
  var known: [RoleReference: String?] = [:]
  func offer(_ reference: RoleReference) -> String? {
    if let offer = known[reference] { return offer }
    let offer = reference.catalogName
    known[reference] = .some(offer)
    return offer
  }
  var found: Set<Diagnostic> = []
  func look(_ reference: RoleReference, at place: Place?) {
    guard let near = offer(reference) else { return }
    found.insert(.warning(at: place, "no role of Segment's is called '\(reference)'; did you mean '\(near)'?"))
  }
  let lists = desired.people.map(\.grants) + desired.groups.map(\.grants)
  for grant in lists.joined() { for entry in [grant] + grant.others { look(entry.role, at: entry.at) } }
  for guardrail in desired.guardrails { for role in guardrail.roles { look(role, at: guardrail.at) } }
  return found.sorted()
}

extension DesiredPerson {
  fileprivate var grants: [DesiredGrant] { if case .written(let grants, _) = roles { grants } else { [] } }
}

extension DesiredGroup {
  fileprivate var grants: [DesiredGrant] { if case .written(let grants, _) = roles { grants } else { [] } }
}

extension RoleReference {
  /// The role that a name may be a slip for; nil for a role's name, and for what is near none.
  fileprivate var catalogName: String? {
    guard case .name(let name) = self, RoleCatalog.entry(name) == nil else { return nil }
    return NearestName.nearest(
      to: name, among: RoleCatalog.entries.map(\.name).filter { NearestName.areNear($0, name, letters: 2) })
  }
}

extension Guardrail {
  /// Whom `protected-people` protects.
  fileprivate var protected: [Email] {
    guard case .protectedPeople(let people) = rule else { return [] }
    return people
  }

  /// Where the policy names somebody, or the rule itself.
  fileprivate func place(of exception: Exception) -> Place? { places[exception] ?? at }
}

extension Glob {
  fileprivate var hasWildcard: Bool { pattern.utf8.contains(UInt8(ascii: "*")) }
}

extension DesiredState {
  /// What groups are and were called, those that are to be gone included.
  fileprivate var namesOfGroups: Set<String> {
    Set(groups.flatMap { [$0.name] + $0.previously } + deletedGroups.flatMap { [$0.name] + $0.previously })
  }
}
