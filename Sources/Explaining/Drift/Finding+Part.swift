package import Access

extension Finding.Part {
  package var difference: Difference {
    switch self {
    case .change(let change): Difference(change)
    case .hold(let hold): Difference(hold)
    case .unresolved(let reference, let subject):
      Difference(.grant, .roles(of: subject), reason: reference.detail, at: reference.at)
    }
  }

  package var item: AccessItem { difference.item }

  private var why: Hold.Why {
    switch self {
    // Where a change and a hold say the same, the change stands where one that waits would.
    case .change: .waits
    case .hold(let hold): hold.why
    case .unresolved: .unresolved
    }
  }

  var sortKey: [String] {
    let (item, reason) = (item, difference.reason)
    let scope = item.grant.map { "\($0.role.text) \($0.scope)" } ?? ""
    return [
      item.person == nil ? "1" : "0", item.person?.key ?? "", item.group?.name ?? "", String(10 + kind.rank), scope,
      why.rawValue, reason,
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
    case .unresolved: .unresolved
    }
  }

  private func `class`(of hold: Hold) -> Finding.Class {
    switch hold.why {
    case .ignored: return .ignored
    case .unmanaged: return .unmanaged
    case .protected: return .protected
    case .invitePending, .awaitsAcceptance: return .pendingInvite
    case .strayInvite: return .strayInvite
    case .addressChanges: return .addressChanges
    case .unresolved: return .unresolved
    case .addressChanged where hold.kind == .invite: return .renamed
    case .undeclared:
      switch hold.item {
      case .account, .invite: return .undeclaredPerson
      case .group: return .undeclaredGroup
      case .grant, .roles: return .undeclaredRole
      case .membership: return .undeclaredMembership
      }
    case .addressChanged, .renamedByHand, .probablyRenamed, .incompleteRead, .notUnderstood, .ambiguous, .noBaseGrant,
      .outsideSelection, .noRemovals, .refused,
      .clockDiffers,
      .waits:
      return self.class(of: hold.kind, isKnown(hold.item.person) ? .notListed : .notDeclared)
    }
  }

  private func `class`(of kind: Change.Kind, _ cause: Change.Cause) -> Finding.Class {
    switch (kind.effect, kind.itemKind) {
    case (.renamed, _): .renamed
    case (.added, _): .missing
    case (.removed, .account), (.removed, .invite): cause == .notDeclared ? .undeclaredPerson : .unexpected
    case (.removed, .group): cause == .deleted ? .unexpected : .undeclaredGroup
    case (.removed, .grant), (.removed, .roles), (.removed, .membership): .unexpected
    }
  }
}
