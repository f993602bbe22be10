import Access
import SegmentAPI

/// Who is in a group, on the way to be read: members, and those whose invite is pending.
struct Roster {
  private let members: ListRead<SegmentUser>
  private let invites: ListRead<String>

  init(of id: String, _ name: String) {
    members = .members(ofGroup: id, named: name)
    invites = .invites(ofGroup: id, named: name)
  }

  var reads: [any PendingRead] { [members, invites] }

  /// Nil where either list could not be read whole.
  var everybody: Set<Email>? {
    guard let here = members.outcome.addresses, let pending = invites.outcome.emails else { return nil }
    return here.union(pending)
  }
}
