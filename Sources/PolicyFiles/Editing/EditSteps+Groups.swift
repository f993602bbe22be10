internal import Access

extension EditSteps {
  func adding(_ group: PolicyEdit.NewGroup) throws(NotMade) -> [EditStep] {
    try checkName(group.name)
    return [try addEntry("groups", key: group.name, value: .group(group))]
  }

  /// Said before it is tried: whole rounds would be taken back for each.
  private func checkName(_ name: String) throws(NotMade) {
    guard name.isIdentity else { throw NotMade("a policy cannot hold this name: a character in it cannot be seen") }
  }

  func removing(groupNamed name: String) throws(NotMade) -> [EditStep] {
    let group = try group(name)
    if case .written(let entries, _)? = group.members {
      for entry in entries { try spare(entry.details) }
    }
    if case .written(let entries, _)? = group.roles {
      for entry in entries { try spare(entry.details) }
    }
    var steps = [try removeEntry(at: group.at)]
    for entry in index.onPeople[name] ?? [] {
      try spare(entry.details)
      steps.append(try removeItem(at: entry.details.at))
    }
    return steps
  }

  func renaming(_ old: String, to new: String, _ isRemembered: Bool) throws(NotMade) -> [EditStep] {
    let group = try group(old)
    try checkName(new)
    for rule in index.declarations.guardrails {
      let except = rule.except.first { if case .group(old) = $0.value { true } else { false } }
      if let except { throw NotMade("a guardrail names the group; edit both by hand", at: except.at) }
    }
    var steps = [try replace(at: group.at, with: new)]
    for former in group.previously where former.value == new { steps.append(try removeItem(at: former.at)) }
    if isRemembered { steps.append(try remember(old, at: group.at)) }
    for entry in index.onPeople[old] ?? [] {
      steps.append(try replace(at: entry.details.nameAt, with: new))
    }
    return steps
  }

  func group(_ name: String) throws(NotMade) -> GroupDeclaration {
    guard let group = index.groups[name] else {
      throw NotMade("the policy does not declare the group \(name)")
    }
    return group
  }
}
