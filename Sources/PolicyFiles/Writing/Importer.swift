internal import Access
internal import Planning
internal import Syntax

/// Reads an actual state as declarations.
struct Importer {
  private let actual: ActualState
  private let options: ImportOptions
  private let words: GrantWords
  /// Accounts by address.
  private let accounts: [Email: [ActualPerson]]
  /// Everybody a policy can name, by address; the spelling is that of the account.
  private let sayable: [Email: Email]

  init(_ actual: ActualState, _ options: ImportOptions) {
    self.actual = actual
    self.options = options
    words = GrantWords(actual)
    let accounts = Dictionary(grouping: actual.people.sorted { ($0.email, $0.id) < ($1.email, $1.id) }, by: \.email)
    self.accounts = accounts
    let pending = (actual.invites + actual.groups.flatMap(\.invites)).sorted { $0.written < $1.written }
    let all = accounts.values.compactMap(\.first?.email) + pending.filter { accounts[$0] == nil }
    sayable = Dictionary(all.filter { SourceReader.isSayable($0) }.map { ($0, $0) }) { first, _ in first }
  }

  func policy() -> ImportedPolicy {
    var policy = ImportedPolicy(
      workspace: actual.workspace, region: options.region, readAt: actual.readAt, origin: options.origin)
    policy.isProviders = options.idp
    addGroups(to: &policy)
    policy.people = declared(beside: policy.groups).map(person)
    policy.owners = owners
    policy.doubtfulDomains = doubtfulDomains
    policy.domains = domains.filter { domain in !policy.doubtfulDomains.contains { $0.domain == domain } }
    policy.leftOut = leftOutPeople + policy.leftOut
    return policy
  }

  /// Everybody; where the identity provider owns who is here, those of whom there is something to say.
  private func declared(beside groups: [ImportedPolicy.Group]) -> [Email] {
    guard options.idp else { return sayable.values.sorted() }
    let listed = Set(groups.flatMap(\.listedMembers))
    return sayable.values.filter { listed.contains($0) || holdsDirectly($0) }.sorted()
  }

  private func holdsDirectly(_ email: Email) -> Bool {
    guard let mine = accounts[email], let account = mine.first else { return false }
    guard mine.count == 1 else { return true }
    switch WrittenRoles(account.grants, notUnderstood: account.notUnderstood, in: words) {
    case .list(let grants): return !grants.isEmpty
    case .leftAlone: return true
    }
  }

  /// Whoever mistyped a colleague's domain has an invite pending that nobody can accept but its owner.
  private var doubtfulDomains: [DoubtfulDomain] {
    let members = Set(actual.people.map(\.email.domain))
    let invites = Dictionary(grouping: Set(actual.invites).filter { accounts[$0] == nil }, by: \.domain)
    return invites.filter { !members.contains($0.key) }.sorted { $0.key < $1.key }.compactMap { domain, invites in
      members.sorted().first { NearestName.areNear(domain, $0, letters: 2) }.map {
        DoubtfulDomain(domain: domain, near: $0, invites: invites.sorted())
      }
    }
  }

  private var domains: [String] {
    let all = Set((actual.people.map(\.email) + actual.invites).map(\.domain))
    return all.filter { $0.isIdentity && SourceReader.isDomain($0) }.sorted()
  }

  private var owners: (minimum: Int, maximum: Int) {
    guard let owner = NameLookup(actual).owner else { return (1, 1) }
    let holdings = Holdings(actual)
    let judgement = GuardrailEvaluation(
      [], before: holdings, guarding: Guarding(), at: actual.readAt, roles: actual.roles, names: Names(actual))
    let everybody = judgement.everyHolder(of: .id(owner), holdings).count
    // A second owner is what a workspace needs to survive the first; a third is nobody's duty to keep.
    return (min(2, max(1, holdings.holders(of: owner).count)), max(1, everybody))
  }
}

