import Access
import Planning
import SegmentAPI

// Who is in groups. Requests name people by address, and an address may be somebody else's by now: who is meant is told
// by id, before a request and after it.
extension Applier {
  func join(_ indices: [Int], _ group: GroupReference) {
    guard let id = id(of: .group(group), for: indices) else { return }
    var write = ListWrite(
      request: "POST members of group \(group.name)",
      send: { [self] indices throws(UnsendableWrite) in
        try writer.addMembers(indices.map { spelling(of: address($0)) }, toGroup: id, named: group.name).bare
      },
      verdicts: { [self] in joined($0, id, group) })
    write.check = { [self] _ in whoJoins(id, group) }
    carryOut(write, indices)
  }

  /// Segment may invite whoever it does not know, so all who are to join are looked for; and what they would get by it
  /// is what the group holds now.
  private func whoJoins(_ id: String, _ group: GroupReference) -> ListWrite.Check {
    let (look, people) = (SubjectLook(.group(group), id), PresenceLook())
    return ListWrite.Check(reads: [look.read] + people.reads) { [self] indices in
      guard isAsKnown(look, indices) else { return [] }
      guard let here = people.presence else {
        notSent(indices, "who is here could not be read again")
        return []
      }
      noteSpellings(here, indices)
      return indices.filter { index in
        guard let why = absence(of: index, here) ?? excess(of: index, look) else { return true }
        settle(index, .moved(why))
        return false
      }
    }
  }

  /// Why somebody cannot be reached by their address; nil where they can.
  private func absence(of index: Int, _ here: Presence) -> String? {
    let email = address(index)
    guard let id = account(index) else {
      return here.knows(email) ? nil : "is neither a member nor invited any more"
    }
    guard let now = here.addresses[id] else {
      return here.ids[email]?.first.map { "is another account now (\($0))" } ?? "is not in the workspace any more"
    }
    return now == email ? nil : "the account's address is \(now) now"
  }

  /// What somebody would get by joining and is not to have; nil for nothing. A group that shows what this run took from it
  /// is no news by itself, for a read may lag behind a write; but somebody may as well have given it back.
  private func excess(of index: Int, _ look: SubjectLook) -> String? {
    let shown = PermissionReading(look.permissions ?? [], workspace: before.workspace.id).grants
    return shown.sorted().first { rules.exceeds($0, for: address(index)) }
      .map { "would get \(names.grant($0)), which the group holds again" }
  }

  private func joined(_ indices: [Int], _ id: String, _ group: GroupReference) -> [Int: ListWrite.Verdict]? {
    guard let here = members(of: id, group.name) else { return nil }
    return verdicts(indices) { index in
      let email = address(index)
      guard let account = account(index) else { return here.knows(email) ? .done : .open }
      if here.addresses[account] != nil { return .done }
      if let other = here.account(of: email, otherThan: [account]) {
        return .failed("\(email) is another account now (\(other)), and that one is in the group")
      }
      guard here.pending.contains(email) else { return .open }
      return .failed("\(email) was removed meanwhile, and is invited again: cancel the invite")
    }
  }

  func leave(_ indices: [Int], _ group: GroupReference) {
    guard let id = id(of: .group(group), for: indices) else { return }
    var write = ListWrite(
      request: "DELETE members of group \(group.name)",
      send: { [self] indices throws(UnsendableWrite) in
        try writer.removeMembers(indices.map { spelling(of: address($0)) }, fromGroup: id, named: group.name).bare
      },
      verdicts: { [self] in left($0, id, group) })
    write.check = { [self] _ in whoLeaves(id, group) }
    carryOut(write, indices)
  }

  private func whoLeaves(_ id: String, _ group: GroupReference) -> ListWrite.Check {
    let look = PresenceLook(ofGroup: id, group.name)
    return ListWrite.Check(reads: look.reads) { [self] indices in
      guard let here = look.presence else {
        notSent(indices, "the group's members could not be read again")
        return []
      }
      noteSpellings(here, indices)
      let gone = absent(indices, from: here, id, isUnsent: true)
      return indices.filter { index in
        switch stay(of: index, here, gone) {
        case .done: settle(index, .done)
        case .failed(let why): settle(index, .moved(why))
        case .open: return true
        }
        return false
      }
    }
  }

  private func left(_ indices: [Int], _ id: String, _ group: GroupReference) -> [Int: ListWrite.Verdict]? {
    guard let here = members(of: id, group.name) else { return nil }
    let gone = absent(indices, from: here, id)
    return verdicts(indices) { stay(of: $0, here, gone) }
  }

  /// Whether somebody is out of a group: neither the account that was meant is in it, nor anybody with its address.
  private func stay(of index: Int, _ here: Presence, _ gone: Set<Int>) -> ListWrite.Verdict {
    let (email, account) = (address(index), account(index))
    if let account, let now = here.addresses[account] {
      return now == email ? .open : .failed("the account's address is \(now) now, and it is in the group")
    }
    if let other = here.account(of: email, otherThan: []) {
      return account == nil
        ? .failed("accepted the invite meanwhile, and is a member of the group (\(other))")
        : .failed("\(email) is another account now (\(other)), and that one is in the group")
    }
    return here.pending.contains(email) || !gone.contains(index) ? .open : .done
  }

  /// Who is not in a group. Whoever a list of several pages does not show is asked for, by id.
  ///
  /// - Parameter isUnsent: whether nothing was sent yet: then a list that lacks somebody is no evidence that they left, and
  ///   one of several pages that lacks an invite is none either.
  private func absent(_ indices: [Int], from here: Presence, _ id: String, isUnsent: Bool = false) -> Set<Int> {
    let unlisted = indices.filter { index in
      account(index).map { here.addresses[$0] == nil } ?? !(isUnsent && here.mayLackInvites)
    }
    guard here.mayLackSomebody || isUnsent else { return Set(unlisted) }
    let asked = unlisted.compactMap { index in
      account(index).map { (index, ListRead<SegmentGroupOfUser>.groups(ofUser: $0)) }
    }
    reader.run(asked.map(\.1))
    let present = asked.filter { _, list in
      list.failure.map { !$0.isNotFound } ?? list.items.contains { $0.id == id }
    }
    return Set(unlisted).subtracting(present.map(\.0))
  }

  private func noteSpellings(_ here: Presence, _ indices: [Int]) {
    let named = Set(indices.map(address))
    noteSpellings(here.everybody.filter(named.contains))
  }

  /// The account that a change means; nil for whoever had none when the plan was made.
  private func account(_ index: Int) -> String? {
    guard case .membership(let person, _) = plan.changes[index].action.item else { return nil }
    return person.id?.text ?? idsBefore[person.email]?.first
  }
}
