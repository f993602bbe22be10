import Access
import Planning

/// A request while it is weighed.
struct Asking {
  let desired: DesiredState
  let now: Moment
  private let actual: ActualState?
  private let lookup: NameLookup?
  var asked = AskedEdits()

  init(_ desired: DesiredState, _ actual: ActualState?, _ now: Moment) {
    (self.desired, self.actual, self.now) = (desired, actual, now)
    lookup = actual.map { NameLookup($0) }
  }

  /// The end of what ends at once.
  var ending: Expiry { Expiry(at: now) }

  func hasEnded(_ until: Expiry?) -> Bool { until?.hasEnded(at: now) == true }

  /// `, until 2027-01-31` or nothing
  static func lasting(_ until: Expiry?) -> String { until.map { " until \($0)" } ?? ", without an end" }
}

// Who and what is meant.
extension Asking {
  /// Somebody of this workspace, not gone and not to go.
  func person(_ email: Email) throws(NotClear) -> DesiredPerson {
    let person = try known(email)
    switch person.presence {
    case .declared: break
    case .departed(let place):
      throw NotClear("\(email) has departed; take departed: true away by hand if they are back", at: place)
    case .endsOnly:
      throw NotClear(
        "an included file knows \(email), and this policy does not name them; declare them first", at: person.at)
    }
    if let until = person.until, hasEnded(until) {
      throw NotClear(
        "\(email) has ended with \(until); accord edit extend \(email) moves that date", at: person.untilAt)
    }
    return person
  }

  func known(_ email: Email) throws(NotClear) -> DesiredPerson {
    if let person = desired.people.first(where: { $0.email == email }) { return person }
    if let person = desired.people.first(where: { $0.previously.contains(email) }) {
      throw NotClear(
        "\(email) is a former address of \(person.email)", at: person.at, candidates: [person.email.written])
    }
    // Whoever is in the workspace is meant, however near somebody else's address is.
    if let actual, actual.people.contains(where: { $0.email == email }) || actual.invites.contains(email) {
      throw NotClear("\(email) is in the workspace and not declared; accord edit add \(email) declares them")
    }
    let near = NearestName.nearest(to: email, among: desired.people.map(\.email))
    let offer = near.map { "did you mean \($0)?" } ?? "accord edit add \(email) declares them"
    throw NotClear("the policy does not declare \(email); \(offer)", candidates: near.map { [$0.written] } ?? [])
  }

  /// Whether a workspace has somebody whom the policy does not know.
  func isInWorkspace(_ email: Email) -> Bool {
    guard let actual else { return false }
    return actual.people.contains { $0.email == email } || actual.invites.contains(email)
  }

  func group(_ name: String) throws(NotClear) -> DesiredGroup {
    if let group = desired.groups.first(where: { $0.name == name }) { return group }
    if let group = desired.groups.first(where: { $0.previously.contains(name) }) {
      throw NotClear(
        "\(name) is a former name of the group \(group.name)", at: group.at, candidates: ["group/\(group.name)"])
    }
    if let deleted = desired.deletedGroups.first(where: { $0.name == name }) {
      throw NotClear("the policy deletes the group \(name)", at: deleted.at)
    }
    let near = NearestName.nearest(to: name, among: desired.groups.map(\.name))
    let offer = near.map { "did you mean group/\($0)?" } ?? "declare it under groups: first"
    throw NotClear(
      "the policy does not declare a group \(name); \(offer)", candidates: near.map { ["group/\($0)"] } ?? [])
  }

  /// Refuses a role of which neither the workspace nor, without one, anything here has heard.
  func check(_ role: RoleReference) throws(NotClear) {
    guard case .name(let name) = role else { return }
    let known =
      actual.map { $0.roles.map { RoleCatalog.currentName($0.name) } }
      ?? RoleCatalog.entries.map(\.name) + namedRoles
    guard !known.contains(name) else { return }
    let offered = known.filter { $0 != Role.ownerName || NearestName.mayOffer(owner: $0, for: name) }
    let near = NearestName.nearest(to: name, among: offered)
    let wayOut =
      near.map { "did you mean \($0)?" }
      ?? (actual == nil
        ? "with --snapshot or a token the workspace is asked" : "accord review lists the roles that are held")
    throw NotClear("unknown role \(name); \(wayOut)", candidates: near.map { [$0] } ?? [])
  }

  private var namedRoles: [String] {
    (desired.people.flatMap(\.grants) + desired.groups.flatMap(\.grants) + desired.bundles.flatMap(\.roles))
      .compactMap { if case .name(let name) = $0.role { name } else { nil } }
  }

  /// Whether two texts mean one role on one scope: by their words, or in the workspace.
  func isSame(_ grant: WrittenGrant, _ other: WrittenGrant) -> Bool {
    guard grant != other else { return true }
    guard let lookup, isSame(grant.role, other.role, lookup) else { return false }
    switch (grant.scope, other.scope) {
    case (.resource(let kind, let name), .resource(let other, let text)) where kind == other:
      return name == text || lookup.resource(kind, name).map { $0 == lookup.resource(kind, text) } ?? false
    case (_, _): return grant.scope == other.scope
    }
  }

  private func isSame(_ role: RoleReference, _ other: RoleReference, _ lookup: NameLookup) -> Bool {
    role == other || lookup.role(role).map { $0 == lookup.role(other) } ?? false
  }

  func isSame(_ role: RoleReference, _ other: RoleReference) -> Bool {
    role == other || lookup.map { isSame(role, other, $0) } ?? false
  }
}

extension DesiredPerson {
  /// The direct roles that are written.
  var grants: [DesiredGrant] { if case .written(let grants, _) = roles { grants } else { [] } }
}

extension DesiredGroup {
  var grants: [DesiredGrant] { if case .written(let grants, _) = roles { grants } else { [] } }
  var memberships: [DesiredMembership] { if case .written(let members, _) = members { members } else { [] } }
}
