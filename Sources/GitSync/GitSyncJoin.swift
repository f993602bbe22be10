internal import Access
internal import Planning
internal import PolicyFiles

/// An export laid over what the workspace has now: who there is, and what everything is called, says the workspace; which
/// roles people and groups hold and who is in a group says the export, for those that it has.
struct GitSyncJoin {
  private let actual: ActualState
  private let lookup: NameLookup
  private let findings: Findings
  private let accounts: [UserID: ActualPerson]
  private let members: [Email: Email]
  private let invites: [Email: Email]

  /// The provider that Git Sync writes with reads one page of a group's members: more than this are cut off.
  private static let page = 200

  init(_ actual: ActualState, _ findings: Findings) {
    self.actual = actual
    self.findings = findings
    lookup = NameLookup(actual)
    accounts = Dictionary(actual.people.map { ($0.id, $0) }) { first, _ in first }
    members = Dictionary(actual.people.map { ($0.email, $0.email) }) { first, _ in first }
    let pending = actual.invites + actual.groups.flatMap(\.invites)
    invites = Dictionary(pending.map { ($0, $0) }) { first, _ in first }
  }

  func joined(_ export: GitSyncExport) -> ActualState {
    var joined = actual
    checkWorkspace(export)
    checkTwice(export.users.map { ($0.id.text, $0.at) } + export.groups.map { ($0.id.text, $0.at) })
    let people = Dictionary(actual.people.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let groups = Dictionary(actual.groups.enumerated().map { ($1.id, $0) }) { first, _ in first }
    for user in export.users {
      guard let index = people[user.id] else {
        warn(user.at, "\(user.email) (\(user.id.text)) is not in the workspace any more; left out")
        continue
      }
      take(user, into: &joined.people[index])
    }
    for group in export.groups {
      guard let index = groups[group.id] else {
        warn(group.at, "the group \(group.name) (\(group.id.text)) is not in the workspace any more; left out")
        continue
      }
      take(group, into: &joined.groups[index])
    }
    warnOfMissing(export)
    return joined
  }

  private func take(_ user: GitSyncExport.User, into person: inout ActualPerson) {
    if Email(user.email) != person.email {
      warn(user.at, "\(user.email) is \(person.email) in the workspace now, which is taken")
    }
    let held = Set(person.grants)
    person.grants = user.permissions.flatMap { grants($0, held) }.uniqued
  }

  private func take(_ exported: GitSyncExport.Group, into group: inout ActualGroup) {
    if exported.name != group.name {
      warn(exported.at, "the group \(exported.name) is called \(group.name) in the workspace now, which is taken")
    }
    let held = Set(group.grants)
    group.grants = exported.permissions.flatMap { grants($0, held) }.uniqued
    let now = group.members.count + group.invites.count
    guard exported.members.count < Self.page || exported.members.count >= now else {
      return warn(
        exported.at,
        "the export has \(exported.members.count) members of \(group.name), the workspace \(now); exports are cut off at \(Self.page), so the workspace's are taken"
      )
    }
    let addresses = exported.members.compactMap { address($0, of: group.name) }
    group.members = addresses.compactMap { members[$0] }.uniqued
    group.invites = addresses.filter { members[$0] == nil }.compactMap { invites[$0] }.uniqued
  }

  private func address(_ member: Located<GitSyncExport.Member>, of group: String) -> Email? {
    let shown: String
    switch member.value {
    case .address(let text):
      let email = Email(text)
      if members[email] != nil || invites[email] != nil { return email }
      shown = text
    case .user(let id):
      if let account = accounts[id] { return account.email }
      shown = id.text
    }
    warn(member.at, "\(shown), a member of \(group), is not in the workspace any more; left out")
    return nil
  }

  private func warn(_ place: Place, _ message: String) { findings.warning(at: place, message) }

  /// Of another workspace nothing is taken, not even what is left out for having no counterpart here.
  private func checkWorkspace(_ export: GitSyncExport) {
    let permissions = export.users.flatMap(\.permissions) + export.groups.flatMap(\.permissions)
    let others = permissions.flatMap(\.resources).filter { target in
      target.type == "WORKSPACE" && target.id.map { $0 != actual.workspace.id } ?? false
    }
    guard let first = others.min(by: { $0.at < $1.at }) else { return }
    findings.error(
      at: first.at,
      "the export is of the workspace \(first.id ?? ""), not of \(actual.workspace.slug) (\(actual.workspace.id))")
  }

  private func checkTwice(_ ids: [(id: String, at: Place)]) {
    var firsts: [String: Place] = [:]
    for (id, place) in ids {
      guard let first = firsts.updateValue(place, forKey: id) else { continue }
      findings.error(
        at: place, "the id \(id) stands twice in the export; remove one", notes: [.init(at: first, "first here")])
    }
  }

  /// One line for each kind: an export that is being built up lacks many.
  private func warnOfMissing(_ export: GitSyncExport) {
    let (users, groups) = (Set(export.users.map(\.id)), Set(export.groups.map(\.id)))
    let people = actual.people.filter { !users.contains($0.id) }.map(\.email.written).sorted()
    let others = actual.groups.filter { !groups.contains($0.id) }.map(\.name).sorted()
    for (what, missing) in [("people", people), ("groups", others)] where !missing.isEmpty {
      let shown =
        missing.prefix(5).joined(separator: ", ") + (missing.count > 5 ? " and \(missing.count - 5) more" : "")
      findings.warning(at: nil, "\(what) that the export does not have are taken as the workspace has them: \(shown)")
    }
  }
}

// Permissions.
extension GitSyncJoin {
  /// - Parameter held: what the subject has now, whatever the workspace's lists say of it.
  private func grants(_ permission: GitSyncExport.Permission, _ held: Set<Grant>) -> [Grant] {
    permission.resources.compactMap { target in
      guard let scope = scope(target) else { return nil }
      let grant = Grant(permission.role, on: scope)
      if held.contains(grant) || isKnown(grant, target, permission) { return grant }
      return nil
    }
  }

