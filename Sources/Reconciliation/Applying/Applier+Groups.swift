import Access
import SegmentAPI

// Groups and who is in them.
extension Applier {
  func join(_ indices: [Int], _ group: GroupReference) {
    guard let id = id(of: .group(group), for: indices) else { return }
    let write = ListWrite(
      request: "POST members of group \(group.name)",
      send: { [self] indices throws(UnsendableWrite) in
        try writer.addMembers(indices.map { address($0).written }, toGroup: id, named: group.name).bare
      },
      visible: { [self] indices in
        members(of: id, group.name).map { here in Set(indices.filter { here.contains(address($0)) }) }
      })
    carryOut(write, indices)
  }

  func leave(_ indices: [Int], _ group: GroupReference) {
    guard let id = id(of: .group(group), for: indices) else { return }
    let write = ListWrite(
      request: "DELETE members of group \(group.name)",
      send: { [self] indices throws(UnsendableWrite) in
        try writer.removeMembers(indices.map { address($0).written }, fromGroup: id, named: group.name).bare
      },
      visible: { [self] indices in
        members(of: id, group.name).map { here in Set(indices.filter { !here.contains(address($0)) }) }
      })
    carryOut(write, indices)
  }

  /// Members and pending members; nil when either list cannot be read.
  private func members(of id: String, _ name: String) -> Set<Email>? {
    let roster = Roster(of: id, name)
    reader.run(roster.reads)
    return roster.everybody
  }

  /// Creates a group and looks that it is the only one of its name: Segment does not promise that names are unique.
  func createGroup(_ index: Int, _ group: GroupReference) {
    // Somebody may have made it since the plan; the list that follows one creation serves the next.
    let others = listedGroups ?? listGroups()
    guard let others else {
      return settle(index, .failed("the groups could not be listed again, so nothing was sent"))
    }
    if let other = others.first(where: { $0.name == group.name }) {
      return settle(index, .moved("group '\(group.name)' (\(other.id)) was created meanwhile"))
    }
    let answer = send("POST /groups", [index]) { () throws(UnsendableWrite) in try writer.createGroup(named: group.name)
    }
    guard let answer else { return }
    switch answer {
    case .done(let created):
      settleCreated(index, group, id: GroupID(created.id))
    case .rejected(let error): settle(index, .failed("\(error)"))
    case .unknown(let error): lookUpCreated(index, group, error)
    case .waited:
      listedGroups = nil
      createGroup(index, group)
    }
  }

  private func settleCreated(_ index: Int, _ group: GroupReference, id: GroupID) {
    guard let named = groups(named: group.name) else {
      return settle(
        index, .unknown("created (\(id.text)), but the groups could not be listed to see whether it is the only one"))
    }
    let others = named.filter { $0 != id }
    guard others.isEmpty else {
      let ids = ([id] + others).map(\.text).sorted().joined(separator: " and ")
      return settle(index, .failed("two groups are called '\(group.name)' now: \(ids); delete one by hand"))
    }
    state.created(group.name, id)
    settle(index, .done)
  }

  /// The answer was lost: the group is there, or it is not, and it is never created twice.
  private func lookUpCreated(_ index: Int, _ group: GroupReference, _ error: SegmentError) {
    var found: [GroupID] = []
    _ = look(patiently: true) {
      found = groups(named: group.name) ?? []
      return !found.isEmpty
    }
    guard let id = found.first else {
      return settle(index, .unknown("\(error)"))
    }
    settleCreated(index, group, id: id)
  }

  private func groups(named name: String) -> [GroupID]? {
    listGroups()?.filter { $0.name == name }.map { GroupID($0.id) }
  }

  /// Every group; nil when they cannot be listed.
  private func listGroups() -> [SegmentGroup]? {
    listedGroups = (try? reader.read(ListRead<SegmentGroup>.groups()).get())?.items
    return listedGroups
  }

  func renameGroup(_ index: Int, _ group: GroupReference) {
    guard let id = id(of: .group(group), for: [index]) else { return }
    let answer = send("PATCH group \(group.name)", [index]) { () throws(UnsendableWrite) in
      try writer.renameGroup(id, to: group.name, from: plan.changes[index].action.oldName)
    }
    guard let answer else { return }
    switch answer {
    case .done(let renamed):
      settle(index, renamed.name == group.name ? .done : .failed("Segment calls it '\(renamed.name)'"))
    case .rejected(let error): settle(index, .failed("\(error)"))
    case .unknown(let error):
      let read = ItemRead<SegmentGroup>.group(id, named: group.name)
      reader.run([read])
      settle(index, read.item?.name == group.name ? .done : .unknown("\(error)"))
    case .waited: renameGroup(index, group)
    }
  }

  /// Deletes a group that is still what the plan read: its name, its grants, and everybody in it.
  func deleteGroup(_ index: Int, _ group: GroupReference) {
    guard let id = id(of: .group(group), for: [index]) else { return }
    var (look, roster) = (SubjectLook(.group(group), id), Roster(of: id, group.name))
    _ = ownersConfirmed([index]) {
      (look, roster) = (SubjectLook(.group(group), id), Roster(of: id, group.name))
      return [look.read] + roster.reads
    }
    guard isOpen(index) else { return }
    switch judge(look) {
    case .same: break
    case .gone: return settleIfGone(index, id, "Segment shows it in the list, but not by itself")
    case .moved(let how): return settle(index, .moved(how))
    case .unreadable(let why):
      return settle(index, .failed("could not be read again, so nothing was sent: \(why)"))
    }
    guard let here = roster.everybody else {
      return settle(index, .failed("its members could not be read again, so nothing was sent"))
    }
    let planned = Holdings(before).groups[group.key]?.members ?? []
    let own = state.assured.groups[group.key]?.members ?? []
    guard here == planned || here == own else {
      let new = here.subtracting(planned).sorted().map(\.written)
      let how = new.isEmpty ? "other members have left" : "\(new.joined(separator: ", ")) joined"
      return settle(index, .moved("its members are not those of the plan: \(how)"))
    }
    sendDelete(index, group, id)
  }

  private func sendDelete(_ index: Int, _ group: GroupReference, _ id: String) {
    let answer = send("DELETE group \(group.name)", [index]) { () throws(UnsendableWrite) in
      try writer.deleteGroup(id, named: group.name)
    }
    guard let answer else { return }
    switch answer {
    case .done: settle(index, .done)
    case .rejected(.notFound(let context)): settleIfGone(index, id, "\(SegmentError.notFound(context))")
    case .rejected(let error): settle(index, .failed("\(error)"))
    case .unknown(let error):
      let isGone = groupIDs().map { !$0.contains(id) } ?? false
      settle(index, isGone ? .done : .unknown("\(error)"))
    case .waited: deleteGroup(index, group)
    }
  }

  /// A "not found" is believed only when the list agrees.
  private func settleIfGone(_ index: Int, _ id: String, _ why: String) {
    let isGone = groupIDs().map { !$0.contains(id) } ?? false
    settle(index, isGone ? .done : .failed(why))
  }

  /// The ids of all groups; nil when they cannot be listed.
  private func groupIDs() -> Set<String>? {
    listGroups().map { Set($0.map(\.id)) }
  }
}

extension Change.Action {
  /// What a group was called before a rename.
  fileprivate var oldName: String? {
    if case .renameGroup(_, let old) = self { old } else { nil }
  }
}