// People.
extension Importer {
  private func person(_ email: Email) -> ImportedPolicy.Person {
    guard let mine = accounts[email], let account = mine.first else { return invited(email) }
    var person = ImportedPolicy.Person(email: email, name: account.name, roles: .list([]))
    if !SourceReader.isFreeText(account.name) {
      person.name = ""
      person.remarks = ["Called \(account.name) in Segment"]
    }
    guard mine.count == 1 else {
      let ids = mine.map(\.id.text).joined(separator: " and ")
      person.roles = .unmanaged(.unsayable("\(mine.count) accounts have this address: \(ids)"))
      return person
    }
    switch WrittenRoles(account.grants, notUnderstood: account.notUnderstood, in: words) {
    case .list(let grants): person.roles = .list(grants)
    case .leftAlone(let why):
      person.remarks += remarks(why)
      person.roles = .unmanaged(.unsayable("all of them, because a list would take these away"))
    }
    return person
  }

  private func invited(_ email: Email) -> ImportedPolicy.Person {
    let isListed = actual.invites.contains(email)
    let why =
      isListed
      ? "invited; what the invite carries cannot be read" : "pending in a group, and not among the invites"
    return ImportedPolicy.Person(email: email, name: "", roles: .unmanaged(.invited(why)))
  }

  private func remarks(_ unsayable: [String]) -> [String] {
    ["Held, and not to be said in a policy:"] + unsayable.map { "  \($0)" }
  }

  private var leftOutPeople: [String] {
    let members = actual.people.filter { !SourceReader.isSayable($0.email) }.map {
      "the member \($0.email.written.debugDescription) (\($0.id.text)): the address cannot be written"
    }
    let invites = Set(actual.invites).filter { !SourceReader.isSayable($0) && accounts[$0] == nil }.map {
      "the invite of \($0.written.debugDescription): the address cannot be written"
    }
    return (members + invites).sorted()
  }
}

// Groups.
extension Importer {
  private func addGroups(to policy: inout ImportedPolicy) {
    var declared: Set<String> = []
    let twins = Dictionary(grouping: actual.groups, by: \.name).filter { $0.value.count > 1 }
    for group in actual.groups.sorted(by: { ($0.name, $0.id) < ($1.name, $1.id) }) {
      let isTwin = twins[group.name] != nil
      guard group.name.isIdentity, !isTwin || group.id.text.isIdentity else {
        policy.leftOut.append("the group \(group.name.debugDescription) (\(group.id.text)): the name cannot be written")
        continue
      }
      guard declared.insert(group.name).inserted else {
        policy.leftOut.append(
          "the group \(group.name.debugDescription) (\(group.id.text)): another group has this name; rename one in Segment, or delete one by `deleted: true` with its `id:`"
        )
        continue
      }
      policy.groups.append(self.group(group, isTwin: isTwin))
    }
  }

  private func group(_ actual: ActualGroup, isTwin: Bool) -> ImportedPolicy.Group {
    var group = ImportedPolicy.Group(
      name: actual.name, id: isTwin ? actual.id : nil, members: members(of: actual), roles: .list([]))
    switch WrittenRoles(actual.grants, notUnderstood: actual.notUnderstood, in: words) {
    case .list(let grants): group.roles = .list(grants)
    case .leftAlone(let why):
      group.remarks = remarks(why)
      group.roles = .unmanaged(.unsayable("all of them, because a list would take these away"))
    }
    return group
  }

  private func members(of group: ActualGroup) -> ImportedPolicy.Members {
    if let glob = options.scim.first(where: { $0.matches(group.name) }) {
      return .unmanaged(.identityProvider(glob.pattern))
    }
    if options.idp, options.scim.isEmpty { return .unmanaged(.identityProvider(nil)) }
    let all = Set(group.members + group.invites)
    // `team/x@acme.com` in a list of members is a team.
    let unsayable = all.filter { sayable[$0]?.written.begins(with: "team/") ?? true }
    guard unsayable.isEmpty else {
      let list = unsayable.map { $0.written.debugDescription }.sorted().joined(separator: ", ")
      return .unmanaged(.unsayable("a list would remove \(list), which cannot be written"))
    }
    return .list(all.compactMap { sayable[$0] }.sorted())
  }
}