  private func scope(_ target: GitSyncExport.Target) -> Scope? {
    guard target.type != "WORKSPACE" else { return workspace(target) }
    guard let kind = ResourceKind.allCases.first(where: { $0.rawValue.uppercased() == target.type }), let id = target.id
    else {
      return refuse(target, "a resource of type \(target.type) is not understood")
    }
    guard target.labels.isEmpty else {
      return refuse(target, "labels narrow a whole workspace and no \(kind.rawValue)")
    }
    return .resource(kind, ResourceID(id))
  }

  private func workspace(_ target: GitSyncExport.Target) -> Scope {
    return LabelSet(target.labels).map { .labels($0) } ?? .workspace
  }

  private func isKnown(_ grant: Grant, _ target: GitSyncExport.Target, _ permission: GitSyncExport.Permission) -> Bool {
    guard lookup.role(.id(grant.role)) == grant.role else {
      findings.error(at: permission.at, "the workspace has no role with the id \(grant.role.text)")
      return false
    }
    switch grant.scope {
    case .workspace: return true
    case .labels(let labels):
      guard let unknown = labels.pairs.first(where: { !lookup.has($0) }) else { return true }
      return refuse(target, "the workspace has no label \(unknown)") ?? false
    case .resource(let kind, let id):
      if lookup.resource(kind, id.text) == id { return true }
      return refuse(target, "the workspace has no \(kind.rawValue) with the id \(id.text)") ?? false
    }
  }

  private func refuse<Read>(_ target: GitSyncExport.Target, _ message: String) -> Read? {
    findings.error(at: target.at, message)
    return nil
  }
}

extension Array where Element: Hashable & Comparable {
  /// Each once, sorted.
  fileprivate var uniqued: [Element] { Set(self).sorted() }
}
