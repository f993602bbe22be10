/// What a policy is to mean after edits: the yardstick for whatever is done to its text.
///
/// People and groups are found by name, so that a thousand edits cost a thousand times as much as one and not a
/// thousand times the policy.
package struct Expectation {
  /// All but people and groups.
  private let rest: DesiredState
  /// Whoever is no longer here: that a guardrail excepts them means nothing any more.
  var leaving: Set<Email> = []
  /// People whose own end moved: whichever membership ended with them ends at its own end or at the new one.
  var extended: [Email: (from: Expiry, to: Expiry)] = [:]
  var people: [Email: DesiredPerson]
  /// With their members, where the policy has them, in `members`.
  var groups: [String: DesiredGroup]
  var members: [String: [Email: DesiredMembership]] = [:]
  /// The groups that have somebody.
  var places: [Email: Set<String>] = [:]
  /// Managers that are known by another address now.
  var readdressed: [Email: Email] = [:]

  /// - Parameter state: before any edit; its places are left out.
  package init(_ state: DesiredState) {
    rest = state.withoutSubjects()
    people = Dictionary(state.people.map { ($0.email, $0.withoutPlaces()) }, uniquingKeysWith: { first, _ in first })
    groups = Dictionary(state.groups.map { ($0.name, $0.withoutPlaces()) }, uniquingKeysWith: { first, _ in first })
    for group in state.groups {
      guard case .written(let list, _)? = groups[group.name]?.members else { continue }
      members[group.name] = Dictionary(list.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
      groups[group.name]?.members = .written([], at: .nowhere)
      for member in list { places[member.person, default: []].insert(group.name) }
    }
  }

  /// Why an edit makes no sense, as a phrase.
  package struct Contradiction: Error {
    package let why: String
  }

  /// What a list of direct roles is that an edit begins.
  var directRoles: Manage.Extent { rest.manage.directRoles }

  /// The state that is expected, without places, as ``DesiredState/withoutPlaces()`` gives it.
  package var state: DesiredState {
    var state = rest
    state.people = people.values.map { expected($0) }.sorted { $0.email < $1.email }
    state.groups = groups.values.map { expected($0) }.sorted { $0.name < $1.name }
    return state
  }

  private func expected(_ person: DesiredPerson) -> DesiredPerson {
    var person = person
    person.manager = person.manager.map { readdressed[$0] ?? $0 }
    return person
  }

  private func expected(_ group: DesiredGroup) -> DesiredGroup {
    var group = group
    if let written = members[group.name] {
      group.members = .written(written.values.sorted { $0.person < $1.person }, at: .nowhere)
    }
    return group
  }
}

extension Expectation {
  /// Where a policy means something else than was expected.
  package struct Deviation: Hashable, Sendable {
    package var people: Set<Email> = []
    package var groups: Set<String> = []
    /// Guardrails, ignore rules, the workspace itself.
    package var isElsewhere = false
  }

  /// Nil where a state is exactly what is expected.
  package func deviation(of state: DesiredState) -> Deviation? {
    var deviation = Deviation()
    let (emails, names) = (Set(state.people.map(\.email)), Set(state.groups.map(\.name)))
    deviation.people = emails.symmetricDifference(people.keys)
    deviation.groups = names.symmetricDifference(groups.keys)
    for person in state.people {
      guard let wanted = people[person.email] else { continue }
      if expected(wanted) != person.withoutPlaces() { deviation.people.insert(person.email) }
    }
    for group in state.groups {
      guard let wanted = groups[group.name] else { continue }
      if expected(wanted) != recapped(group.withoutPlaces()) { deviation.groups.insert(group.name) }
    }
    deviation.isElsewhere = rest.excepting(none: leaving) != state.withoutSubjects().excepting(none: leaving)
    return deviation == Deviation() ? nil : deviation
  }
}

extension Expectation.Deviation {
  /// Whether an edit names anything that came out otherwise.
  package func isAbout(_ edit: PolicyEdit) -> Bool {
    (edit.claims + edit.mentions).contains { name in
      switch name {
      case .person(let email): people.contains(email)
      case .group(let name): groups.contains(name)
      }
    }
  }
}

extension Expectation {
  /// A membership that ended with its person, as if it still did, where it ends no later than they do now.
  private func recapped(_ group: DesiredGroup) -> DesiredGroup {
    guard !extended.isEmpty, case .written(var list, let at) = group.members else { return group }
    for index in list.indices {
      guard let (from, to) = extended[list[index].person], let end = list[index].until, from...to ~= end,
        members[group.name]?[list[index].person]?.until == from
      else { continue }
      list[index].until = from
    }
    var group = group
    group.members = .written(list, at: at)
    return group
  }
}

extension DesiredState {
  fileprivate func excepting(none people: Set<Email>) -> DesiredState {
    guard !people.isEmpty else { return self }
    var state = self
    for at in state.guardrails.indices {
      state.guardrails[at].except = state.guardrails[at].except.filter { exception in
        if case .person(let email) = exception { !people.contains(email) } else { true }
      }
    }
    return state
  }
}
