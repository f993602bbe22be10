package import Access

/// What could not be read whole, as far as it decides whether something is missing or was merely not seen.
package struct Unread {
  /// Whether somebody who is not among the people and invites that were read may have an account or an invite.
  package let accounts: Bool
  /// Whether a group that is not among those read may exist.
  let groups: Bool
  /// Members of groups who are not among the people that were read: they have an account all the same.
  package let strays: Set<Email>
  private let roster: Bool
  private let people: Set<UserID>
  private let partly: Set<GroupID>

  init(_ actual: ActualState) {
    let parts = Set(actual.incomplete.map(\.part))
    roster = parts.contains(.people)
    accounts = roster || parts.contains(.invites)
    groups = parts.contains(.groups)
    people = Set(actual.people.map(\.id).filter { parts.contains(.person($0)) })
    partly = Set(actual.groups.map(\.id).filter { parts.contains(.group($0)) })
    let known = Set(actual.people.map(\.email))
    strays = Set(actual.groups.flatMap(\.members)).subtracting(known)
  }

  /// Whether an account may hold more directly than was read; nil is one that was not among those read.
  package func roles(of account: UserID?) -> Bool { account.map(people.contains) ?? roster }

  /// Whether a group may have more members and roles than were read.
  package func contents(of key: GroupIdentity) -> Bool { key.id.map(partly.contains) ?? groups }
}
