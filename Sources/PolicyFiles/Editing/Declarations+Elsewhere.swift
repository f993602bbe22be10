internal import Access

extension Declarations {
  /// Whether teams and bundles, of which the desired state shows only what is in use, say what they said before, but
  /// for what edits are about.
  func agree(with before: DeclarationIndex, butFor edits: [PolicyEdit]) -> Bool {
    teamsAgree(with: before, butFor: TeamChanges(edits, before)) && bundlesAgree(with: before, butFor: edits)
  }

  private func teamsAgree(with before: DeclarationIndex, butFor changes: TeamChanges) -> Bool {
    let old = before.declarations.teams
    return teams.map(\.name) == old.map(\.name)
      && zip(teams, old).allSatisfy { team, old in
        let (now, then) = (Set(team.members.compactMap(\.person)), Set(old.members.compactMap(\.person)))
        return then.subtracting(now).allSatisfy { changes.mayLeave($0, team.name) }
          && now.subtracting(then).isSubset(of: changes.newAddresses)
      }
  }

  /// A bundle gains nothing, and each edit takes its grant out of one bundle at most.
  private func bundlesAgree(with before: DeclarationIndex, butFor edits: [PolicyEdit]) -> Bool {
    let old = before.declarations.bundles
    guard bundles.map(\.name) == old.map(\.name) else { return false }
    var lost: [WrittenGrant: Int] = [:]
    for (bundle, old) in zip(bundles, old) {
      let (now, then) = (Set(bundle.grants.flatMap(\.given)), Set(old.grants.flatMap(\.given)))
      guard now.isSubset(of: then) else { return false }
      for grant in Set(then.subtracting(now).map(\.grant)) { lost[grant, default: 0] += 1 }
    }
    for case .removeGrant(_, let grant) in edits where lost[grant] != nil { lost[grant, default: 0] -= 1 }
    return lost.values.allSatisfy { $0 <= 0 }
  }
}

/// Who may come into teams and leave them because of edits.
private struct TeamChanges {
  private(set) var newAddresses: Set<Email> = []
  private var leaveAll: Set<Email> = []
  private var leave: [String: Set<Email>] = [:]

  init(_ edits: [PolicyEdit], _ before: DeclarationIndex) {
    for edit in edits {
      switch edit {
      case .removePerson(let email), .depart(let email): leaveAll.insert(email)
      case .changeEmail(let old, let new, _):
        leaveAll.insert(old)
        newAddresses.insert(new)
      case .removeMembership(let email, let group):
        for (team, _) in before.teamsOfGroup[group] ?? [] { leave[team, default: []].insert(email) }
      case .addPerson, .addGrant, .removeGrant, .addMembership, .addGroup, .removeGroup, .renameGroup, .give, .end,
        .extend, .extendPerson:
        continue
      }
    }
  }

  func mayLeave(_ email: Email, _ team: String) -> Bool {
    leaveAll.contains(email) || leave[team]?.contains(email) == true
  }
}

extension GrantEntry {
  fileprivate struct Given: Hashable {
    let grant: WrittenGrant
    let until: String?
    let reason: String?
  }

  /// Each scope by itself: an entry is another when one of its scopes is gone.
  fileprivate var given: [Given] {
    guard case .role(let role, let scopes) = target else { return [] }
    return scopes.map {
      Given(grant: WrittenGrant(role, on: $0), until: details.until?.written, reason: details.reason)
    }
  }
}
