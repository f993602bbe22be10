package import Access

/// Somebody a review or an explanation is about.
package struct AccessPerson: Hashable, Sendable {
  package enum Presence: String, Hashable, Sendable, CaseIterable {
    case member
    case invited
    case absent
    /// Not among those who were read, and not everybody was.
    case unread = "not read"
    /// The policy alone was read.
    case notAsked = "not asked"
  }

  /// As Segment has it, else as the policy.
  package var email: Email
  /// Segment's own name, else the policy's; may be empty.
  package var name: String
  package var presence: Presence
  package var id: UserID?
  /// What the policy says of the account; nil without a policy.
  package var link: PolicyLink?
  package var manager: Email?
  /// Why the manager cannot answer for this person.
  package var managerTrouble: String?
  /// Other addresses that the policy knows them by.
  package var otherAddresses: [Email]

  init(_ email: Email, name: String, _ presence: Presence, id: UserID?) {
    self.email = email
    self.name = name
    self.presence = presence
    self.id = id
    link = nil
    manager = nil
    managerTrouble = nil
    otherAddresses = []
  }

  package var until: Expiry? { link?.entries.first?.until }
}
