package import Access

/// The comparison while it is made: the state that is wanted, and each difference as a change or a hold.
///
/// `wanted` starts as the actual state and every wish is applied to it, so what must survive untouched (ignored,
/// unmanaged, protected, left alone) is in it because nobody wished otherwise. A wish that something technical stands
/// against (an incomplete read, a doubtful name) becomes a hold but still counts as wanted: the ordering rules must not
/// take an access for granted that the policy wants gone.
package struct Comparison {
  /// What is compared.
  package let input: PlanningInput
  /// Who of the policy is who of the workspace.
  package var people: PeopleMatching { input.people }
  var groups: GroupsMatching { input.groups }
  /// What the workspace is to hold.
  package private(set) var wanted: Holdings
  /// In the order they were found; not yet one that is safe.
  package private(set) var changes: [Change] = []
  /// What is not changed, and why.
  package private(set) var holds: [Hold] = []
  /// Errors and warnings at places in the policy.
  private(set) var diagnostics: [Diagnostic] = []
  /// Entries in force that name what the workspace does not have.
  package private(set) var unresolved: [UnresolvedReference] = []
  /// What the references in lists of roles lead to.
  private var lookedUp = LookedUpGrants()
  /// Members who hold directly exactly what their list says; nothing more needs to be made of these.
  package private(set) var settled: Set<Email> = []
  /// People and groups on whom nothing is changed, whatever is wished.
  private var heldPeople: [Email: Hold.Reason] = [:]
  private var heldGroups: [GroupIdentity: Hold.Reason] = [:]
  /// Groups that keep what an unresolved reference may mean: whoever joined would get that.
  private var closedGroups: [GroupIdentity: Hold.Reason] = [:]
  /// Subjects that get nothing, and subjects that keep everything, because it is not certain who they are.
  private var heldGains: [Subject.Key: Hold.Reason] = [:]
  private var heldRemovals: [Subject.Key: Hold.Reason] = [:]
  /// Subjects, declared or not, of whom the baseline leaves it in doubt who they are, and why in words.
  private(set) var doubts: [Subject.Key: String] = [:]
  /// Accounts in doubt who leave if they are whom the policy means.
  var doubtfulLeavers: Set<UserID> = []

  init(_ input: PlanningInput) {
    self.input = input
    wanted = input.before
    holdWhatIsIncomplete()
    holdWhatIsDoubtful()
    holdStrayInvites()
    resolveLists()
    holdGainsOfMoved()
    holdLikelyRenames()
  }

  /// Every difference between the two states.
  package init(comparing input: PlanningInput) {
    self.init(input)
    comparePeople()
    compareDirectRoles()
    compareGroups()
    compareMembers()
    tellDoubts()
  }

  /// Looks up every written list; what does not exist is an error at its place.
  private mutating func resolveLists() {
    settled.reserveCapacity(people.declared.count)
    for match in people.declared where match.desired.presence == .declared {
      guard case .written(let entries, _) = match.desired.roles else { continue }
      let counts = input.departure(of: match.desired) == nil
      let found = lookUp(entries, of: counts ? .person(match.reference) : nil)
      if let account = match.account?.email, isSettled(match.desired, account, entries, found) {
        settled.insert(account)
      }
    }
    for match in groups.declared {
      if case .written(let entries, _) = match.desired.roles { _ = lookUp(entries, of: .group(match.reference)) }
    }
    resolveUnusedBundles()
    unresolved.sort()
  }

  /// For each entry its place among what was looked up.
  ///
  /// - Parameter subject: nil for somebody who leaves: what their list names counts for nothing.
  private mutating func lookUp(_ entries: [DesiredGrant], of subject: Subject?) -> [Int] {
    var hasLabels = false
    let places = entries.map { entry in
      if case .labels = entry.scope { hasLabels = true }
      let place = lookedUp.find(entry, input)
      for finding in lookedUp.all[place].findings { diagnostics.append(finding.diagnostic(at: entry.at)) }
      if let gone = lookedUp.all[place].gone, let subject, !input.clock.hasEnded(entry.until) {
        unresolved.append(
          UnresolvedReference(
            .subject(subject), WrittenGrant(entry), bundle: entry.bundle?.name, detail: gone, at: entry.at))
      }
      return place
    }
    if hasLabels { warnOfLabelSets(wantedGrants(entries)) }
    return places
  }

  /// The roles that a bundle names are looked up even where nobody's list names the bundle: whoever does next would
  /// find out too late. Bundles that workspaces share name what only some of them have: there scopes are not looked up,
  /// and a role of Segment's that this workspace's plan leaves out is a warning.
  private mutating func resolveUnusedBundles() {
    var said = Set(unresolved.map(\.at))
    for bundle in input.desired.bundles {
      for entry in bundle.roles where !input.clock.hasEnded(entry.until) && said.insert(entry.at).inserted {
        guard case .problem(let message) = input.roles.match(entry.role) else { continue }
        if bundle.isIncluded, let name = input.roles.leftOut(entry.role) {
          report(.warning(at: entry.at, "this workspace does not offer '\(name)'; the bundle cannot give it here"))
        } else {
          unresolved.append(
            UnresolvedReference(.bundle(bundle.name), WrittenGrant(entry), detail: message, at: entry.at))
        }
      }
    }
  }

  /// A list as it is looked up; made anew each time, because one for everybody would be as large as both states.
  private func wantedGrants(_ entries: [DesiredGrant]) -> WantedGrants {
    var wanted = WantedGrants(atMost: entries.count)
    for entry in entries {
      guard let found = lookedUp[entry] else { continue }
      let hasEnded = input.clock.hasEnded(entry.until)
      if let grant = found.grant { wanted.add(grant, entry, ended: hasEnded) }
      if let gone = found.gone, !hasEnded { wanted.couldNotResolve(entry, gone) }
      if let reason = found.unread { wanted.couldNotRead(reason) }
    }
    return wanted
  }

  /// What the policy gives a person directly.
  package func roles(of person: DesiredPerson) -> WantedGrants {
    guard person.presence == .declared, case .written(let entries, _) = person.roles else { return WantedGrants() }
    return wantedGrants(entries)
  }

  /// What the policy gives a group.
  package func roles(of group: DesiredGroup) -> WantedGrants {
    guard case .written(let entries, _) = group.roles else { return WantedGrants() }
    return wantedGrants(entries)
  }

  /// Whether comparing a member's direct roles would find nothing: every entry is held, and nothing else is but the base
  /// grant. Nearly everybody is settled in nearly every run, and asking this costs a fraction of comparing.
  private mutating func isSettled(
    _ person: DesiredPerson, _ account: Email, _ entries: [DesiredGrant], _ places: [Int]
  ) -> Bool {
    guard heldPeople[account] == nil, input.departure(of: person) == nil,
      let held = input.before.members[account]
    else { return false }
    var isWanted = [Bool](repeating: false, count: held.count)
    for (entry, found) in zip(entries, places) {
      guard let grant = lookedUp.all[found].grant, !input.clock.hasEnded(entry.until),
        let place = held.firstIndex(of: grant)
      else { return false }
      isWanted[place] = true
      lookedUp.share(held[place], at: found)
    }
    return held.indices.allSatisfy { isWanted[$0] || input.isBase(held[$0]) }
  }

  private mutating func holdWhatIsIncomplete() {
    if input.actual.incomplete.isEmpty { return }
    let people = Dictionary(input.actual.people.map { ($0.id, $0.email) }, uniquingKeysWith: { first, _ in first })
    for part in input.actual.incomplete {
      switch part.part {
      case .person(let id): if let email = people[id] { heldPeople[email] = .incompleteRead(part.reason) }
      case .group(let id): heldGroups[.existing(id)] = .incompleteRead(part.reason)
      case .roles, .people, .invites, .groups, .resources, .labels: continue
      }
    }
  }

  /// A pending member of a group who is not among the invites: the list of invites is short, and inviting them might
  /// send a second e-mail.
  private mutating func holdStrayInvites() {
    if input.actual.groups.allSatisfy(\.invites.isEmpty) { return }
    let known = Set(input.actual.invites + input.actual.people.map(\.email))
    for group in input.actual.groups {
      for email in group.invites where !known.contains(email) {
        heldPeople[email] = .pendingInGroup(group.name)
      }
    }
  }

  private mutating func holdWhatIsDoubtful() {
    for match in people.declared {
      guard let trouble = match.trouble else { continue }
      for address in people.addresses(of: match.desired.email) { heldPeople[address] = .ambiguous(trouble) }
    }
    for (email, accounts) in Dictionary(grouping: people.undeclaredMembers, by: \.email) where accounts.count > 1 {
      let ids = accounts.map(\.id.text).sorted().joined(separator: " and ")
      heldPeople[email] = .ambiguous("two members have the address \(email): \(ids)")
    }
    for match in groups.declared {
      if let trouble = match.trouble { heldGroups[match.reference.key] = .ambiguous(trouble) }
    }
    for doubtful in groups.doubtful { heldGroups[.existing(doubtful.group.id)] = .ambiguous(doubtful.why) }
  }

  /// Makes the change unless something technical stands against it; either way it is wanted, but for what waits for an
  /// unresolved reference.
  ///
  /// - Parameter obstacle: what stands against this change in particular.
  mutating func propose(_ change: Change, obstacle: Hold.Reason? = nil) {
    // What a group keeps besides what is declared is nobody's to have elsewhere because they are to join it some day.
    if obstacle?.why != .unresolved { wanted.apply(change.action) }
    var change = change
    if change.cause == .ended, change.end == nil { change.end = endOfPerson(change.action.person) }
    if let reason = obstacle ?? standing(against: change) {
      holds.append(Hold(change, reason))
    } else {
      changes.append(change)
    }
  }

  /// What ended where no entry of a list did.
  private func endOfPerson(_ email: Email?) -> Change.End? {
    guard let person = email.flatMap({ people[$0] })?.desired, let until = person.until else { return nil }
    return Change.End(until, at: person.untilAt ?? person.at, isOfPerson: true)
  }

  /// What the policy wants of a subject that could not be read: nothing is done about it, but no removal elsewhere may
  /// count on its being there already.
  mutating func assume(_ action: Change.Action) { wanted.apply(action) }

  /// Records what is not even wished.
  mutating func record(_ hold: Hold) { holds.append(hold) }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func hold(group key: GroupIdentity, _ reason: Hold.Reason) {
    if heldGroups[key] == nil { heldGroups[key] = reason }
  }

  /// Keeps a grant that an unresolved reference may mean. It is not wished away either: nobody can say what the policy
  /// wants of it.
  mutating func keep(_ grant: Grant, of subject: Subject, for reference: WantedGrants.Unresolved) {
    let entry = WrittenGrant(reference.entry)
    record(
      Hold(
        .revoke, .grant(grant, of: subject), .unresolved(.mayMean("\(entry)", reference.detail)),
        at: reference.entry.at))
    guard case .group(let group) = subject else { return }
    closedGroups[group.key] = closedGroups[group.key] ?? .unresolved(.groupKeeps("\(entry)", reference.detail))
  }

  /// Why nobody joins a group.
  func closed(_ key: GroupIdentity) -> Hold.Reason? { closedGroups[key] }

  /// Why a subject could not be read; nil for one that was.
  func unread(person email: Email) -> Hold.Reason? { Comparison.unread(heldPeople[email]) }
  func unread(group key: GroupIdentity) -> Hold.Reason? { Comparison.unread(heldGroups[key]) }

  /// Why nothing is changed on a person.
  func held(person email: Email) -> Hold.Reason? { heldPeople[email] }

  private static func unread(_ held: Hold.Reason?) -> Hold.Reason? {
    held?.why == .incompleteRead ? held : nil
  }

  mutating func holdGains(of email: Email, _ reason: Hold.Reason) {
    if heldGains[.person(email)] == nil { heldGains[.person(email)] = reason }
  }
  mutating func holdGains(of key: GroupIdentity, _ reason: Hold.Reason) {
    if heldGains[.group(key)] == nil { heldGains[.group(key)] = reason }
  }
  mutating func holdRemovals(of email: Email, _ reason: Hold.Reason) { heldRemovals[.person(email)] = reason }
  mutating func holdRemovals(of key: GroupIdentity, _ reason: Hold.Reason) { heldRemovals[.group(key)] = reason }

  mutating func doubt(_ key: Subject.Key, _ why: String) { doubts[key] = doubts[key] ?? why }

  /// Why it cannot be told whom or which group something is about.
  package func doubt(about item: AccessItem) -> String? {
    let keys = [item.group.map { Subject.Key.group($0.key) }, item.person.map(Subject.Key.person)]
    return keys.lazy.compactMap { $0.flatMap { doubts[$0] } }.first
  }

  /// Why somebody gets nothing.
  func heldGain(of email: Email) -> Hold.Reason? { heldGains[.person(email)] }

  private func standing(against change: Change) -> Hold.Reason? {
    standing(againstAny: change.action.item) ?? identity(against: change)
  }

  /// Of those whom it is not certain who they are.
  private func identity(against change: Change) -> Hold.Reason? {
    guard !heldGains.isEmpty || !heldRemovals.isEmpty else { return nil }
    let action = change.action
    // An invite is of its address, whoever had that before.
    if action.kind == .cancelInvite, change.cause.isNamed { return nil }
    let keys = [action.person.map(Subject.Key.person), action.group.map { Subject.Key.group($0.key) }].compactMap(
      \.self)
    let held = action.kind.isRemoval ? heldRemovals : heldGains
    return keys.lazy.compactMap { held[$0] }.first
  }

  private func standing(againstAny item: AccessItem) -> Hold.Reason? {
    switch item {
    case .account(let person), .grant(_, .person(let person)), .roles(.person(let person)): heldPeople[person.email]
    case .invite(let email): heldPeople[email]
    case .group(let group), .grant(_, .group(let group)), .roles(.group(let group)): heldGroups[group.key]
    case .membership(let person, let group): heldPeople[person.email] ?? heldGroups[group.key]
    }
  }
}
