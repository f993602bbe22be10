/// How many Workspace Owners every prefix of a run keeps, by one rule.
struct OwnerMinimum: Hashable, Sendable {
  let count: Int
  /// People who do not count: ignored ones, and those the rule's `except:` takes out.
  let uncounted: Set<Email>

  init(_ count: Int, uncounted: Set<Email> = []) {
    self.count = count
    self.uncounted = uncounted
  }

  func counted(_ owners: Set<Email>) -> Int { owners.count { !uncounted.contains($0) } }
}

extension Guarding {
  /// The built-in minimum of one, and every declared one that refuses and is not overridden.
  ///
  /// The built-in one is kept twice: among people who count, and, where only ignored people own the workspace, among
  /// everybody: a rule that counted nobody would let the last owner go.
  func ownerMinimums(_ roles: RoleDirectory, overridden: [String], ignored: Set<Email>) -> [OwnerMinimum] {
    let declared = guardrails.compactMap { guardrail -> OwnerMinimum? in
      guard guardrail.enforce == .refuse, !overridden.contains(guardrail.name),
        case .minimumHolders(let reference, let count) = guardrail.rule,
        case .role(let role) = roles.match(reference), role.id == roles.owner
      else { return nil }
      let excepted = guardrail.except.compactMap { exception -> Email? in
        switch exception {
        case .person(let email): email
        case .group: nil
        }
      }
      return OwnerMinimum(count, uncounted: ignored.union(excepted))
    }
    return [OwnerMinimum(1), OwnerMinimum(1, uncounted: ignored)] + declared
  }
}
