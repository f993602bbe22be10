import Access
import SegmentAPI

// Accounts taken away.
extension Applier {
  func deprovision(_ indices: [Int]) {
    var write = ListWrite(
      request: "DELETE /users",
      send: { [self] indices throws(UnsendableWrite) in
        try writer.deleteUsers(indices.map { id($0) }, named: indices.map { address($0).written }).bare
      },
      verdicts: { [self] in departed($0) })
    write.check = { [self] in accounts($0) }
    carryOut(write, indices)
  }

  /// Who has left: the account is gone, and nobody is here or invited under its address. Single sign-on brings people
  /// back under another id, and what they hold then nobody planned.
  private func departed(_ indices: [Int]) -> [Int: ListWrite.Verdict]? {
    guard let here = peopleNow() else { return nil }
    let gone = absent(indices, from: here)
    let returned = returned(gone.sorted(), here)
    return verdicts(indices) { index in
      guard gone.contains(index) else { return .open }
      if let words = returned[index] { return .failed(words) }
      guard here.pending.contains(address(index)) else { return .done }
      return .failed("the account is gone, but an invite to \(address(index)) is pending: cancel it")
    }
  }

  /// Whose account is gone. Whoever a list of several pages does not show is asked for.
  private func absent(_ indices: [Int], from here: Presence) -> Set<Int> {
    let unlisted = indices.filter { here.addresses[id($0)] == nil }
    guard here.mayLackSomebody else { return Set(unlisted) }
    let looks = unlisted.map(look)
    reader.run(looks.map(\.read))
    return Set(zip(unlisted, looks).filter { judge($0.1) == .gone }.map(\.0))
  }

  /// Of these, who is back under another id, and as what.
  private func returned(_ indices: [Int], _ here: Presence) -> [Int: String] {
    let back = indices.compactMap { index -> (index: Int, id: String)? in
      let email = address(index)
      return here.account(of: email, otherThan: idsBefore[email] ?? []).map { (index, $0) }
    }
    let accounts = back.map { ItemRead<SegmentUser>.user($0.id) }
    let groups = back.map { ListRead<SegmentGroupOfUser>.groups(ofUser: $0.id) }
    reader.run(accounts + groups)
    let held = zip(accounts, groups).map { holding($0.0.item, $0.1.items) }
    return Dictionary(uniqueKeysWithValues: zip(back, held).map { ($0.index, "came back as \($0.id)\($1)") })
  }

  /// What an account that nobody planned for holds: ownership first.
  private func holding(_ user: SegmentUser?, _ groups: [SegmentGroupOfUser]) -> String {
    guard let permissions = user?.permissions else { return ", and what it holds could not be read" }
    let own = PermissionReading(permissions, workspace: before.workspace.id)
    let through = groups.flatMap { state.confirmed.groups[.existing(GroupID($0.id))]?.grants ?? [] }
    let ownership = before.roles.filter { $0.name == Role.ownerName }.map { Grant($0.id) }
    let owns = ownership.contains { own.grants.contains($0) || through.contains($0) }
    let others = own.sorted.filter { !ownership.contains($0) }.map(names.grant) + own.notUnderstood
    let parts = (owns ? [Role.ownerName] : []) + others + groups.map { "group \($0.name)" }
    return parts.isEmpty ? "" : ", with \(parts.joined(separator: ", "))"
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
    case .gone: settleGone(index)
    case .moved(let how): settle(index, .moved(how))
    case .unreadable(let why): notSent([index], "could not be read again", why)
    }
    return false
  }

  /// A "not found" is believed only when the list agrees.
  private func settleGone(_ index: Int) {
    switch departed([index])?[index] {
    case .done: settle(index, .done)
    case .failed(let why): settle(index, .failed(why))
    case .open: settle(index, .failed("Segment shows it in the list, but not by itself"))
    case nil: settle(index, .failed("Segment says that it is gone, but the people could not be listed"))
    }
  }

  /// An empty id is never sent.
  private func id(_ index: Int) -> String {
    guard case .deprovision(let person) = plan.changes[index].action, let id = person.id else { return "" }
    return id.text
  }
}
