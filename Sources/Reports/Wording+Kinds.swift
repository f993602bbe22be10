import Access

// What is said of each kind of change: that it happens, that it is kept from happening, what is there instead, and how
// many there are.
extension Wording {
  /// `loses Source Admin on source/website`
  func predicate(of change: Change) -> Line {
    let end: Line = change.until.map { " until \($0.written)" } ?? ""
    return switch change.action {
    case .renameGroup(_, let old): "is renamed, from \(name: old)"
    case .createGroup: "is created"
    case .invite(_, let grants) where grants.count == 1: "is invited\(end), with \(grant(grants[0]))"
    case .invite: "is invited\(end)"
    case .grant(_, let held): "gets \(isOwnership(held) ? grant(held).styled(.strong) : grant(held))\(end)"
    case .join(_, let group): "joins \(self.group(group))\(end)\(brought(by: change))"
    case .cancelInvite: "loses the pending invite"
    case .deprovision: "leaves the workspace"
    case .revoke(_, let held): "loses \(grant(held))"
    case .leave(_, let group): "leaves \(self.group(group))"
    case .deleteGroup: "is deleted"
    }
  }

  /// `ada@acme.com losing Workspace Owner`: what a hold keeps from happening.
  func prevented(by hold: Hold) -> Line {
    let who = subject(of: hold.item)
    if case .roles = hold.item { return who }
    let what: Line = hold.item.grant.map(grant) ?? ""
    let group: Line = hold.item.group.map(self.group) ?? ""
    switch hold.kind {
    case .renameGroup: return "\(who) being renamed"
    case .createGroup: return "\(who) being created"
    case .invite: return "\(who) being invited"
    case .grant: return "\(who) getting \(what)"
    case .join: return "\(who) joining \(group)"
    case .cancelInvite: return "\(who) losing the pending invite"
    case .deprovision: return "\(who) leaving the workspace"
    case .revoke: return "\(who) losing \(what)"
    case .leave: return "\(who) leaving \(group)"
    case .deleteGroup: return "\(who) being deleted"
    }
  }

  /// `is in group Analytics`: what the workspace has instead.
  func found(_ change: Change) -> Line {
    switch change.action {
    case .renameGroup(_, let old): "is called \(name: old)"
    case .createGroup: "does not exist"
    case .invite: "is not in the workspace"
    case .grant(_, let held): "lacks \(self.grant(held))"
    case .join(_, let group): "is not in \(self.group(group))"
    case .cancelInvite: "has a pending invite"
    case .deprovision: "is in the workspace"
    case .revoke(_, let held): "holds \(self.grant(held))"
    case .leave(_, let group): "is in \(self.group(group))"
    case .deleteGroup: "exists"
    }
  }

  /// `holds Source Admin on source/website`: what the workspace has instead, where it stays so.
  func found(_ hold: Hold) -> Line {
    let group: Line = hold.item.group.map(self.group) ?? ""
    let role: Line = hold.item.grant.map(grant) ?? "roles"
    switch hold.kind {
    case .renameGroup: return "has another name"
    case .createGroup: return "does not exist"
    case .invite:
      return switch hold.why {
      case .addressChanges: "has an older address"
      case .addressChanged: "has another address"
      default: "is not in the workspace"
      }
    case .grant where hold.why == .awaitsAcceptance: return "is to get \(role) once the invite is accepted"
    case .grant where hold.why == .invitePending: return "has a pending invite"
    case .grant: return hold.item.grant == nil ? "differs" : "lacks \(role)"
    case .join: return "is not in \(group)"
    case .cancelInvite: return "has a pending invite"
    case .deprovision: return "is in the workspace"
    case .revoke: return "holds \(role)"
    case .leave: return "is in \(group)"
    case .deleteGroup: return "exists"
    }
  }
}

extension Change.Kind {
  /// `3 revokes`, `1 created group`
  func counted(_ number: Int) -> String {
    switch self {
    case .renameGroup: Reports.counted(number, "renamed group")
    case .createGroup: Reports.counted(number, "new group")
    case .invite: Reports.counted(number, "invite")
    case .grant: Reports.counted(number, "grant")
    case .join: Reports.counted(number, "join")
    case .cancelInvite: Reports.counted(number, "cancelled invite")
    case .deprovision: Reports.counted(number, "deprovision")
    case .revoke: Reports.counted(number, "revoke")
    case .leave: Reports.counted(number, "leave")
    case .deleteGroup: Reports.counted(number, "deleted group")
    }
  }
}
