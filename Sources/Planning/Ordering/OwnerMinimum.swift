import Access

/// How many Workspace Owners every prefix of a run keeps, by one rule.
struct OwnerMinimum: Hashable, Sendable {
  let count: Int
  /// Whom and what the rule's `except:` takes out; ignored people besides.
  let except: Set<Guardrail.Exception>

  init(_ count: Int, except: Set<Guardrail.Exception> = []) {
    self.count = count
    self.except = except
  }

  /// The owners of a state who count.
  func counted(_ state: Holdings, _ owner: RoleID) -> Int {
    let groups = except.isEmpty ? [] : state.keys(named: except)
    return state.holders(of: owner, except: groups).count { !except.contains(.person($0)) }
  }
}

extension Holdings {
  /// The groups that a rule's exceptions name.
  func keys(named exceptions: Set<Guardrail.Exception>) -> Set<GroupIdentity> {
    Set(groups.lazy.filter { exceptions.contains(.group($0.value.name)) }.map(\.key))
  }
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
      return OwnerMinimum(count, except: guardrail.except.union(ignored.map { .person($0) }))
    }
    return [OwnerMinimum(1), OwnerMinimum(1, except: Set(ignored.map { .person($0) }))] + declared
  }
}
