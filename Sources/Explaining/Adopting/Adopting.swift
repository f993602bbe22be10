import Access
import Planning

/// An adoption while it is put together.
struct Adopting {
  let input: PlanningInput
  let lookup: NameLookup
  let words: GrantWords
  let comparison: Comparison
  /// Every name of what `picking` names; nobody's when nothing is picked.
  let pickedPeople: Set<Email>
  let pickedGroups: Set<String>
  private(set) var left: [Adoption.Left] = []
  private var undeclared: Set<AccessItem> = []

  var newPeople: [Email: PolicyEdit.NewPerson] = [:]
  /// People who are not declared although they could be: what else is theirs stays undeclared too.
  var refusedPeople: Set<Email> = []
  var newGroups: [PolicyEdit.NewGroup] = []
  var renames: [PolicyEdit] = []
  private var additions: [PolicyEdit] = []
  private var removals: [PolicyEdit] = []
  /// Declared people and groups that Segment does not have any more.
  private var gonePeople: Set<Email> = []
  var goneGroups: Set<String> = []
  /// Groups that were renamed in Segment, by the id they have there.
  var renamedGroups: Set<GroupID> = []
  /// Both addresses of people whose address changed, and of whom nothing else differs.
  var followedPeople: Set<Email> = []
  let accounts: [Email: ActualPerson]
  /// Declared groups by the name that the policy has.
  let declaredGroups: [String: GroupMatch]
  /// The declared groups that somebody is in, by name, those of which the policy writes no exact list left out.
  let listedIn: [Email: [String]]

  init(_ input: PlanningInput) {
    self.input = input
    lookup = NameLookup(input.roles, input.resources)
    words = GrantWords(lookup, input.names)
    comparison = Comparison(comparing: input)
    accounts = Dictionary(input.actual.people.map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    declaredGroups = Dictionary(
      input.groups.declared.map { ($0.desired.name, $0) }, uniquingKeysWith: { first, _ in first })
    var listedIn: [Email: [String]] = [:]
    for match in input.groups.declared where match.trouble == nil {
      guard let group = match.actual, case .written = match.desired.members, match.desired.membersExtent == .exact
      else { continue }
      for email in Set(group.members + group.invites) { listedIn[email, default: []].append(match.desired.name) }
    }
    self.listedIn = listedIn
    var (people, groups) = (Set<Email>(), Set<String>())
    for selection in input.options.only {
      switch selection {
      case .person(let email): people.formUnion(input.people.addresses(of: email))
      case .group(let name): groups.formUnion(input.groups.names(of: name))
      }
    }
    (pickedPeople, pickedGroups) = (people, groups)
  }

  var adoption: Adoption {
    let people = newPeople.values.sorted { $0.email < $1.email }.map(PolicyEdit.addPerson)
    let groups = newGroups.sorted { $0.name < $1.name }.map(PolicyEdit.addGroup)
    var adoption = Adoption()
    // All edits call people and groups as the policy does, so that new names come last.
    adoption.edits = (people + groups + additions + removals + renames).withoutRepeats
    adoption.left = left.withoutRepeats
    adoption.undeclared = undeclared.count
    adoption.unresolved = comparison.unresolved.filter { reference in
      switch reference.subject {
      case .person(let person)?: isChosen(person.email, nil)
      case .group(let group)?: isChosen(nil, group.name)
      case nil: false
      }
    }
    return adoption
  }

  mutating func adoptAll() {
    followRenames()
    followAddresses()
    // What may be the same under another name is a difference like any other: this is where it is settled.
    let alike = comparison.holds.filter { $0.why == .probablyRenamed }
    let differences = comparison.changes.map { Difference($0) } + alike.map { Difference($0) }
    for difference in differences {
      switch difference.item {
      case .invite(let email) where difference.kind == .invite: gonePeople.insert(email)
      case .group(let group) where difference.kind == .createGroup: goneGroups.insert(group.name)
      case .account, .invite, .group, .grant, .roles, .membership: continue
      }
    }
    for difference in differences { adopt(difference) }
    for hold in comparison.holds { adopt(hold) }
  }

  /// Whether this run is about a person or a group at all.
  func isChosen(_ person: Email?, _ group: String?) -> Bool {
    input.options.only.isEmpty || isNamed(person, group)
  }

  /// Whether somebody named this person or this group.
  func isNamed(_ person: Email?, _ group: String?) -> Bool {
    person.map(pickedPeople.contains) == true || group.map(pickedGroups.contains) == true
  }

  /// The address by which the policy knows whoever Segment shows under this one.
  func declared(_ address: Email) -> Email { input.people[address]?.desired.email ?? address }

  /// Whether the policy declares somebody as of this workspace.
  func isDeclared(_ address: Email) -> Bool { input.people[address]?.desired.presence == .declared }
}

extension Adopting {
  mutating func leave(_ difference: Difference, because why: String) {
    left.append(
      Adoption.Left(
        what: difference.inWords(input.names), why: why, person: difference.item.person,
        group: difference.item.group?.name,
        at: difference.at))
  }

  mutating func add(_ edit: PolicyEdit) { additions.append(edit) }
  mutating func remove(_ edit: PolicyEdit) { removals.append(edit) }

  /// Whether it is the deletion of a group that a rename settles.
  private func isRenamed(_ difference: Difference) -> Bool {
    difference.kind == .deleteGroup
      && input.groups.undeclared.contains { $0.id == difference.item.group?.id && isRenamed($0) }
  }

