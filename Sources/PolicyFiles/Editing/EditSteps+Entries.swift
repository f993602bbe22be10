internal import Access
internal import Syntax
internal import YAML

// Entries with what they say of themselves.
extension EditSteps {
  func giving(
    _ grant: WrittenGrant, to subject: PolicyEdit.Subject, _ terms: PolicyEdit.Terms
  ) throws(NotMade) -> [EditStep] {
    switch try roles(of: subject) {
    case .written(let entries, let place)?:
      if let known = entries.first(where: { $0.gives(grant) }) {
        throw NotMade("this entry gives it already", at: known.details.at)
      }
      return [try addItem(.grant(grant, terms), toListAt: place)]
    case .unmanaged(let place)?: throw NotMade("roles: is unmanaged here", at: place)
    case nil: break
    }
    guard case .person(let email) = subject else { throw NotMade.unknown(subject) }
    let list = NewNode.list([.grant(grant, terms)])
    let isFloor = index.declarations.workspace?.manage.directRoles == .atLeast
    let value = isFloor ? NewNode.mapping([(.word(ListKey.atLeast.rawValue), list)]) : list
    return [try addKey("roles", value, to: try ownPerson(email))]
  }

  func ending(_ grant: WrittenGrant, of subject: PolicyEdit.Subject, _ until: Expiry) throws(NotMade) -> [EditStep] {
    guard case .written(let entries, let place)? = try roles(of: subject) else {
      return try giving(grant, to: subject, .init(until: until))
    }
    try refuse(bundlesIn: entries, giving: grant, whereLaterThan: until)
    guard let entry = entries.first(where: { $0.gives(grant) }) else {
      return try giving(grant, to: subject, .init(until: until))
    }
    guard entry.details.until.outlasts(until) else { throw NotMade("it has ended", at: entry.details.at) }
    return try setting(.init(until: until), of: grant, in: entry, at: place)
  }

  func extending(
    _ grant: WrittenGrant, of subject: PolicyEdit.Subject, _ terms: PolicyEdit.Terms
  ) throws(NotMade) -> [EditStep] {
    guard case .written(let entries, let place)? = try roles(of: subject) else { throw NotMade.unknown(subject) }
    guard let entry = entries.first(where: { $0.gives(grant) }) else {
      try refuse(bundlesIn: entries, giving: grant, whereLaterThan: nil)
      throw NotMade("this list does not give it", at: place)
    }
    return try setting(terms, of: grant, in: entry, at: place)
  }

  /// A bundle is about whoever has it, and an entry that names one about all of it.
  private func refuse(
    bundlesIn entries: [GrantEntry], giving grant: WrittenGrant, whereLaterThan until: Expiry?
  ) throws(NotMade) {
    for entry in entries {
      guard case .bundle(let name) = entry.target, let bundle = index.bundles[name], gives(bundle, grant),
        until == nil || entry.details.until.outlasts(until)
      else { continue }
      throw NotMade("it comes through bundle/\(name), which gives more; edit it by hand", at: entry.details.at)
    }
  }

  /// One scope of several gets an entry of its own.
  private func setting(
    _ terms: PolicyEdit.Terms, of grant: WrittenGrant, in entry: GrantEntry, at list: Place
  ) throws(NotMade) -> [EditStep] {
    guard case .role(_, let scopes) = entry.target, scopes.count > 1, let at = scopes.firstIndex(of: grant.scope) else {
      return try setting(terms, of: entry.details, under: .role)
    }
    let own = PolicyEdit.Terms(until: terms.until, reason: terms.reason ?? entry.details.reason)
    return [try removing(at, of: scopes.count, from: entry), try addItem(.grant(grant, own), toListAt: list)]
  }

  func ending(_ email: Email, in name: String, _ until: Expiry) throws(NotMade) -> [EditStep] {
    let ways = try ways(email, in: name)
    if ways.isEmpty { return try adding(email, to: name, .init(until: until)) }
    var steps: [EditStep] = []
    for way in ways where way.details.until.outlasts(until) {
      steps += try setting(.init(until: until), of: way.details, under: way.key)
    }
    return steps
  }

  /// By the entry that names them, in the group or on the person; else by that of a team of which nothing else is made.
  func extending(_ email: Email, in name: String, _ terms: PolicyEdit.Terms) throws(NotMade) -> [EditStep] {
    guard let way = try ways(email, in: name).first else {
      throw NotMade("the policy does not put them there", at: try group(name).at)
    }
    return try setting(terms, of: way.details, under: way.key)
  }

  private struct Way {
    let details: EntryDetails
    /// What names the person or the group in it.
    let key: EntryWord
  }

  private enum EntryWord: String {
    case role, person, group
  }

  /// Every entry that puts somebody into a group, those of teams last.
  private func ways(_ email: Email, in name: String) throws(NotMade) -> [Way] {
    let group = try group(name)
    var ways = (index.inGroups[email] ?? []).filter { $0.place == group.name }
      .map { Way(details: $0.entry.details, key: .person) }
    for person in index.people[email] ?? [] {
      ways += person.groups.filter { $0.group == name }.map { Way(details: $0.details, key: .group) }
    }
    for (team, entry) in index.teamsOfGroup[group.name] ?? [] {
      ways += try members(email, of: team, for: entry).map { Way(details: $0.details, key: .person) }
    }
    return ways
  }

  func extending(_ email: Email, to until: Expiry) throws(NotMade) -> [EditStep] {
    let person = try ownPerson(email)
    guard let place = person.keys[.until] else { throw NotMade("they have no end of their own", at: person.at) }
    return [try writing(.word(until.written), at: try entry(at: place), of: place.file)]
  }

  /// Writes what an entry says of itself, each key where it is or behind the others.
  private func setting(
    _ terms: PolicyEdit.Terms, of details: EntryDetails, under key: EntryWord
  ) throws(NotMade) -> [EditStep] {
    let place = details.at
    guard let item = try layout(place).item(at: mark(place)) else { throw NotMade.unusual(place) }
    let layout = item.parent.items[item.index]
    if case .scalar = layout.content {
      return [EditStep(file: place.file, action: .expand(item, under: key.rawValue, terms.pairs))]
    }
    var steps: [EditStep] = []
    for (key, value) in terms.pairs {
      let word = key.text(.none, in: .block)
      if let known = layout.value(word), let entry = try self.layout(place).entry(at: known.key.start) {
        steps.append(try writing(value, at: entry, of: place.file))
      } else {
        let holder = Holder(key: nil, node: layout, path: item.path)
        steps.append(EditStep(file: place.file, action: .addEntry(key: key, value: value, comment: nil, to: holder)))
      }
    }
    return steps
  }

  /// Writes the value of a key anew.
  private func writing(_ value: NewNode, at entry: Spot, of file: String) throws(NotMade) -> EditStep {
    let scalar = entry.value.node
    guard case .scalar = scalar.content else {
      throw NotMade.unusual(Place(file: file, line: scalar.start.line, column: scalar.start.column))
    }
    return EditStep(file: file, action: .replace(scalar, with: value, path: entry.value.path))
  }
}

extension GrantEntry {
  /// Whether it names this role on this scope itself.
  func gives(_ grant: WrittenGrant) -> Bool {
    guard case .role(let role, let scopes) = target else { return false }
    return role == grant.role && scopes.contains(grant.scope)
  }
}
