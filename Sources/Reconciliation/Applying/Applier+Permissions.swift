import Access
import Planning
import SegmentAPI

// POST and PUT of permissions.
extension Applier {
  /// Adds grants; a list that is refused is halved until the culprit stands alone.
  func addGrants(_ indices: [Int], to subject: Subject) {
    guard let id = id(of: subject, for: indices) else { return }
    let indices = addable(indices, to: subject, id)
    guard !indices.isEmpty, stopped == nil else { return }
    let held = state.grants(of: subject)
    let intended = held.union(grants(indices))
    let input = [PermissionInput](grants(indices), workspace: before.workspace.id)
    let answer = send("POST permissions of \(subject.inWords)", indices) { () throws(UnsendableWrite) in
      try writer.addPermissions(input, to: subject.target(id), named: subject.name)
    }
    guard let answer else { return }
    switch answer {
    case .done(let permissions): compare(permissions, with: intended, subject, indices)
    case .rejected(let error):
      guard error.mayBeOneItems, indices.count > 1 else { return settle(indices, .failed("\(error)")) }
      let middle = indices.count / 2
      addGrants(Array(indices[..<middle]), to: subject)
      addGrants(Array(indices[middle...]), to: subject)
    case .unknown(let error): lookUp(intended, subject, indices, error)
    case .waited: addGrants(indices, to: subject)
    }
  }

  /// Which of these may be added to a subject: it is what is known of it, and nobody else comes by them.
  private func addable(_ indices: [Int], to subject: Subject, _ id: String) -> [Int] {
    let (look, roster) = (SubjectLook(subject, id), roster(of: subject, id, indices))
    reader.run([look.read] + (roster?.reads ?? []))
    return isAsKnown(look, indices) ? reachingNobodyElse(indices, roster) : []
  }

  /// Takes grants away by sending all that remains, after looking that nothing else has changed.
  func replaceGrants(_ indices: [Int], of subject: Subject) {
    guard indices.contains(where: { plan.changes[$0].kind == .revoke }) else { return addGrants(indices, to: subject) }
    guard let id = id(of: subject, for: indices) else { return }
    guard isUnmoved(subject, id, indices) else { return }
    let held = state.grants(of: subject)
    let intended = remaining(held, indices)
    let input = [PermissionInput](intended, workspace: before.workspace.id)
    let answer = send("PUT permissions of \(subject.inWords)", indices) { () throws(UnsendableWrite) in
      try writer.replacePermissions(of: subject.target(id), with: input, named: subject.name)
    }
    guard let answer else { return }
    switch answer {
    case .done(let permissions): compare(permissions, with: intended, subject, indices)
    case .rejected(let error): replaceRefused(indices, subject, error)
    case .unknown(let error): lookUp(intended, subject, indices, error)
    case .waited: replaceGrants(indices, of: subject)
    }
  }

  /// Whether a list may be replaced: the subject is what the plan read, and owners remain; both are read in one go, so
  /// that neither is staler than one round trip. Settles all of them where it may not.
  private func isUnmoved(_ subject: Subject, _ id: String, _ indices: [Int]) -> Bool {
    writer.awaitTurn(toReplacePermissionsOf: subject.target(id))
    var (look, roster) = (SubjectLook(subject, id), roster(of: subject, id, indices))
    let confirmed = ownersConfirmed(indices) {
      (look, roster) = (SubjectLook(subject, id), self.roster(of: subject, id, indices))
      return [look.read] + (roster?.reads ?? [])
    }
    let open = indices.filter(isOpen)
    switch judge(look) {
    case .same where confirmed.count == indices.count:
      let reaching = reachingNobodyElse(indices, roster)
      guard reaching.count < indices.count else { return true }
      settle(reaching, .skipped("shares its request with a grant that would reach others"))
    // One list cannot go in part: what does not touch ownership is found by the next plan.
    case .same: settle(open, .skipped("shares its request with a revocation that may not go"))
    case .gone: settle(open, .moved("is not in the workspace any more"))
    case .moved(let how): settle(open, .moved(how))
    case .unreadable(let why): notSent(open, "could not be read again", why)
    }
    return false
  }

  /// One bad addition must not keep the revocations from happening: additions alone, then what the rules still allow.
  private func replaceRefused(_ indices: [Int], _ subject: Subject, _ error: SegmentError) {
    let additions = indices.filter { plan.changes[$0].kind == .grant }
    let revocations = indices.filter { plan.changes[$0].kind == .revoke }
    guard error.mayBeOneItems, !additions.isEmpty else { return settle(indices, .failed("\(error)")) }
    addGrants(additions, to: subject)
    guard stopped == nil else { return }
    let (allowed, objected) = divide(revocations)
    for (index, why) in objected { settle(index, .skipped(why)) }
    if !allowed.isEmpty { replaceGrants(allowed, of: subject) }
  }

  /// The list of a `PUT`: what is held, less what is revoked, plus what is granted; the base grant alone where that
  /// leaves nothing.
  private func remaining(_ held: Set<Grant>, _ indices: [Int]) -> Set<Grant> {
    let revoked = grants(indices.filter { plan.changes[$0].kind == .revoke })
    let granted = grants(indices.filter { plan.changes[$0].kind == .grant })
    let remaining = held.subtracting(revoked).union(granted)
    return remaining.isEmpty ? Set([base].compactMap { $0 }.map { Grant($0) }) : remaining
  }

  private func grants(_ indices: [Int]) -> Set<Grant> { Set(indices.compactMap { plan.changes[$0].action.grant }) }

}

extension Subject {
  fileprivate func target(_ id: String) -> SegmentWriter.Subject {
    switch self {
    case .person: .user(id: id)
    case .group: .group(id: id)
    }
  }
}
