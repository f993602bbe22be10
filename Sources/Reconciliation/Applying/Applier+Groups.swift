import Access
import SegmentAPI

// Groups made and renamed. Segment does not promise that names are unique, so the groups are listed before, and after.
extension Applier {
  func createGroup(_ index: Int, _ group: GroupReference) {
    // Somebody may have made it since the plan; the list that follows one creation serves the next.
    guard let others = listedGroups ?? listGroups() else {
      return notSent([index], "the groups could not be listed again")
    }
    if let other = others.first(where: { $0.name == group.name }) {
      return settle(index, .moved("group '\(group.name)' (\(other.id)) was created meanwhile"))
    }
    let answer = send("POST /groups", [index]) { () throws(UnsendableWrite) in try writer.createGroup(named: group.name)
    }
    guard let answer else { return }
    switch answer {
    case .done(let created): settleNamed(index, group, created.id)
    case .rejected(let error): settle(index, .failed("\(error)"))
    case .unknown(let error): lookUpCreated(index, group, besides: Set(others.map(\.id)), "\(error)")
    case .waited:
      listedGroups = nil
      let known = Set(others.map(\.id))
      // A second group of the name would be worse than a wait: what is said not to have happened is looked for as well.
      guard look(patiently: true, pauses: [1, 2], { isListed(group.name, besides: known) }) else {
        return createGroup(index, group)
      }
      lookUpCreated(index, group, besides: known, "Segment answered that it was not done")
    }
  }

  /// The answer was lost: the group is there, or it is not, and it is never created twice. Whatever has somebody in it or
  /// a role is not ours, or not ours alone, and is given nothing.
  private func lookUpCreated(_ index: Int, _ group: GroupReference, besides known: Set<String>, _ why: String) {
    var found: [SegmentGroup] = []
    _ = look(patiently: true) {
      found = listGroups()?.filter { $0.name == group.name && !known.contains($0.id) } ?? []
      return !found.isEmpty
    }
    guard let only = found.first else { return settle(index, .unknown(why)) }
    guard found.count == 1 else { return settle(index, .failed(namesakes(group.name, found).words)) }
    guard let look = namesakes(group.name, found).groups.first, look.isEmpty else {
      let whose =
        "group '\(group.name)' (\(only.id)) is there, but it is not as a new group is, so it was given nothing"
      return settle(index, .unknown("\(whose); look whose it is: \(why)"))
    }
    settleNamed(index, group, only.id)
  }

  /// A group has its name once it is listed under it, and nobody else's is.
  private func settleNamed(_ index: Int, _ group: GroupReference, _ id: String) {
    var listed: [SegmentGroup]?
    _ = look(patiently: true) {
      listed = listGroups()
      return listed?.contains { $0.name == group.name && $0.id == id } ?? false
    }
    guard let listed else {
      let unseen = "but the groups could not be listed to see whether it is the only one of its name"
      return settle(index, .unknown("Segment answered that it was done (\(id)), \(unseen)"))
    }
    let own = listed.filter { $0.id == id }
    let others = listed.filter { $0.name == group.name && $0.id != id }
    guard others.isEmpty else {
      let all = own.isEmpty ? [SegmentGroup(id: id, name: group.name, memberCount: 0)] : own
      return settle(index, .failed(namesakes(group.name, all + others).words))
    }
    switch own.first?.name {
    case group.name:
      if group.id == nil { state.created(group.name, GroupID(id)) }
      settle(index, .done)
    case let name? where name != plan.changes[index].action.formerName:
      settle(index, .failed("it is called '\(name)' now (\(id))"))
    case _?, nil: settle(index, .unknown("Segment answered that it was done (\(id)), but does not show it"))
    }
  }

  private func isListed(_ name: String, besides known: Set<String>) -> Bool {
    listGroups()?.contains { $0.name == name && !known.contains($0.id) } ?? false
  }

  /// Every group; nil when they cannot be listed.
  func listGroups() -> [SegmentGroup]? {
    listedGroups = (try? reader.read(ListRead<SegmentGroup>.groups()).get())?.items
    return listedGroups
  }

  func renameGroup(_ index: Int, _ group: GroupReference) {
    guard let id = id(of: .group(group), for: [index]), isFree(index, group, id) else { return }
    let answer = send("PATCH group \(group.name)", [index]) { () throws(UnsendableWrite) in
      try writer.renameGroup(id, to: group.name, from: plan.changes[index].action.formerName)
    }
    guard let answer else { return }
    switch answer {
    case .done: settleNamed(index, group, id)
    case .rejected(let error): settle(index, .failed("\(error)"))
    case .unknown(let error):
      guard listGroups()?.contains(where: { $0.id == id && $0.name == group.name }) == true else {
        return settle(index, .unknown("\(error)"))
      }
      settleNamed(index, group, id)
    case .waited:
      listedGroups = nil
      renameGroup(index, group)
    }
  }

  /// Whether a group is called what it was, and nobody else's what it is to be; settles the change where not.
  private func isFree(_ index: Int, _ group: GroupReference, _ id: String) -> Bool {
    guard let listed = listedGroups ?? listGroups() else {
      notSent([index], "the groups could not be listed again")
      return false
    }
    guard let name = listed.first(where: { $0.id == id })?.name else {
      settle(index, .moved("the group is not there any more"))
      return false
    }
    if name == group.name {
      settleNamed(index, group, id)
    } else if name != plan.changes[index].action.formerName {
      settle(index, .moved("the group is called '\(name)' now"))
    } else if let other = listed.first(where: { $0.name == group.name }) {
      settle(index, .moved("another group (\(other.id)) is called '\(group.name)' by now"))
    } else {
      return true
    }
    return false
  }
}
