import Access
import Planning
import SegmentAPI

// Whom a grant to a group reaches, and what a group gives those who join it: both are looked at right before.
extension Applier {
  /// Whether a subject is what is known of it, so that something may be added; settles the changes where not.
  func isAsKnown(_ look: SubjectLook, _ indices: [Int]) -> Bool {
    switch judge(look, isWhole: false) {
    case .same: return true
    case .gone: settle(indices, .moved("is not in the workspace any more"))
    case .moved(let how): settle(indices, .moved(how))
    case .unreadable(let why): notSent(indices, "could not be read again", why)
    }
    return false
  }

  /// Of the grants among these, which reach nobody whom neither state gives them; the others it settles, and they take
  /// along what shares their request.
  func reachingNobodyElse(_ indices: [Int], _ roster: PresenceLook?) -> [Int] {
    guard let roster else { return indices }
    guard let here = roster.presence else {
      notSent(indices, "the group's members could not be read again")
      return []
    }
    let strangers = strangeAccounts(here)
    return indices.filter { index in
      let change = plan.changes[index]
      guard change.kind == .grant, let grant = change.action.grant else { return true }
      let reached = strangers + here.everybody.filter { rules.exceeds(grant, for: $0) }.map(\.written)
      guard !reached.isEmpty else { return true }
      settle(index, .moved("would reach \(Set(reached).sorted().joined(separator: ", ")), who joined meanwhile"))
      return false
    }
  }

  /// The members of a group whom a grant must not reach unseen; nil for a person, and where nothing is granted.
  func roster(of subject: Subject, _ id: String, _ indices: [Int]) -> PresenceLook? {
    guard case .group(let group) = subject, indices.contains(where: { plan.changes[$0].kind == .grant }) else {
      return nil
    }
    return PresenceLook(ofGroup: id, group.name)
  }

  /// Accounts that have somebody else's address by now.
  func strangeAccounts(_ here: Presence) -> [String] {
    here.addresses.compactMap { id, email in
      idsBefore[email].map { $0.contains(id) } ?? true ? nil : "\(email) (another account, \(id))"
    }.sorted()
  }
}
