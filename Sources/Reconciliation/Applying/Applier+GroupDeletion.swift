import Access
import SegmentAPI

// Groups deleted.
extension Applier {
  /// Deletes a group that is still what the plan read: its name, its grants, and everybody in it.
  func deleteGroup(_ index: Int, _ group: GroupReference) {
    guard let id = id(of: .group(group), for: [index]) else { return }
    var (look, roster) = (SubjectLook(.group(group), id), PresenceLook(ofGroup: id, group.name))
    _ = ownersConfirmed([index]) {
      (look, roster) = (SubjectLook(.group(group), id), PresenceLook(ofGroup: id, group.name))
      return [look.read] + roster.reads
    }
    guard isOpen(index) else { return }
    switch judge(look) {
    case .same: break
    case .gone: return settleIfGone(index, group, id, .failed("Segment shows it in the list, but not by itself"))
    case .moved(let how): return settle(index, .moved(how))
    case .unreadable(let why):
      return notSent([index], "could not be read again", why)
    }
    guard let here = roster.presence else {
      return notSent([index], "its members could not be read again")
    }
    guard let how = movement(of: group, here) else { return sendDelete(index, group, id) }
    settle(index, .moved("its members are not those of the plan: \(how)"))
  }

  /// How the members differ from the plan's, with or without this run's own writes; nil where they do not.
  private func movement(of group: GroupReference, _ here: Presence) -> String? {
    let now = Set(here.everybody)
    let planned = Holdings(before).groups[group.key]?.members ?? []
    let own = state.confirmed.groups[group.key]?.members ?? []
    let new = now.subtracting(planned.union(own)).map(\.written) + strangeAccounts(here)
    if !new.isEmpty { return "\(new.sorted().joined(separator: ", ")) joined" }
    return now == planned || now == own ? nil : "other members have left"
  }

  private func sendDelete(_ index: Int, _ group: GroupReference, _ id: String) {
    let answer = send("DELETE group \(group.name)", [index]) { () throws(UnsendableWrite) in
      try writer.deleteGroup(id, named: group.name)
    }
    guard let answer else { return }
    switch answer {
    case .done:
      let unseen = "Segment answered that it was done, but the list does not show it"
      settleIfGone(index, group, id, .unknown(unseen), patiently: true)
    case .rejected(.notFound(let context)):
      settleIfGone(index, group, id, .failed("\(SegmentError.notFound(context))"))
    case .rejected(let error): settle(index, .failed("\(error)"))
    case .unknown(let error): settleIfGone(index, group, id, .unknown("\(error)"))
    case .waited: deleteGroup(index, group)
    }
  }

  /// What was deleted is believed to be gone only when the list agrees, and nobody made it anew.
  private func settleIfGone(
    _ index: Int, _ group: GroupReference, _ id: String, _ otherwise: Outcome, patiently: Bool = false
  ) {
    var listed: Listing<SegmentGroup>?
    _ = look(patiently: patiently) {
      listed = try? reader.read(ListRead<SegmentGroup>.groups()).get()
      return listed?.items.contains { $0.id == id } == false
    }
    guard let listed, !listed.items.contains(where: { $0.id == id }), listed.isOnePage || isNotFound(id) else {
      return settle(index, otherwise)
    }
    let known = Set(before.groups.map(\.id.text)).union(state.created.values.map(\.text))
    guard let other = listed.items.first(where: { $0.name == group.name && !known.contains($0.id) }) else {
      return settle(index, .done)
    }
    settle(index, .failed("it is gone, but another group '\(group.name)' (\(other.id)) is there by now"))
  }

  /// A list of several pages may shift and leave a group out.
  private func isNotFound(_ id: String) -> Bool {
    let item = ItemRead<SegmentGroup>.group(id)
    reader.run([item])
    return item.failure?.isNotFound ?? false
  }
}
