import Access

extension Comparison {
  /// Groups that come, go or are renamed, and the roles of those that stay.
  mutating func compareGroups() {
    for ring in groups.rings {
      let names = ring.map { "'\($0.actual?.name ?? "")' to '\($0.desired.name)'" }.joined(separator: ", ")
      report(
        .error(
          at: ring[0].desired.at,
          "these groups swap names: \(names); rename one to a third name first and apply that"))
    }
    for match in groups.declared { compare(match) }
    for group in groups.undeclared { compareUndeclared(group) }
    for (group, tombstone) in groups.deleted { delete(group, tombstone) }
    for doubtful in groups.doubtful {
      let group = GroupReference(doubtful.group)
      if doubtful.tombstone != nil || input.desired.manage.groups == .exact {
        let place = doubtful.tombstone?.at
        record(Hold(.deleteGroup, .group(group), .ambiguous(doubtful.why), at: place))
      } else {
        // Nobody would delete it: what is held is whatever the policy wants of it, if it is the one that is meant.
        record(Hold(.grant, .roles(of: .group(group)), .ambiguous(doubtful.why)))
      }
    }
  }

  private mutating func delete(_ group: ActualGroup, _ tombstone: DeletedGroup) {
    let reference = GroupReference(group)
    if let rule = input.ignoring.group(group.name) {
      record(Hold(.deleteGroup, .group(reference), .ignored(because: rule.reason), at: tombstone.at))
    } else if let kept = keptGroup(group) {
      record(Hold(.deleteGroup, .group(reference), .keepsGroup(kept, from: tombstone.why), at: tombstone.at))
    } else {
      propose(
        Change(
          .deleteGroup(reference), reason: tombstone.why, at: tombstone.at, cause: .deleted,
          loses: input.losses.of(group)))
    }
  }

  private mutating func compare(_ match: GroupMatch) {
    let group = match.desired
    if let trouble = match.trouble { return keepDoubtful(match, trouble) }
    if let actual = match.actual {
      rename(match, actual)
    } else if match.isUnmanaged {
      hold(group: match.reference.key, .unmanaged(.groupNotThere))
      record(Hold(.createGroup, .group(match.reference), .unmanaged(.groupNotThere), at: group.at))
      return
    } else {
      propose(Change(.createGroup(match.reference), reason: "declared, does not exist", at: group.at, cause: .declared))
    }
    let wish: RoleWish =
      switch group.roles {
      case .unmanaged(let place): .unmanaged(place)
      case .written(_, let place): RoleWish(roles(of: group), group.rolesExtent, place)
      }
    if let reason = unread(group: match.reference.key) {
      keepUnread(.group(match.reference), wish, reason)
      return
    }
    compare(.group(match.reference), match.actual?.grants ?? [], match.actual?.notUnderstood ?? [], wish, nil)
  }

  /// Nothing is done on a group in doubt, but what the policy wants of it counts as wanted: no removal elsewhere may go
  /// as if it were there already.
  private mutating func keepDoubtful(_ match: GroupMatch, _ trouble: String) {
    let subject = Subject.group(match.reference)
    record(Hold(.grant, .roles(of: subject), .ambiguous(trouble), at: match.desired.at))
    if match.actual == nil { assume(.createGroup(match.reference)) }
    for grant in roles(of: match.desired).active.keys.sorted() where match.actual?.grants.contains(grant) != true {
      record(Hold(.grant, .grant(grant, of: subject), .ambiguous(trouble), at: match.desired.at))
      assume(.grant(subject, grant))
    }
  }

  private mutating func rename(_ match: GroupMatch, _ actual: ActualGroup) {
    guard actual.name != match.desired.name else { return }
    if match.isUnmanaged {
      record(
        Hold(
          .renameGroup, .group(match.reference), .unmanaged(.groupName(actual.name)), at: match.desired.at))
      return
    }
    propose(
      Change(
        .renameGroup(match.reference, from: actual.name), reason: "is called '\(actual.name)' in Segment",
        at: match.desired.at, cause: .renamed))
  }

  private mutating func compareUndeclared(_ group: ActualGroup) {
    let reference = GroupReference(group)
    if let rule = input.ignoring.group(group.name) {
      return record(Hold(.deleteGroup, .group(reference), .ignored(because: rule.reason)))
    }
    switch input.desired.manage.groups {
    case .atLeast:
      record(Hold(.deleteGroup, .group(reference), .undeclared(.groupsAtLeast)))
    case .exact:
      if let kept = keptGroup(group) {
        return record(Hold(.deleteGroup, .group(reference), .keepsGroup(kept, from: "not declared")))
      }
      propose(
        Change(
          .deleteGroup(reference), reason: "not declared", cause: .notDeclared,
          loses: input.losses.of(group)))
    }
  }

  /// Why a group that is to go survives: it is ignored, or something in it is ignored or protected.
  private func keptGroup(_ group: ActualGroup) -> Hold.Kept? {
    // Whoever leaves the workspace in this run keeps no group alive.
    for member in (wanted.groups[.existing(group.id)]?.members ?? []).sorted() {
      if input.protected.contains(member) { return .protectedMember(member) }
      if let rule = input.ignoring.membership(member, in: group.name) {
        return .ignoredMember(member, because: rule.reason)
      }
    }
    for grant in group.grants.sorted() {
      if let rule = input.ignoring.grant(grant, ofGroup: group.name) {
        return .ignoredRole(input.names.grant(grant), because: rule.reason)
      }
    }
    return nil
  }
}
