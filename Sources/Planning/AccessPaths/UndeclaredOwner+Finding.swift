package import Access

extension Links {
  /// Every way to Workspace Owner that is there and that the policy neither declares nor leaves to others: the rows of a
  /// review that say so, so that plan, drift and review cannot tell different stories.
  func undeclaredOwners() -> [UndeclaredOwner] {
    guard let owner = input.roles.owner else { return [] }
    return Reviewing(self).rows { $0 == Grant(owner) }.compactMap(UndeclaredOwner.init).sorted {
      ($0.person, $0.group ?? "", $0.detail) < ($1.person, $1.group ?? "", $1.detail)
    }
  }
}

extension UndeclaredOwner {
  /// Nil for a row that is declared, or about nobody.
  ///
  /// - Parameter row: a way to Workspace Owner.
  package init?(_ row: AccessRow) {
    guard let person = row.person, row.isThere, row.isUnaccountedFor else { return nil }
    let how =
      row.holding == .onAcceptance
      ? "is invited, and owns it on acceptance" : row.group == nil ? "holds it directly" : "is a member"
    self.init(person: person, group: row.group?.name, detail: "\(how); \(row.detail)")
  }
}

extension AccessRow {
  /// Whether the policy neither declares every link of the way nor leaves one to others by an ignore rule. Whose members
  /// an identity provider decides is declared too: the policy says that whoever that brings gets this role.
  fileprivate var isUnaccountedFor: Bool {
    let standings = links.map { ($0.part, $0.standing) }
    guard !standings.contains(where: { $0.1 == .ignored }) else { return false }
    return standings.contains { part, standing in
      switch standing {
      case .declared, .ignored: false
      case .unmanaged: part != .membership
      case .unjudged, .unclear, .missing, .undeclared, .ended, .departed: true
      }
    }
  }
}
