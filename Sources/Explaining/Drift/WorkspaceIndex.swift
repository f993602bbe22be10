import Access
import Planning

/// The workspace by address and by name, so that a thousand findings do not each look through everybody.
struct WorkspaceIndex {
  let people: [Email: [ActualPerson]]
  let groupsByID: [GroupID: ActualGroup]
  /// The declared groups by what tells them apart.
  let declaredGroups: [GroupIdentity: GroupMatch]
  private let memberships: [Email: [String]]

  init(_ input: PlanningInput) {
    people = Dictionary(grouping: input.actual.people, by: \.email)
    groupsByID = Dictionary(input.actual.groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    declaredGroups = Dictionary(
      input.groups.declared.map { ($0.reference.key, $0) }, uniquingKeysWith: { first, _ in first })
    var memberships: [Email: [String]] = [:]
    for group in input.actual.groups {
      for email in Set(group.members + group.invites) { memberships[email, default: []].append(group.name) }
    }
    self.memberships = memberships
  }

  /// Names of the groups that an address is in, sorted.
  func groups(of email: Email) -> [String] { (memberships[email] ?? []).sorted() }
}
