import Access
import SegmentAPI

// POST and PUT of permissions.
extension Applier {
  /// Adds grants; a list that is refused is halved until the culprit stands alone.
  func addGrants(_ indices: [Int], to subject: Subject) {
    guard !indices.isEmpty, stopped == nil else { return }
    guard let target = target(subject) else { return settle(indices, .skipped("the group does not exist")) }
    let held = state.grants(of: subject)
    let intended = held.union(grants(indices))
    let input = [PermissionInput](grants(indices), workspace: before.workspace.id)
    let answer = send("POST permissions of \(subject.inWords)", indices) { () throws(UnsendableWrite) in
      try writer.addPermissions(input, to: target, named: subject.inWords)
    }
    guard let answer else { return }
    switch answer {
    case .done(let permissions): compare(permissions, with: intended, subject, indices)
    case .rejected(let error):
      guard error.mayBeOneItems, indices.count > 1 else { return settle(indices, .failed("\(error)")) }
      let middle = indices.count / 2
      addGrants(Array(indices[..<middle]), to: subject)
      addGrants(Array(indices[middle...]), to: subject)
      settle(indices.filter(isOpen), .skipped("not attempted: \(stopped ?? "the run ended")"))
    case .unknown(let error): lookUp(intended, subject, indices, error)
    case .ended(let error): settle(indices, .failed("\(error)"))
    case .interruptedBeforeSending: settle(indices, .skipped("interrupted before it was sent"))
    }
  }

  /// Takes grants away by sending all that remains, after looking that nothing else has changed.
  func replaceGrants(_ indices: [Int], of subject: Subject) {
    guard indices.contains(where: { plan.changes[$0].kind == .revoke }) else { return addGrants(indices, to: subject) }
    guard let target = target(subject) else { return settle(indices, .moved("the group does not exist")) }
    switch reread(subject) {
    case .same: break
    case .gone: return settle(indices, .moved("is not in the workspace any more"))
    case .moved(let how): return settle(indices, .moved(how))
    case .unreadable(let why):
      return settle(indices, .failed("could not be read again, so nothing was sent: \(why)"))
    }
    guard ownersConfirmed(indices).count == indices.count else {
      // One list cannot go in part: what does not touch ownership is found by the next plan.
      return settle(indices.filter(isOpen), .skipped("shares its request with a revocation that may not go"))
    }
    let held = state.grants(of: subject)
    let intended = remaining(held, indices)
    guard !intended.isEmpty else {
      return settle(indices, .failed("nothing would be left, and there is no base grant"))
    }
    let input = [PermissionInput](intended, workspace: before.workspace.id)
    let answer = send("PUT permissions of \(subject.inWords)", indices) { () throws(UnsendableWrite) in
      try writer.replacePermissions(of: target, with: input, named: subject.inWords)
    }
    guard let answer else { return }
    switch answer {
    case .done(let permissions): compare(permissions, with: intended, subject, indices)
    case .rejected(let error): replaceRefused(indices, subject, error)
    case .unknown(let error): lookUp(intended, subject, indices, error)
    case .ended(let error): settle(indices, .failed("\(error)"))
    case .interruptedBeforeSending: settle(indices, .skipped("interrupted before it was sent"))
    }
  }

  /// One bad addition must not keep the revocations from happening: additions alone, then what the rules still allow.
  private func replaceRefused(_ indices: [Int], _ subject: Subject, _ error: SegmentError) {
    let additions = indices.filter { plan.changes[$0].kind == .grant }
    let revocations = indices.filter { plan.changes[$0].kind == .revoke }
    guard error.mayBeOneItems, !additions.isEmpty else { return settle(indices, .failed("\(error)")) }
    addGrants(additions, to: subject)
    guard stopped == nil else {
      return settle(indices.filter(isOpen), .skipped("not attempted: \(stopped ?? "the run ended")"))
    }
    let (allowed, objected) = divide(revocations)
    for (index, why) in objected { settle(index, .skipped(why)) }
    if !allowed.isEmpty { replaceGrants(allowed, of: subject) }
  }

  /// The list of a `PUT`: what is held, less what is revoked, plus what is granted; the base grant alone where that
  /// leaves nothing.
  private func remaining(_ held: Set<Grant>, _ indices: [Int]) -> Set<Grant> {
    var remaining = held
    for index in indices {
      switch plan.changes[index].action {
      case .grant(_, let grant): remaining.insert(grant)
      case .revoke(_, let grant): remaining.remove(grant)
      case .renameGroup, .createGroup, .invite, .join, .cancelInvite, .deprovision, .leave, .deleteGroup: continue
      }
    }
    return remaining.isEmpty ? Set([base].compactMap { $0 }.map { Grant($0) }) : remaining
  }

  private func grants(_ indices: [Int]) -> Set<Grant> { Set(indices.compactMap { plan.changes[$0].action.grant }) }

  private func target(_ subject: Subject) -> SegmentWriter.Subject? {
    switch subject {
    case .person(let person): person.id.map { .user(id: $0.text) }
    case .group(let group): state.id(of: group).map { .group(id: $0.text) }
    }
  }
}
