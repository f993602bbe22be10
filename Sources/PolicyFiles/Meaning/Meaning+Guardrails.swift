internal import Access

extension Meaning {
  /// Sorted by name, which is unique: the order of files and of lists is no part of a policy.
  func guardrails(_ memberships: Memberships) -> [Guardrail] {
    GuardrailNames(findings: findings).check(declarations.guardrails)
    let guardrails = declarations.guardrails.map { declaration in
      checkProtected(declaration)
      var guardrail = declaration.guardrail
      for exception in declaration.except {
        let resolved = resolved(exception, memberships)
        guardrail.except.formUnion(resolved)
        if case .team = exception.value { continue }
        for one in resolved { guardrail.places[one] = exception.at }
      }
      for protected in declaration.protected { guardrail.places[.person(protected.value)] = protected.at }
      return guardrail
    }
    return guardrails.sorted { $0.name < $1.name }
  }

  private func resolved(
    _ exception: Located<GuardrailDeclaration.Exception>, _ memberships: Memberships
  ) -> [Guardrail.Exception] {
    switch exception.value {
    case .person(let email):
      checkMention(of: email, at: exception.at)
      return [.person(email)]
    case .group(let group):
      if let declared = catalogue.groups[group] { references.mention(of: declared, at: exception.at) }
      return [.group(group)]
    case .team(let name):
      references.team(name, at: exception.at)
      guard let team = catalogue.teams[name] else { return [] }
      let people = memberships.people(of: team, at: now)
      if people.isEmpty {
        findings.warning(at: exception.at, "nobody is in the team \(name), so this exception is for nobody")
      }
      return people.map { .person($0) }
    }
  }

  private func checkProtected(_ declaration: GuardrailDeclaration) {
    for protected in declaration.protected {
      if let departed = catalogue.people[protected.value]?.departed {
        findings.error(
          at: protected.at, "\(protected.value) is both protected and departed; remove one of them",
          notes: [.init(at: departed, "departed here")])
      } else {
        checkMention(of: protected.value, at: protected.at)
      }
    }
  }

  /// A guardrail judges the whole workspace and may name whom the policy does not declare; whether anybody has the
  /// address is judged where the workspace is known.
  private func checkMention(of email: Email, at place: Place) {
    if let person = catalogue.people[email] { references.mention(of: person, at: place) }
  }
}
