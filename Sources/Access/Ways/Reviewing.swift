/// A review while it is made.
struct Reviewing {
  let actual: ActualState
  let holdings: Holdings
  /// Nil without a policy.
  let links: Links?
  let unread: Unread
  private let roles: RoleDirectory

  init(_ links: Links) {
    let situation = links.situation
    self.init(situation.actual, situation.before, situation.roles, links)
  }

  /// Without a policy.
  init(_ actual: ActualState) {
    self.init(actual, Holdings(actual), RoleDirectory(actual.roles, unlisted: actual.unlistedRoles), nil)
  }

  private init(_ actual: ActualState, _ holdings: Holdings, _ roles: RoleDirectory, _ links: Links?) {
    self.actual = actual
    self.holdings = holdings
    self.roles = roles
    self.links = links
    unread = Unread(actual)
  }

  var draft: Draft? { links?.draft }

  /// What is there of some roles, with what becomes of each.
  func rows(of isAskedFor: (Grant) -> Bool) -> [AccessRow] {
    withOutlook(direct(isAskedFor) + throughGroups(isAskedFor))
  }

  private func withOutlook(_ rows: [AccessRow]) -> [AccessRow] {
    var rows = rows
    for at in rows.indices where goes(rows[at]) {
      rows[at].outlook = .goes
      rows[at].links += whatTakesAway(rows[at])
    }
    return rows
  }

  func review() -> AccessReview {
    var rows = withOutlook(accounts + direct { !isBase($0) } + throughGroups { _ in true } + memberships + unexplained)
    if let draft, let links { rows += Missing(draft, links, unread, Set(rows.map(\.way))).rows }
    let (people, names, directory) = (people(in: rows), Names(actual), ResourceDirectory(actual))
    rows.sort { AccessRow.precedes($0, $1, names) }
    return AccessReview(
      workspace: actual.workspace, readAt: actual.readAt, source: actual.source, incomplete: actual.incomplete.sorted(),
      policy: draft.map { AccessReview.Policy(digest: $0.situation.desired.digest, files: $0.situation.desired.files) },
      people: people, rows: rows, warnings: draft.map { managerWarnings(people, $0) } ?? [], names: names,
      resources: actual.sortedResources, directory: directory,
      words: GrantWords(NameLookup(roles, directory), names),
      knowsSources: actual.resourceKindsRead.contains(.source))
  }

  func presence(of email: Email) -> AccessPerson.Presence {
    if isMember(email) { return .member }
    if holdings.pending.contains(email) || !holdings.groups(of: email).isEmpty { return .invited }
    return unread.accounts ? .unread : .absent
  }

  /// Segment lists as members of a group only those who have an account, whatever became of the list of people.
  private func isMember(_ email: Email) -> Bool { holdings.members[email] != nil || unread.strays.contains(email) }
}

// What is there.
extension Reviewing {
  /// A row for each account and each invite.
  private var accounts: [AccessRow] {
    let members = holdings.members.map { email, grants in
      AccessRow(
        email, .account(roles.kept.map { Grant($0) }.flatMap { grants.contains($0) ? $0 : nil }), .held, account(email))
    }
    // Whoever is only pending in a group has an invite that the list of invites lacks.
    let strays = actual.groups.flatMap(\.invites).filter { !isMember($0) }
    let invited = holdings.pending.union(strays).map { email in
      AccessRow(email, .invite, isMember(email) ? .held : .onAcceptance, account(email))
    }
    return members + unread.strays.map { AccessRow($0, .account(nil), .held, account($0)) } + invited
  }

  private func direct(_ isAskedFor: (Grant) -> Bool) -> [AccessRow] {
    holdings.members.flatMap { email, grants in
      grants.filter(isAskedFor).map { grant in
        AccessRow(email, .grant(grant), .held, links.map { [$0.direct(grant, of: email)] } ?? [])
      }
    }
  }

  /// The base grant on the workspace is shown with the account.
  private func isBase(_ grant: Grant) -> Bool { roles.isBase(grant) }

  private func account(_ email: Email) -> [PolicyLink] { links.map { [$0.account(of: email)] } ?? [] }

  private func throughGroups(_ isAskedFor: (Grant) -> Bool) -> [AccessRow] {
    holdings.groups.flatMap { key, group -> [AccessRow] in
      let grants = group.grants.filter(isAskedFor)
      guard !grants.isEmpty else { return [] }
      let reference = GroupReference(group.name, id: key.id)
      let people: [Email?] = group.members.isEmpty ? [nil] : Array(group.members)
      return people.flatMap { email in
        grants.map { grant in
          AccessRow(email, through: reference, .grant(grant), holding(email, key), path(email, grant, key, group.name))
        }
      }
    }
  }

  /// Places in groups that give no role.
  private var memberships: [AccessRow] {
    holdings.groups.filter(\.value.grants.isEmpty).flatMap { key, group in
      group.members.map { email in
        AccessRow(
          email, through: GroupReference(group.name, id: key.id), .membership, holding(email, key),
          links.map { [$0.membership(of: email, in: key, named: group.name)] } ?? [])
      }
    }
  }

  private func path(_ email: Email?, _ grant: Grant, _ key: GroupKey, _ name: String) -> [PolicyLink] {
    guard let links else { return [] }
    let role = links.role(grant, ofGroup: key, named: name)
    return email.map { [role, links.membership(of: $0, in: key, named: name)] } ?? [role]
  }

  private func holding(_ email: Email?, _ key: GroupKey) -> AccessRow.Holding {
    guard let email, !isMember(email) else { return .held }
    return .onAcceptance
  }

  /// Permissions that could not be understood are access all the same.
  private var unexplained: [AccessRow] {
    let direct = actual.people.flatMap { person in
      person.notUnderstood.map { AccessRow(person.email, .notUnderstood($0), .held, doubt) }
    }
    let ofGroups = actual.groups.flatMap { group -> [AccessRow] in
      let members = Set(group.members + group.invites)
      let people: [Email?] = members.isEmpty ? [nil] : Array(members)
      return people.flatMap { email in
        group.notUnderstood.map {
          AccessRow(
            email, through: GroupReference(group.name, id: group.id), .notUnderstood($0),
            holding(email, .existing(group.id)), doubt)
        }
      }
    }
    return Array(Set(direct + ofGroups))
  }

  private var doubt: [PolicyLink] {
    links == nil ? [] : [PolicyLink(.role, .unclear, detail: "no policy can express it")]
  }
}

extension AccessRow {
  /// What tells one row from another, whatever is said of it.
  struct Identity: Hashable {
    let person: Email?
    let group: GroupKey?
    let gain: Gain
  }

  var way: Identity {
    var gain = gain
    // An account is one row, with or without the base grant.
    if case .account = gain { gain = .account(nil) }
    return Identity(person: person, group: group?.key, gain: gain)
  }
}
