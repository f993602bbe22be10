internal import Access
internal import YAML

extension EditSteps {
  func adding(_ person: PolicyEdit.NewPerson) throws(NotMade) -> [EditStep] {
    try checkAddress(person.email)
    for name in person.groups {
      if case .unmanaged(let place)? = try group(name).members {
        throw NotMade("the identity provider owns the members of \(name)", at: place)
      }
    }
    if let manager = person.manager { _ = try declared(manager) }
    return [try addEntry("people", key: person.email.written, value: .person(person), comment: person.comment)]
  }

  func removing(_ email: Email) throws(NotMade) -> [EditStep] {
    let person = try ownPerson(email)
    try spare(person.until, person.reason, at: person.at)
    try spare(rolesOf: person)
    for entry in person.groups { try spare(entry.details) }
    if let place = index.reports[email]?.first {
      throw NotMade("they are the manager of somebody; name another one first", at: place)
    }
    return [try removeEntry(at: person.at)] + (try removingMentions(of: email))
  }

  /// Every entry of a team or a group that names somebody.
  private func removingMentions(of email: Email) throws(NotMade) -> [EditStep] {
    try removing(mentions(of: email))
  }

  private func mentions(of email: Email) -> [MemberEntry] {
    ((index.inTeams[email] ?? []) + (index.inGroups[email] ?? [])).map(\.entry)
  }

  func departing(_ email: Email) throws(NotMade) -> [EditStep] {
    guard index.people[email] != nil else {
      let tombstone = NewNode.mapping([(.word("departed"), .word("true"))])
      return [try addEntry("people", key: email.written, value: tombstone)]
    }
    let person = try ownPerson(email)
    // Beside a tombstone these have no effect, and each would be a warning.
    let idle = [PersonKey.roles, .groups].compactMap { person.keys[$0] }
    var steps: [EditStep] = []
    let holder = try entry(at: person.at).value
    if holder.node.isFlow, !idle.isEmpty {
      var gone: Set<Int> = []
      for place in idle { gone.insert(try entry(at: place).index) }
      let tombstone: [(key: NewNode, value: NewNode)] = [(.word("departed"), .word("true"))]
      steps = [EditStep(file: person.at.file, action: .refill(holder, without: gone, tombstone))]
    } else {
      steps = [try addKey("departed", .word("true"), to: person)] + (try idle.map(removeEntry))
    }
    return steps + (try removingMentions(of: email)) + (try removingExceptions(for: email))
  }

  /// A guardrail that excepts somebody who is not here excepts nobody. In an included file it stays, with a warning.
  private func removingExceptions(for email: Email) throws(NotMade) -> [EditStep] {
    var steps: [EditStep] = []
    for exception in index.exceptions(for: email) where layouts[exception.at.file] != nil {
      steps.append(try removeItem(at: exception.at))
    }
    return steps
  }

  private func spare(rolesOf person: PersonDeclaration) throws(NotMade) {
    guard case .written(let entries, _)? = person.roles else { return }
    for entry in entries { try spare(entry.details) }
  }

  func changing(_ old: Email, to new: Email, _ isRemembered: Bool) throws(NotMade) -> [EditStep] {
    let person = try ownPerson(old)
    try checkAddress(new)
    try refuseGuardrails(naming: old)
    var steps = [try replace(at: person.at, with: new.written)]
    for former in person.previously where former.value == new { steps.append(try removeItem(at: former.at)) }
    if isRemembered { steps.append(try remember(old.written, at: person.at)) }
    for entry in mentions(of: old) { steps.append(try replace(at: entry.details.nameAt, with: new.written)) }
    for place in index.reports[old] ?? [] { steps.append(try replace(at: place, with: new.written)) }
    return steps
  }

  /// Said before it is tried: whole rounds would be taken back for each.
  private func checkAddress(_ email: Email) throws(NotMade) {
    guard SourceReader.isSayable(email) else { throw NotMade("a policy cannot hold this address") }
  }

  /// A rule that names somebody by an address must not lose them because the address changes.
  private func refuseGuardrails(naming email: Email) throws(NotMade) {
    for rule in index.declarations.guardrails {
      let except = rule.except.first { if case .person(email) = $0.value { true } else { false } }
      if let place = except?.at ?? rule.protected.first(where: { $0.value == email })?.at {
        throw NotMade("a guardrail names the old address; edit both by hand", at: place)
      }
    }
  }

  /// What the policy says of a person, in an own file where it says anything there.
  func declared(_ email: Email) throws(NotMade) -> PersonDeclaration {
    let all = index.people[email] ?? []
    guard let person = all.first(where: { !$0.isIncluded }) ?? all.first else {
      throw NotMade("the policy does not declare \(email)")
    }
    return person
  }

  /// A person whom nothing but own files declare.
  func ownPerson(_ email: Email) throws(NotMade) -> PersonDeclaration {
    if let included = index.people[email]?.first(where: \.isIncluded) {
      throw NotMade("they are declared in an included file, which other workspaces share", at: included.at)
    }
    return try declared(email)
  }

  /// Writes one more key of a person, who may have none yet.
  func addKey(_ key: String, _ value: NewNode, to person: PersonDeclaration) throws(NotMade) -> EditStep {
    let holder = try entry(at: person.at).value
    let action = EditStep.Action.addEntry(key: .word(key), value: value, comment: nil, to: holder)
    return EditStep(file: person.at.file, action: action)
  }
}
