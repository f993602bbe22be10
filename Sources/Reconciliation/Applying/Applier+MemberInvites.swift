import Access
import SegmentAPI

/// The groups that members are in before the invites that they have besides are cancelled.
final class GroupsOfMembers {
  var before: [Int: [SegmentGroupOfUser]] = [:]
}

// Invites of people who are members. Groups list people by address, and no document says that only the invite goes with
// an invite: whoever is no longer in a group afterwards is put back, unless the plan takes them out of it.
extension Applier {
  /// Whether an invite is that of somebody who is to stay a member.
  func isOfMember(_ index: Int) -> Bool { plan.changes[index].cause == .cancelInvite }

  func groupsOfMembers(_ indices: [Int], _ groups: GroupsOfMembers) -> ListWrite.Check {
    let lists = indices.filter(isOfMember).map {
      (index: $0, list: idOfMember($0).map { ListRead<SegmentGroupOfUser>.groups(ofUser: $0) })
    }
    return ListWrite.Check(reads: lists.compactMap(\.list)) { [self] indices in
      var ready = indices
      for (index, list) in lists {
        if let found = list.flatMap({ try? $0.outcome.get().items }) {
          // What they were in before the first request, however often it is sent.
          groups.before[index] = groups.before[index] ?? found
        } else {
          notSent([index], "the groups of \(address(index)) could not be read")
          ready.removeAll { $0 == index }
        }
      }
      return ready
    }
  }

  /// What became of somebody whose invite is gone: a member, in every group that they were in.
  func kept(_ index: Int, _ groups: GroupsOfMembers) -> ListWrite.Verdict {
    guard let lost = groupsLost(index, groups) else {
      return .failed("the invite is cancelled, but the groups of \(address(index)) could not be read again")
    }
    if lost.isEmpty { return .done }
    let person = PersonReference(address(index), id: idOfMember(index).map { UserID($0) })
    for group in lost {
      _ = send("POST members of group \(group.name)", [index]) { () throws(UnsendableWrite) in
        try writer.addMembers([spelling(of: address(index))], toGroup: group.id, named: group.name).bare
      }
    }
    guard let left = groupsLost(index, groups), left.isEmpty else {
      let names = lost.map { "'\($0.name)'" }.joined(separator: ", ")
      return .failed(
        "the invite is cancelled, and with it \(address(index)) was taken out of \(names) and could not be put back; run `accord plan`"
      )
    }
    putBack += lost.map { .membership(person, GroupReference($0.name, id: GroupID($0.id))) }
    return .done
  }

  /// Whether a change of the plan takes somebody out of a group, with the account or the group too.
  private func isTaken(_ person: Email, from group: String) -> Bool {
    plan.changes.contains { change in
      guard change.kind.effect == .removed else { return false }
      return switch change.action.item {
      case .account(let leaver): leaver.email == person
      case .membership(let leaver, let left): leaver.email == person && left.id?.text == group
      case .group(let deleted): deleted.id?.text == group
      case .invite, .grant, .roles: false
      }
    }
  }

  /// Nil where it cannot be seen.
  private func groupsLost(_ index: Int, _ groups: GroupsOfMembers) -> [SegmentGroupOfUser]? {
    guard let id = idOfMember(index) else { return nil }
    let list = ListRead<SegmentGroupOfUser>.groups(ofUser: id)
    reader.run([list])
    guard let now = try? list.outcome.get().items else { return nil }
    let ids = Set(now.map(\.id))
    return (groups.before[index] ?? []).filter { !ids.contains($0.id) && !isTaken(address(index), from: $0.id) }
  }

  private func idOfMember(_ index: Int) -> String? { idsBefore[address(index)]?.first }
}
