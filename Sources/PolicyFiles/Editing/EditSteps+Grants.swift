internal import Access
internal import YAML

extension EditSteps {
  func adding(_ grant: WrittenGrant, to subject: PolicyEdit.Subject) throws(NotMade) -> [EditStep] {
    switch try roles(of: subject) {
    case .written(_, let place)?: return [try addItem(.grant(grant), toListAt: place)]
    case .unmanaged(let place)?: throw NotMade("roles: is unmanaged here", at: place)
    case nil: break
    }
    guard case .person(let email) = subject else { throw NotMade.unknown(subject) }
    let person = try ownPerson(email)
    return [try addKey("roles", .list([.grant(grant)]), to: person)]
  }

  func removing(_ grant: WrittenGrant, from subject: PolicyEdit.Subject) throws(NotMade) -> [EditStep] {
    guard case .written(let entries, let place)? = try roles(of: subject) else { throw NotMade.unknown(subject) }
    let steps = try removing(grant, from: entries)
    guard !steps.isEmpty else { throw NotMade("this list does not give it", at: place) }
    return steps
  }

  private func removing(_ grant: WrittenGrant, from entries: [GrantEntry]) throws(NotMade) -> [EditStep] {
    var steps: [EditStep] = []
    for entry in entries {
      switch entry.target {
      case .role(let role, let scopes):
        guard role == grant.role, let index = scopes.firstIndex(of: grant.scope) else { continue }
        steps.append(try removing(index, of: scopes.count, from: entry))
      case .bundle(let name):
        guard let bundle = index.bundles[name], gives(bundle, grant) else { continue }
        let others = (index.usesOfBundle[name] ?? 0) - 1
        guard others == 0 else {
          throw NotMade("it comes through bundle/\(name), which \(Self.others(others))", at: entry.details.at)
        }
        try spare(entry.details)
        steps += try removing(grant, from: bundle.grants)
      }
    }
    return steps
  }

  /// One scope of an entry, or the entry with its last.
  func removing(_ at: Int, of count: Int, from entry: GrantEntry) throws(NotMade) -> EditStep {
    let place = entry.details.at
    guard count > 1 else {
      try spare(entry.details)
      return try removeItem(at: place)
    }
    guard let item = try layout(place).item(at: mark(place)),
      let scopes = item.parent.items[item.index].value("scope")?.value, scopes.items.count == count,
      let spot = try layout(place).item(at: scopes.items[at].start)
    else { throw NotMade.unusual(place) }
    return EditStep(file: place.file, action: .remove(spot))
  }

  func gives(_ bundle: BundleDeclaration, _ grant: WrittenGrant) -> Bool {
    bundle.grants.contains { entry in
      guard case .role(let role, let scopes) = entry.target else { return false }
      return role == grant.role && scopes.contains(grant.scope)
    }
  }

  static func others(_ count: Int) -> String { count == 1 ? "another uses too" : "\(count) others use too" }

  /// What is written of a subject's roles, wherever it is written.
  func roles(of subject: PolicyEdit.Subject) throws(NotMade) -> RolesDeclaration? {
    switch subject {
    case .person(let email): return (index.people[email] ?? []).compactMap(\.roles).first
    case .group(let name): return try group(name).roles
    }
  }
}

extension NotMade {
  static func unknown(_ subject: PolicyEdit.Subject) -> NotMade {
    switch subject {
    case .person(let email): NotMade("the policy writes no roles of \(email)")
    case .group(let name): NotMade("the policy writes no roles of \(name)")
    }
  }
}
