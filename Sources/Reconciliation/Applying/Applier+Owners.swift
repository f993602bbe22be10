import Access
import Planning
import SegmentAPI

// Who else owns the workspace, asked just before somebody stops.
extension Applier {
  /// What of a request may go: where it takes ownership from somebody, those who are to remain are read again first,
  /// because an administrator may have removed one of them since the plan was made. What cannot be confirmed stays.
  /// The last thing before the write, so that what is left of the race is one round trip.
  ///
  /// - Parameter beside: makes what else is to be as fresh as the owners are; read with them, or alone where nobody's
  ///   ownership is in question. The reads that it made last are the ones to judge.
  func ownersConfirmed(_ indices: [Int], beside: () -> [any PendingRead] = { [] }) -> [Int] {
    var (next, confirmed, taking) = (state.worstCase, state.confirmed, Set<Int>())
    for index in indices {
      let change = plan.changes[index]
      // A revocation whose answer was lost may not have happened: whoever leaves such a group may still be an owner.
      if rules.takesOwnership(change, in: next) || rules.takesOwnership(change, in: confirmed) { taking.insert(index) }
      next.apply(change.action)
      confirmed.apply(change.action)
    }
    guard !taking.isEmpty else {
      reader.run(beside())
      return indices
    }
    let shown = confirm(rules.owners(next), in: next, beside)
    guard rules.lacksOwners(shown) else {
      tookOwnership = true
      return indices
    }
    let owners = rules.owners(shown)
    let found = owners.isEmpty ? "none" : owners.sorted().map(\.written).joined(separator: ", ")
    let detail = "too few of the Workspace Owners who are to remain could be confirmed just now: \(found)"
    settle(indices.filter(taking.contains), .moved(detail))
    return indices.filter { !taking.contains($0) }
  }

  /// Who could be confirmed as owner at the end of a run, where that is too few.
  func ownersLeft() -> [Email]? {
    let shown = confirm(rules.owners(state.worstCase), in: state.worstCase) { [] }
    return rules.lacksOwners(shown) ? rules.owners(shown).sorted() : nil
  }

  /// More owners than any minimum is likely to ask for; the rest need not be asked.
  private static let enough = 20

  /// What Segment shows of these owners, no more than needed: first by their direct roles, all at once, then
  /// through groups.
  private func confirm(_ owners: Set<Email>, in state: Holdings, _ beside: () -> [any PendingRead]) -> Holdings {
    var confirmed = Holdings()
    guard let owner = before.roles.first(where: { $0.name == Role.ownerName })?.id else {
      reader.run(beside())
      return confirmed
    }
    let grant = Grant(owner)
    let candidates = before.people.filter { owners.contains($0.email) }.sorted { $0.email < $1.email }
    let direct = candidates.filter { state.members[$0.email]?.contains(grant) == true }.prefix(Applier.enough)
    for email in confirmDirect(Array(direct), grant, beside) { confirmed.setMember(email, grants: [grant]) }
    for (key, group) in state.groups.sorted(by: { $0.key < $1.key }) where group.grants.contains(grant) {
      guard rules.lacksOwners(confirmed) else { break }
      // Those who are in it after the change: whoever is about to leave it is still shown in it.
      let here = confirmMembers(of: key, grant, beside).intersection(owners).intersection(group.members)
      for email in here where confirmed.members[email] == nil { confirmed.setMember(email, grants: []) }
      confirmed.setGroup(key, Holdings.Group(name: group.name, grants: [grant], members: here))
    }
    return confirmed
  }

  private func confirmDirect(
    _ people: [ActualPerson], _ grant: Grant, _ beside: () -> [any PendingRead]
  ) -> Set<Email> {
    let reads = people.map { ItemRead<SegmentUser>.user($0.id.text, named: $0.email.written) }
    reader.run(reads + beside())
    let owners = zip(people, reads).filter { person, read in
      guard let user = read.item, Email(user.email) == person.email, let permissions = user.permissions else {
        return false
      }
      return PermissionReading(permissions, workspace: before.workspace.id).grants.contains(grant)
    }
    return Set(owners.map(\.0.email))
  }

  /// The members of a group that still makes owners; nobody when it does not, or cannot be read.
  private func confirmMembers(
    of key: GroupIdentity, _ grant: Grant, _ beside: () -> [any PendingRead]
  ) -> Set<Email> {
    let id: String? =
      switch key {
      case .existing(let id): id.text
      case .new(let name): self.state.created[name]?.text
      }
    guard let id else { return [] }
    let (item, members) = (ItemRead<SegmentGroup>.group(id), ListRead<SegmentUser>.members(ofGroup: id))
    reader.run([item, members] + beside())
    guard let permissions = item.item?.permissions, let here = try? members.outcome.get(),
      PermissionReading(permissions, workspace: before.workspace.id).grants.contains(grant)
    else { return [] }
    return Set(here.items.map { Email($0.email) })
  }
}
