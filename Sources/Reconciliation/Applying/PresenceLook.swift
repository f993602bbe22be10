import Access
import SegmentAPI

/// Who is in the workspace or in a group, on the way to be read: accounts, and those whose invite is pending.
struct PresenceLook {
  private let members: ListRead<SegmentUser>
  private let invites: ListRead<String>
  /// The invites, to be read once more.
  let invitesAgain: ListRead<String>

  /// The whole workspace.
  init() { (members, invites, invitesAgain) = (.users(), .invites(), .invites()) }

  init(ofGroup id: String, _ name: String) {
    members = .members(ofGroup: id, named: name)
    (invites, invitesAgain) = (.invites(ofGroup: id, named: name), .invites(ofGroup: id, named: name))
  }

  var reads: [any PendingRead] { [members, invites] }

  /// Nil where either list could not be read whole.
  var presence: Presence? {
    guard let here = try? members.outcome.get(), let pending = try? invites.outcome.get() else { return nil }
    return Presence(here, pending)
  }
}

/// Accounts by id and by address, and addresses with a pending invite, as Segment writes them.
struct Presence {
  private(set) var addresses: [String: Email] = [:]
  private(set) var ids: [Email: [String]] = [:]
  fileprivate(set) var pending: Set<Email>
  /// Whether somebody may have been left out because the list shifted between two pages.
  let mayLackSomebody: Bool
  /// The same of invites, of which none can be asked for by itself.
  let mayLackInvites: Bool

  fileprivate init(_ members: Listing<SegmentUser>, _ invites: Listing<String>) {
    for user in members.items {
      let email = Email(user.email)
      addresses[user.id] = email
      ids[email, default: []].append(user.id)
    }
    pending = Set(invites.items.map { Email($0) })
    mayLackSomebody = !members.isOnePage
    mayLackInvites = !invites.isOnePage
  }

  var isEmpty: Bool { addresses.isEmpty && pending.isEmpty }

  /// As Segment writes them.
  var everybody: [Email] { Array(ids.keys) + pending }

  func knows(_ email: Email) -> Bool { ids[email] != nil || pending.contains(email) }

  /// An account with that address other than these.
  func account(of email: Email, otherThan known: [String]) -> String? {
    ids[email]?.first { !known.contains($0) }
  }
}

extension Applier {
  /// Who is in the workspace now; nil where it cannot be seen.
  func peopleNow() -> Presence? { read(PresenceLook()) }

  /// Who is in a group now; nil where it cannot be seen.
  func members(of id: String, _ name: String) -> Presence? { read(PresenceLook(ofGroup: id, name)) }

  /// Whoever is pending by one of two readings is, where one of them may have left somebody out.
  private func read(_ look: PresenceLook) -> Presence? {
    reader.run(look.reads)
    guard var here = look.presence, here.mayLackInvites else { return look.presence }
    guard let again = try? reader.read(look.invitesAgain).get() else { return nil }
    here.pending.formUnion(again.items.map { Email($0) })
    return here
  }
}
