import Access
import Planning
import SegmentAPI

// Invites, cancellations, deprovisions.
extension Applier {
  func invite(_ indices: [Int]) {
    var write = ListWrite(
      request: "POST /invites",
      send: { [self] indices throws(UnsendableWrite) in try writer.createInvites(indices.map(inviteInput)).bare },
      visible: { [self] indices in
        pendingOrMembers().map { known in Set(indices.filter { known.contains(address($0)) }) }
      },
      isPatient: true)
    write.check = { [self] _ in strangers() }
    carryOut(write, indices)
  }

  /// Nobody is invited who was invited or came in otherwise since the plan was made: a list without a total, read while
  /// somebody was removed, may lack a person, and Segment promises nowhere that it refuses a second invite.
  private func strangers() -> ListWrite.Check {
    let (invites, users) = (ListRead<String>.invites(), ListRead<SegmentUser>.users())
    return ListWrite.Check(reads: [invites, users]) { [self] indices in
      guard let pending = invites.outcome.emails, let members = users.outcome.addresses else {
        settle(indices, .failed("the people and invites could not be listed again, so nothing was sent"))
        return []
      }
      return indices.filter { index in
        let email = address(index)
        if members.contains(email) {
          settle(index, .moved("is a member by now"))
        } else if pending.contains(email), !isCancelledHere(email) {
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
    var write = ListWrite(
      request: "DELETE /invites",
      send: { [self] indices throws(UnsendableWrite) in
        try writer.deleteInvites(indices.map { address($0).written }).bare
      },
      visible: { [self] indices in
        reader.read(ListRead<String>.invites()).emails.map { pending in
          Set(indices.filter { !pending.contains(address($0)) })
        }
      })
    write.complaints = { [self] in accepted($0) }
    carryOut(write, indices)
  }

  /// After a cancellation the people are read: whoever accepted in the meantime is a member now, and that is no success.
  private func accepted(_ indices: [Int]) -> [Int: Outcome] {
    let known = Set(before.people.map(\.email))
    let watched = indices.filter { !known.contains(address($0)) }
    guard !watched.isEmpty else { return [:] }
    guard let members = reader.read(ListRead<SegmentUser>.users()).addresses else {
      let unseen = "cancelled, but the people could not be read to see whether it was accepted meanwhile"
      return Dictionary(uniqueKeysWithValues: watched.map { ($0, .unknown(unseen)) })
    }
    return Dictionary(
      uniqueKeysWithValues: watched.filter { members.contains(address($0)) }.map {
        ($0, .failed("accepted meanwhile: \(address($0)) is a member now; run `accord plan` to see what that gives"))
      })
  }

  func deprovision(_ indices: [Int]) {
    var write = ListWrite(
      request: "DELETE /users",
      send: { [self] indices throws(UnsendableWrite) in try writer.deleteUsers(indices.map { id($0) }).bare },
      visible: { [self] in left($0) })
    write.check = { [self] in accounts($0) }
    carryOut(write, indices)
  }

  /// Who has left. A list that shifts between two of its pages leaves somebody out: whoever it does not show is asked for.
  private func left(_ indices: [Int]) -> Set<Int>? {
    guard let known = reader.read(ListRead<SegmentUser>.users()).ids else { return nil }
    let absent = indices.filter { !known.contains(id($0)) }
    let looks = absent.map(look)
    reader.run(looks.map(\.read))
    return Set(zip(absent, looks).filter { judge($0.1) == .gone }.map(\.0))
  }

  private func look(at index: Int) -> SubjectLook {
    SubjectLook(.person(PersonReference(address(index), id: UserID(id(index)))), id(index))
  }

  /// Everybody who is about to lose their account is read again; those who are not what the plan read stay.
  private func accounts(_ indices: [Int]) -> ListWrite.Check {
    let looks = indices.map(look)
    let byIndex = Dictionary(zip(indices, looks)) { first, _ in first }
    return ListWrite.Check(reads: looks.map(\.read)) { [self] confirmed in
      confirmed.filter { index in byIndex[index].map { isUnmoved(index, $0) } ?? false }
    }
  }

  private func isUnmoved(_ index: Int, _ look: SubjectLook) -> Bool {
    switch judge(look) {
    case .same: return true
    case .gone:
      // A "not found" is believed only when the list agrees.
      let isListed = reader.read(ListRead<SegmentUser>.users()).ids?.contains(id(index)) ?? true
      settle(index, isListed ? .failed("Segment shows it in the list, but not by itself") : .done)
    case .moved(let how): settle(index, .moved(how))
    case .unreadable(let why): settle(index, .failed("could not be read again, so nothing was sent: \(why)"))
    }
    return false
  }

  func address(_ index: Int) -> Email { plan.changes[index].action.person ?? Email("") }

  /// An empty id is never sent.
  private func id(_ index: Int) -> String {
    guard case .deprovision(let person) = plan.changes[index].action, let id = person.id else { return "" }
    return id.text
  }

  /// Every address that has an account or a pending invite; nil when either list cannot be read.
  func pendingOrMembers() -> Set<Email>? {
    let (invites, users) = (ListRead<String>.invites(), ListRead<SegmentUser>.users())
    reader.run([invites, users])
    guard let pending = invites.outcome.emails, let members = users.outcome.addresses else { return nil }
    return pending.union(members)
  }
}

extension Result where Success == Listing<String> {
  var emails: Set<Email>? { (try? get()).map { Set($0.items.map { Email($0) }) } }
}

extension Result where Success == Listing<SegmentUser> {
  var addresses: Set<Email>? { (try? get()).map { Set($0.items.map { Email($0.email) }) } }
  var ids: Set<String>? { (try? get()).map { Set($0.items.map(\.id)) } }
}
