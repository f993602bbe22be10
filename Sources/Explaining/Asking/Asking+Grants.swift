import Access

/// The list of roles that a request is about.
private struct RoleList {
  let subject: PolicyEdit.Subject
  let grants: [DesiredGrant]
  /// Whether what is not in it is left alone.
  let isFloor: Bool
  /// The end that everything in it has at the latest.
  let end: Expiry?
}

extension Asking {
  mutating func grant(
    _ role: RoleReference, on scopes: [ScopeReference], to subject: PolicyEdit.Subject, _ terms: PolicyEdit.Terms
  ) throws(NotClear) {
    let list = try list(of: subject)
    try check(role)
    for scope in scopes { try grant(WrittenGrant(role, on: scope), in: list, terms) }
    noteEnd(of: list, before: terms.until)
  }

  private mutating func grant(
    _ grant: WrittenGrant, in list: RoleList, _ terms: PolicyEdit.Terms
  ) throws(NotClear) {
    guard let held = list.grants.first(where: { isSame(WrittenGrant($0), grant) }) else {
      return asked.edits.append(.give(.grant(list.subject, grant), terms))
    }
    guard terms.until.outlasts(held.until) else {
      let through = held.bundle.map { " through bundle/\($0.name)" } ?? ""
      asked.settled.append(
        "\(list.subject.name) has \(grant)\(through) already\(Self.lasting(held.until)) (\(held.at))")
      return
    }
    guard let own = held.ways.first(where: { $0.bundle == nil }) else {
      return asked.edits.append(.give(.grant(list.subject, grant), terms))
    }
    guard let until = terms.until else {
      throw Self.endless("\(list.subject.name) has \(grant)", own.until, at: own.at)
    }
    noteMove(of: own.until, own.reason, terms.reason)
    asked.edits.append(.extend(.grant(list.subject, WrittenGrant(own)), to: until, reason: terms.reason))
  }

  /// What ends is not made to last for ever by the way.
  static func endless(_ what: String, _ until: Expiry?, at place: Place) -> NotClear {
    NotClear(
      "\(what) until \(until?.written ?? ""); accord edit extend moves that date, and to give it without an end take until: away by hand",
      at: place)
  }

  mutating func noteMove(of until: Expiry?, _ reason: String?, _ new: String?) {
    if let until { asked.notes.append("it \(hasEnded(until) ? "ended with" : "was until") \(until)") }
    if let reason, new == nil { asked.notes.append("its reason stays: \(reason)") }
  }

  private mutating func noteEnd(of list: RoleList, before until: Expiry?) {
    guard let end = list.end, until.outlasts(end), !asked.edits.isEmpty else { return }
    asked.notes.append("\(list.subject.name) themselves ends on \(end), and everything with them")
  }
}

extension Asking {
  mutating func revoke(
    _ role: RoleReference, on scopes: [ScopeReference]?, from subject: PolicyEdit.Subject
  ) throws(NotClear) {
    if case .person(let email) = subject, isGone(try known(email)) {
      return asked.settled.append("\(email) leaves with everything already")
    }
    let list = try list(of: subject)
    try check(role)
    for scope in try meant(scopes, of: role, in: list) { revoke(WrittenGrant(role, on: scope), in: list) }
  }

  /// Whoever departs, or is over.
  func isGone(_ person: DesiredPerson) -> Bool {
    if case .departed = person.presence { return true }
    return hasEnded(person.until)
  }

  private mutating func revoke(_ grant: WrittenGrant, in list: RoleList) {
    let held = list.grants.first { isSame(WrittenGrant($0), grant) }
    let written = held.map { WrittenGrant($0) } ?? grant
    let entry = PolicyEdit.Entry.grant(list.subject, written)
    if case .person(let email) = list.subject { asked.taken.append(.grant(email, written)) }
    switch (held, list.isFloor) {
    case (let held?, _) where hasEnded(held.until):
      asked.settled.append(
        "\(list.subject.name) has \(grant) no longer: it ended with \(held.until?.written ?? "") (\(held.at))")
    case (_?, false): asked.edits.append(.removeGrant(list.subject, written))
    case (_?, true):
      asked.notes.append("the list is at-least, so the entry ends and stays: without it the access would be left alone")
      asked.edits.append(.end(entry, ending))
    case (nil, true):
      asked.notes.append(
        "nothing that is not in the list is taken away, so an entry that has ended says that this goes")
      asked.edits.append(.end(entry, ending))
    case (nil, false):
      let others = others(of: grant.role, in: list)
      let still = others.isEmpty ? "" : "; it gives it on \(others.map(\.description).joined(separator: ", "))"
      asked.settled.append("the policy gives \(list.subject.name) no \(grant.role) on \(grant.scope)\(still)")
    }
  }

