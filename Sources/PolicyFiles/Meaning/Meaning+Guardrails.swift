internal import Access

extension Meaning {
  /// Sorted by name, which is unique: the order of files and of lists is no part of a policy.
  func guardrails(_ memberships: Memberships) -> [Guardrail] {
    GuardrailNames(findings: findings).check(declarations.guardrails)
    let guardrails = declarations.guardrails.map { declaration in
      checkProtected(declaration)
      var guardrail = declaration.guardrail
      for exception in declaration.except { guardrail.except.formUnion(resolved(exception, memberships)) }
      return guardrail
    }
    return guardrails.sorted { $0.name < $1.name }
  }

  private func resolved(
    _ exception: Located<GuardrailDeclaration.Exception>, _ memberships: Memberships
  ) -> [Guardrail.Exception] {
    switch exception.value {
    case .person(let email):
      checkSpelling(of: email, at: exception.at)
      return [.person(email)]
    case .group(let group):
      if catalogue.groups[group] == nil {
        warn(group, Suggestion.nearest(to: group, among: catalogue.groups.keys), at: exception.at)
      }
      return [.group(group)]
    case .team(let name):
      references.team(name, at: exception.at)
      return catalogue.teams[name].map { memberships.people(of: $0, at: now) }?.map { .person($0) } ?? []
    }
  }

  private func checkProtected(_ declaration: GuardrailDeclaration) {
    for protected in declaration.protected {
      if let departed = catalogue.people[protected.value]?.departed {
        findings.error(
          at: protected.at, "\(protected.value) is both protected and departed; remove one of them",
          notes: [.init(at: departed, "departed here")])
      } else {
        checkSpelling(of: protected.value, at: protected.at)
      }
    }
  }

  private func checkSpelling(of email: Email, at place: Place) {
    if let person = catalogue.people[email] { return references.mention(of: person, at: place) }
    warn(email.written, Suggestion.nearest(to: email, among: catalogue.people.emails)?.written, at: place)
  }

  /// A guardrail judges the whole workspace and may name what is not declared; a near miss is worth a word all the same.
  private func warn(_ name: String, _ near: String?, at place: Place) {
    guard let near, !findings.contentIsHidden else { return }
    findings.warning(at: place, "\(name) is not declared; did you mean \(near)?")
  }
}
