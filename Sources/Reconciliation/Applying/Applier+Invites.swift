import Access
import SegmentAPI

// Invites and their cancellation.
extension Applier {
  func invite(_ indices: [Int]) {
    var write = ListWrite(
      request: "POST /invites",
      send: { [self] indices throws(UnsendableWrite) in try writer.createInvites(indices.map(inviteInput)).bare },
      verdicts: { [self] in invited($0) }, isPatient: true)
    write.check = { [self] _ in strangers() }
    carryOut(write, indices)
  }

  /// Whoever accepted at once is a member by now.
  private func invited(_ indices: [Int]) -> [Int: ListWrite.Verdict]? {
    guard let here = peopleNow() else { return nil }
    return verdicts(indices) { here.knows(address($0)) ? .done : .open }
  }

  /// Nobody is invited who was invited or came in otherwise since the plan was made: a list without a total, read while
  /// somebody was removed, may lack a person, and Segment promises nowhere that it refuses a second invite.
  private func strangers() -> ListWrite.Check {
    let look = PresenceLook()
    return ListWrite.Check(reads: look.reads) { [self] indices in
      guard let here = look.presence else {
        notSent(indices, "the people and invites could not be listed again")
        return []
      }
      return indices.filter { index in
        let email = address(index)
        if here.ids[email] != nil {
          settle(index, .moved("is a member by now"))
        } else if here.pending.contains(email), !isCancelledHere(email) {
          settle(index, .moved("was invited meanwhile"))
        } else {
          return true
        }
        return false
      }
    }
  }

  /// Whether this plan cancels an invite to the same address, which a list may be late to show.
  private func isCancelledHere(_ email: Email) -> Bool {
    plan.changes.contains { $0.kind == .cancelInvite && $0.action.person == email }
  }

  private func inviteInput(_ index: Int) -> InviteInput {
    guard case .invite(let email, let grants) = plan.changes[index].action else {
      return InviteInput(email: "", permissions: [])
    }
    return InviteInput(
      email: email.written, permissions: [PermissionInput](Set(grants), workspace: before.workspace.id))
  }

  func cancelInvites(_ indices: [Int]) {
    let groups = GroupsOfMembers()
    var write = ListWrite(
      request: "DELETE /invites",
      send: { [self] indices throws(UnsendableWrite) in
        try writer.deleteInvites(indices.map { spelling(of: address($0)) }).bare
      },
      verdicts: { [self] in cancelled($0, groups) })
    write.check = { [self] in groupsOfMembers($0, groups) }
    carryOut(write, indices)
  }

  /// Whoever accepted in the meantime is a member now, and that is no success.
  private func cancelled(_ indices: [Int], _ groups: GroupsOfMembers) -> [Int: ListWrite.Verdict]? {
    guard let here = peopleNow() else { return nil }
    return verdicts(indices) { index in
      let email = address(index)
      if here.pending.contains(email) { return .open }
      if isOfMember(index) { return kept(index, groups) }
      guard here.account(of: email, otherThan: idsBefore[email] ?? []) != nil else { return .done }
      return .failed("accepted meanwhile: \(email) is a member now; run `accord plan` to see what that gives")
    }
  }

  func verdicts(_ indices: [Int], _ verdict: (Int) -> ListWrite.Verdict) -> [Int: ListWrite.Verdict] {
    Dictionary(uniqueKeysWithValues: indices.map { ($0, verdict($0)) })
  }

  func address(_ index: Int) -> Email { plan.changes[index].action.person ?? Email("") }
}
