import Access

extension Finding.Part {
  /// Who a part is about, by the name that the plan gives them.
  enum SubjectName: Hashable {
    case person(Email)
    case group(String)
  }

  /// Kind, person, group and grant, of a change as of a hold.
  var facts: Hold {
    switch self {
    case .change(let change): Hold(change, why: .waits, detail: change.reason)
    case .hold(let hold): hold
    }
  }

  var subject: SubjectName? {
    let facts = facts
    return facts.person.map(SubjectName.person) ?? facts.group.map(SubjectName.group)
  }

  /// Why the policy wants it; nil for what is held.
  var cause: Change.Cause? {
    switch self {
    case .change(let change): change.cause
    case .hold: nil
    }
  }

  var sortKey: [String] {
    let facts = facts
    let scope = facts.grant.map { "\($0.role.text) \($0.scope)" } ?? ""
    return [
      facts.person == nil ? "1" : "0", facts.person?.key ?? "", facts.group ?? "", String(10 + kind.rank), scope,
      facts.why.rawValue, facts.detail,
    ]
  }
}

extension Finding {
  /// By class, then people by address, then groups by name: the same on every run.
  var sortKey: [String] { [String(10 + kind.rank)] + (parts.first?.sortKey ?? []) }
}

extension Sorting {
  /// The class of one difference or hold by itself.
  func `class`(of part: Finding.Part) -> Finding.Class {
    switch part {
    case .change(let change): change.cause == .ended ? .expired : self.class(of: change.kind, change.cause)
    case .hold(let hold): self.class(of: hold)
    }
  }

  private func `class`(of hold: Hold) -> Finding.Class {
    switch hold.why {
    case .ignored: return .ignored
    case .unmanaged: return .unmanaged
    case .protected: return .protected
    case .invitePending: return .pendingInvite
    case .addressChanges: return .addressChanges
    case .undeclared:
      switch hold.kind {
      case .deprovision, .cancelInvite: return .undeclaredPerson
      case .deleteGroup: return .undeclaredGroup
      case .renameGroup, .createGroup, .invite, .grant, .join, .revoke, .leave: return .undeclaredRole
      }
    case .incompleteRead, .notUnderstood, .ambiguous, .noBaseGrant, .outsideSelection, .noRemovals, .clockDiffers,
      .waits:
      return self.class(of: hold.kind, isKnown(hold.person) ? .notListed : .notDeclared)
    }
  }

  private func `class`(of kind: Change.Kind, _ cause: Change.Cause) -> Finding.Class {
    switch kind {
    case .renameGroup: .renamed
    case .createGroup, .invite, .grant, .join: .missing
    case .cancelInvite, .deprovision: cause == .notDeclared ? .undeclaredPerson : .unexpected
    case .deleteGroup: .undeclaredGroup
    case .revoke, .leave: .unexpected
    }
  }
}