  /// The workspace where nothing else can be meant.
  private func meant(
    _ scopes: [ScopeReference]?, of role: RoleReference, in list: RoleList
  ) throws(NotClear) -> [ScopeReference] {
    if let scopes { return scopes }
    let others = others(of: role, in: list)
    guard others.contains(where: { $0 != .workspace }) else { return [.workspace] }
    throw NotClear(
      "the policy gives \(list.subject.name) \(role) on \(others.map(\.description).joined(separator: ", ")); say which",
      candidates: others.map(\.flag))
  }

  private func others(of role: RoleReference, in list: RoleList) -> [ScopeReference] {
    list.grants.filter { isSame($0.role, role) && !hasEnded($0.until) }.map(\.scope).sorted()
  }

  mutating func extend(
    _ role: RoleReference, on scopes: [ScopeReference]?, of subject: PolicyEdit.Subject, to end: Expiry
  ) throws(NotClear) {
    let list = try list(of: subject)
    try check(role)
    for scope in try meant(scopes, of: role, in: list) { try extend(WrittenGrant(role, on: scope), in: list, to: end) }
    noteEnd(of: list, before: end)
  }

  private mutating func extend(_ grant: WrittenGrant, in list: RoleList, to end: Expiry) throws(NotClear) {
    guard let held = list.grants.first(where: { isSame(WrittenGrant($0), grant) }) else {
      throw NotClear(
        "the policy gives \(list.subject.name) no \(grant.role) on \(grant.scope); accord edit grant gives it")
    }
    guard let own = held.ways.first(where: { $0.bundle == nil }) else {
      throw NotClear(
        "\(grant) comes through bundle/\(held.bundle?.name ?? ""), which gives more; move its date by hand, or accord edit grant gives it directly",
        at: held.bundle?.at ?? held.at)
    }
    try move(own.until, to: end, at: own.at, "\(list.subject.name) has \(grant)") {
      .extend(.grant(list.subject, WrittenGrant(own)), to: end, reason: nil)
    }
  }

  /// Moves a date that is there to a later one.
  mutating func move(
    _ until: Expiry?, to end: Expiry, at place: Place, _ what: String, _ edit: () -> PolicyEdit
  ) throws(NotClear) {
    guard let until else { throw NotClear("\(what) without an end, so there is no date to move", at: place) }
    if until.last == end.last {
      return asked.settled.append("\(what) until \(until) already (\(place))")
    }
    guard end > until else {
      throw NotClear(
        "\(what) until \(until) already, which is later than \(end); revoke it to end it, or move the date by hand",
        at: place)
    }
    noteMove(of: until, nil, nil)
    asked.edits.append(edit())
  }

  private func list(of subject: PolicyEdit.Subject) throws(NotClear) -> RoleList {
    switch subject {
    case .person(let email):
      let person = try person(email)
      switch person.roles {
      case .unmanaged(let place):
        throw NotClear("the policy leaves the roles of \(email) to others (roles: unmanaged)", at: place)
      case .unwritten:
        return RoleList(
          subject: .person(person.email), grants: [], isFloor: desired.manage.directRoles == .atLeast, end: person.until
        )
      case .written(let grants, _):
        return RoleList(
          subject: .person(person.email), grants: grants, isFloor: person.rolesExtent == .atLeast, end: person.until)
      }
    case .group(let name):
      let group = try group(name)
      guard case .written(let grants, _) = group.roles else {
        throw NotClear("the policy leaves the roles of \(name) to others (roles: unmanaged)", at: group.at)
      }
      return RoleList(subject: .group(group.name), grants: grants, isFloor: group.rolesExtent == .atLeast, end: nil)
    }
  }
}

extension DesiredGrant {
  /// It and the further entries that give the same.
  var ways: [DesiredGrant] { [self] + others }
}

extension ScopeReference {
  /// As it is given on a command line.
  fileprivate var flag: String {
    switch self {
    case .workspace: "--scope workspace"
    case .labels(let labels): "--labels \(labels.pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ","))"
    case .resource: "--scope \(self)"
    }
  }
}
