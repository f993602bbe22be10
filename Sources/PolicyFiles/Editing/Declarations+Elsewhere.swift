internal import Access

extension Declarations {
  /// Whether teams and bundles, of which the desired state shows only what is in use, say what they said before, but
  /// for what an edit is about.
  func agree(with before: Declarations, butFor edit: PolicyEdit) -> Bool {
    teamsAgree(with: before, butFor: edit) && bundlesAgree(with: before, butFor: edit)
  }

  private func teamsAgree(with before: Declarations, butFor edit: PolicyEdit) -> Bool {
    var subjects = Set([edit.person].compactMap(\.self))
    if case .changeEmail(_, let new) = edit { subjects.insert(new) }
    return teams.map(\.name) == before.teams.map(\.name)
      && zip(teams, before.teams).allSatisfy { team, old in
        let (now, then) = (Set(team.members.compactMap(\.person)), Set(old.members.compactMap(\.person)))
        return now.symmetricDifference(then).isSubset(of: subjects)
      }
  }

  private func bundlesAgree(with before: Declarations, butFor edit: PolicyEdit) -> Bool {
    guard bundles.map(\.name) == before.bundles.map(\.name) else { return false }
    let changed = zip(bundles, before.bundles).map { bundle, old in
      Set(old.grants.map(\.inWords)).symmetricDifference(bundle.grants.map(\.inWords)).count
    }.filter { $0 > 0 }
    guard case .removeGrant = edit else { return changed.isEmpty }
    // One entry is gone, or is another because one of its scopes is.
    return changed.count <= 1 && changed.allSatisfy { $0 <= 2 }
  }
}

extension GrantEntry {
  /// Tells it from every other entry of its bundle.
  fileprivate var inWords: String { "\(target) \(details.until?.written ?? "") \(details.reason ?? "")" }
}