  /// What planning holds back, or only lists.
  private mutating func adopt(_ hold: Hold) {
    if isRenamed(Difference(hold)) { return }
    let (item, difference) = (hold.item, Difference(hold))
    switch hold.why {
    case .undeclared:
      if isNamed(item.person, item.group?.name) { return adopt(difference) }
      if item.grant == nil, isChosen(item.person, item.group?.name) { undeclared.insert(item) }
    case .protected:
      isNamed(item.person, item.group?.name)
        ? adopt(difference) : leaveChosen(hold, because: "protected; only --pick adopts it")
    case .notUnderstood, .noBaseGrant: adopt(difference)
    case .unmanaged: if hold.kind == .renameGroup { adopt(difference) }
    case .addressChanges: changeAddress(hold)
    case .addressChanged, .renamedByHand: isFollowed(hold) ? adopt(difference) : leaveChosen(hold, because: hold.detail)
    case .ambiguous, .incompleteRead, .clockDiffers, .outsideSelection, .noRemovals,
      .refused, .waits,
      .unresolved:
      leaveChosen(hold, because: hold.detail)
    case .ignored, .invitePending, .awaitsAcceptance, .strayInvite, .probablyRenamed: return
    }
  }

  private mutating func leaveChosen(_ hold: Hold, because why: String) {
    if isChosen(hold.item.person, hold.item.group?.name) { leave(Difference(hold), because: why) }
  }

  /// A pinned person whose address is another in Segment; while `previously` says so the policy is ahead, not behind.
  private mutating func changeAddress(_ hold: Hold) {
    guard let email = hold.item.person, isChosen(email, nil), let match = input.people[email],
      match.desired.id != nil,
      let account = match.account, !match.desired.previously.contains(account.email)
    else { return }
    renames.append(.changeEmail(match.desired.email, to: account.email))
  }

  /// One difference, by the change that would settle it in Segment.
  private mutating func adopt(_ difference: Difference) {
    guard isChosen(difference.item.person, difference.item.group?.name), !mustStay(difference) else { return }
    if let person = difference.item.person, followedPeople.contains(person) { return }
    if let doubt = comparison.doubt(about: difference.item) { return leave(difference, because: doubt) }
    switch (difference.kind.effect, difference.item) {
    case (.added, .account), (.added, .invite):
      guard let person = difference.item.person.map(declared), input.people[person]?.account == nil else { return }
      remove(.removePerson(person))
    case (.removed, .account), (.removed, .invite):
      if let person = difference.item.person { declare(person, for: difference) }
    case (.added, .grant), (.added, .roles): dropGrant(difference)
    case (.removed, .grant), (.removed, .roles): adoptGrant(difference)
    case (.added, .membership): dropMembership(difference)
    case (.removed, .membership): adoptMembership(difference)
    case (.added, .group(let group)): if !isRenamed(group.name) { remove(.removeGroup(group.name)) }
    case (.removed, .group): declareGroup(difference)
    case (.renamed, _): rename(difference)
    }
  }

  /// What the policy has ended is not taken up again because nobody has applied it yet.
  private mutating func mustStay(_ difference: Difference) -> Bool {
    guard difference.kind.isRemoval else { return false }
    if let person = difference.item.person, let match = input.people[person],
      let departure = input.departure(of: match.desired)
    {
      leave(difference, because: "\(departure.reason); only apply ends it")
      return true
    }
    switch difference.cause {
    case .ended?: leave(difference, because: "\(difference.reason); only apply ends it")
    case .renamed?: leave(difference, because: "\(difference.reason); only apply removes the old one")
    case .deleted?: leave(difference, because: "\(difference.reason); only apply deletes it")
    case .declared?, .notDeclared?, .notListed?, .departed?, .reinvite?, .cancelInvite?, .undo?, nil: return false
    }
    return true
  }
}

extension Adopting {
  /// Policy entries that lead to a grant which Segment does not have.
  private mutating func dropGrant(_ difference: Difference) {
    guard let grant = difference.item.grant else { return }
    if let name = difference.item.group?.name {
      guard !goneGroups.contains(name),
        let group = declaredGroups[name]?.desired,
        case .written(let entries, _) = group.roles
      else { return }
      for entry in lookup.entries(entries, leadingTo: grant) { remove(.removeGrant(.group(name), entry)) }
    } else if let person = difference.item.person.map(declared) {
      guard !gonePeople.contains(person), let match = input.people[person],
        case .written(let entries, _) = match.desired.roles
      else { return }
      for entry in lookup.entries(entries, leadingTo: grant) { remove(.removeGrant(.person(person), entry)) }
    }
  }

  private mutating func dropMembership(_ difference: Difference) {
    guard let person = difference.item.person.map(declared), let name = difference.item.group?.name,
      !gonePeople.contains(person),
      !goneGroups.contains(name)
    else { return }
    remove(.removeMembership(person, group: name))
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it stood first.
  fileprivate var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension GroupsMatching {
  /// Every name of the groups that go by one, or went by it.
  fileprivate func names(of name: String) -> Set<String> {
    let matches = declared.filter { match in
      match.desired.name == name || match.actual?.name == name || match.desired.previously.contains(name)
    }
    return Set([name] + matches.flatMap { [$0.desired.name] + ($0.actual.map { [$0.name] } ?? []) })
  }
}
