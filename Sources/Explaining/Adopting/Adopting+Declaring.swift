import Access
import Planning

extension Adopting {
  /// Declares somebody whom the policy does not know, with their roles and with the groups whose lists are exact.
  ///
  /// - Parameter isImplied: they are only named by a group; then direct roles that `manage` leaves alone stay so.
  mutating func declare(_ email: Email, for difference: Difference, isImplied: Bool = false) {
    guard !isDeclared(email), comparison.doubt(about: .invite(email)) == nil, input.ignoring.person(email) == nil,
      !refusedPeople.contains(email)
    else { return }
    if newPeople[email] != nil, isImplied { return }
    let account = accounts[email]
    var person = PolicyEdit.NewPerson(account?.email ?? email)
    person.name = account.flatMap(Self.name)
    if let account {
      (person.roles, person.comment) = roles(of: account, isImplied: isImplied)
    } else {
      (person.roles, person.comment) = (.unmanaged, "invited; what the invite carries cannot be read")
    }
    if let account, makesOwner(account.grants), case .written = person.roles, !isNamed(email, nil) {
      refusedPeople.insert(email)
      return leave(difference, because: "it would declare a Workspace Owner; only --pick person/\(email) adopts that")
    }
    newPeople[email] = person
    joinDeclaredGroups(email, difference)
  }

  /// A name with something in it that no policy can hold is left out.
  private static func name(_ account: ActualPerson) -> String? {
    let isClean = !account.name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    return isClean && !account.name.isEmpty ? account.name : nil
  }

  private func roles(of account: ActualPerson, isImplied: Bool) -> (PolicyEdit.NewRoles, comment: String?) {
    if isImplied, input.desired.manage.directRoles == .atLeast { return (.unwritten, nil) }
    switch written(account.grants, account.notUnderstood) {
    case .success(let grants): return (grants.isEmpty ? .unwritten : .written(grants), nil)
    case .failure(let unsayable): return (.unmanaged, "left alone: \(unsayable.why)")
    }
  }

  /// The base grant is left unsaid.
  func written(_ grants: [Grant], _ notUnderstood: [String]) -> Result<[WrittenGrant], GrantWords.Unsayable> {
    let (written, unsayable) = words.list(grants, notUnderstood: notUnderstood)
    if let first = unsayable.first { return .failure(GrantWords.Unsayable(why: first)) }
    return .success(written)
  }

  func makesOwner(_ grants: [Grant]) -> Bool {
    grants.contains { $0.role == input.roles.owner }
  }

  private mutating func joinDeclaredGroups(_ email: Email, _ difference: Difference) {
    for name in listedIn[email] ?? [] where isChosen(email, name) {
      let group = GroupReference(name, id: declaredGroups[name]?.actual?.id)
      adoptMembership(.leave(email, group, at: difference.at))
    }
  }
}

extension Adopting {
  mutating func adoptMembership(_ difference: Difference) {
    guard let person = difference.item.person, let name = difference.item.group?.name,
      input.ignoring.membership(person, in: name) == nil
    else { return }
    if let doubt = comparison.doubt(about: difference.item) { return leave(difference, because: doubt) }
    if let group = declaredGroups[name]?.actual, makesOwner(group.grants), !isNamed(person, name) {
      return leave(
        difference,
        because: "it would declare a Workspace Owner; only --pick person/\(person) or group/\(name) adopts that")
    }
    if !isDeclared(person) { declare(person, for: difference, isImplied: true) }
    guard isDeclared(person) || newPeople[person] != nil else {
      return leave(difference, because: "the person is not declared")
    }
    add(.addMembership(declared(person), group: name))
  }

  mutating func adoptGrant(_ difference: Difference) {
    guard let grant = difference.item.grant else { return }
    if let person = difference.item.person, !isDeclared(person) { return declare(person, for: difference) }
    if grant.role == input.roles.owner, !isNamed(difference.item.person, difference.item.group?.name) {
      let subject =
        difference.item.group.map { "group/\($0.name)" } ?? "person/\(difference.item.person?.written ?? "")"
      return leave(difference, because: "it would declare a Workspace Owner; only --pick \(subject) adopts that")
    }
    if let person = difference.item.person, let why = whyUnwritten(person) { return leave(difference, because: why) }
    do throws(GrantWords.Unsayable) {
      let written = try words.written(grant)
      let subject =
        difference.item.group.map { PolicyEdit.Subject.group($0.name) }
        ?? difference.item.person.map { .person(declared($0)) }
      if let subject { add(.addGrant(subject, written)) }
    } catch {
      leave(difference, because: "no policy can say it: \(error.why)")
    }
  }

  /// A list that begins to be written is exact at once, so it must be able to say everything that is held.
  private func whyUnwritten(_ person: Email) -> String? {
    guard let match = input.people[person], match.desired.roles == .unwritten, let account = match.account,
      input.desired.manage.directRoles == .atLeast,
      case .failure(let unsayable) = written(account.grants, account.notUnderstood)
    else { return nil }
    return "a list of their roles would lose one: \(unsayable.why)"
  }

  /// Declares a group that the policy does not know, and whoever is in it.
  mutating func declareGroup(_ difference: Difference) {
    let named = input.groups.undeclared.filter { $0.name == difference.item.group?.name }
    guard let group = named.first, !isRenamed(group) else { return }
    guard named.count == 1 else { return leave(difference, because: "several groups have this name") }
    if makesOwner(group.grants), !isNamed(nil, group.name) {
      return leave(
        difference, because: "it would declare Workspace Owners; only --pick group/\(group.name) adopts that")
    }
    switch written(group.grants, group.notUnderstood) {
    case .failure(let unsayable): leave(difference, because: "no policy can say \(unsayable.why)")
    case .success(let roles):
      let members = members(of: group, difference)
      newGroups.append(PolicyEdit.NewGroup(group.name, members: members, roles: roles))
    }
  }

  private mutating func members(of group: ActualGroup, _ difference: Difference) -> [Email] {
    var members: Set<Email> = []
    for member in group.members + group.invites where input.ignoring.membership(member, in: group.name) == nil {
      let membership = Difference.leave(member, GroupReference(group), at: difference.at)
      if let match = input.people[member], let departure = input.departure(of: match.desired) {
        leave(membership, because: "\(departure.reason); only apply ends it")
        continue
      }
      if let doubt = comparison.doubt(about: .invite(member)) {
        leave(membership, because: doubt)
        continue
      }
      if !isDeclared(member) { declare(member, for: membership, isImplied: true) }
      if isDeclared(member) || newPeople[member] != nil {
        members.insert(declared(member))
      } else {
        leave(membership, because: "the person is not declared")
      }
    }
    return members.sorted()
  }
}
