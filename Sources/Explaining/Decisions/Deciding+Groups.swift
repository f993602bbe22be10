import Access
import Planning

// What goes with somebody that nobody decided.
extension Deciding {
  /// A group that nothing but an ignore rule for this person keeps from being deleted, and that others have too.
  func groupGoing(with identity: Email, _ person: Email) -> String? {
    guard desired.manage.groups == .exact,
      desired.ignore.contains(where: { $0.person?.matches(person) == true && $0.group != nil })
    else { return nil }
    let ignoring = Ignoring(desired.ignore, names: review.names)
    let theirs = review.rows.filter { isAbout(identity, $0) && isLeftToOthers($0, .membership) }
    return theirs.compactMap(\.group).first { group in
      guard declared.name(group) == nil, ignoring.group(group.name) == nil else { return false }
      let all = review.rows.filter { $0.group?.key == group.key }
      let others = all.filter { !isAbout(identity, $0) && !isLeaving($0) }
      let isKept = all.contains { isLeftToOthers($0, .role) } || others.contains(where: keepsGroup)
      return !isKept && !others.allSatisfy(rows.isGivenUp)
    }?.name
  }

  private func isAbout(_ identity: Email, _ row: AccessRow) -> Bool { row.person.map(declared.identity) == identity }

  private func isLeaving(_ row: AccessRow) -> Bool {
    row.person.flatMap { rows.accountRemoval(of: declared.identity($0)) } != nil
  }

  private func isLeftToOthers(_ row: AccessRow, _ part: PolicyLink.Part) -> Bool {
    row.outlook == .stays && row.links.contains { $0.part == part && $0.standing == .ignored }
  }

  /// Whether an undeclared group stays because somebody in it is to be left alone.
  private func keepsGroup(_ row: AccessRow) -> Bool {
    isLeftToOthers(row, .membership) || row.person.flatMap(declared.protection) != nil
  }
}
