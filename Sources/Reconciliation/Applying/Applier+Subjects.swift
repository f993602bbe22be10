import Access
import SegmentAPI

/// What a fresh read of a subject says about writing to it.
enum Reread: Hashable {
  /// What the plan read, with or without this run's own writes.
  case same
  case gone
  case moved(String)
  case unreadable(String)
}

extension Applier {
  /// Compares what was read of a subject with what the plan read.
  func judge(_ look: SubjectLook) -> Reread {
    switch look {
    case .person(let person, let read): judge(read, as: .person(person), person.email)
    case .group(let group, let read): judge(read, as: .group(group), group.name)
    }
  }

  func judge(_ read: ItemRead<SegmentUser>, as subject: Subject, _ email: Email) -> Reread {
    switch read.outcome {
    case .failure(let failure): return absent(failure)
    case .success(let user):
      guard Email(user.email) == email else { return .moved("the account's address is \(user.email) now") }
      return judge(user.permissions, as: subject)
    }
  }

  private func judge(_ read: ItemRead<SegmentGroup>, as subject: Subject, _ name: String) -> Reread {
    switch read.outcome {
    case .failure(let failure): return absent(failure)
    case .success(let group):
      let names = [name] + before.groups.filter { $0.id.text == group.id }.map(\.name)
      guard names.contains(group.name) else { return .moved("the group is called '\(group.name)' now") }
      return judge(group.permissions, as: subject)
    }
  }

  private func absent(_ failure: ReadFailure) -> Reread {
    failure.isNotFound ? .gone : .unreadable("\(failure)")
  }

  private func judge(_ permissions: [SegmentPermission]?, as subject: Subject) -> Reread {
    guard let permissions else { return .unreadable("the answer carries no permissions") }
    let reading = PermissionReading(permissions, workspace: before.workspace.id)
    let expected = state.expected(of: subject)
    if reading.notUnderstood == notUnderstoodBefore(subject), expected.contains(reading.grants) { return .same }
    return .moved("holds \(describe(reading)), not \(describe(state.grants(of: subject))) as planned")
  }

  func notUnderstoodBefore(_ subject: Subject) -> [String] {
    switch subject {
    case .person(let person): opaquePeople[person.email] ?? []
    case .group(let group): group.id.flatMap { opaqueGroups[$0] } ?? []
    }
  }

  /// Equal but for the base grant, which Segment may add or leave by itself.
  func isSame(_ one: Set<Grant>, _ other: Set<Grant>) -> Bool { one.filter(isNotBase) == other.filter(isNotBase) }

  func isNotBase(_ grant: Grant) -> Bool {
    let unlisted = before.unlistedRoles.first { $0.name == Role.baseName }?.id
    return (grant.role != base && grant.role != unlisted) || grant.scope != .workspace
  }

  /// Minimal Workspace Access; nil where the workspace does not offer it.
  var base: RoleID? {
    let offered = before.roles.filter { $0.name == Role.baseName }
    return offered.count == 1 ? offered.first?.id : nil
  }

  private func describe(_ reading: PermissionReading) -> String {
    let texts = reading.sorted.map(names.grant) + reading.notUnderstood
    return texts.isEmpty ? "nothing" : texts.joined(separator: ", ")
  }

  func describe(_ grants: Set<Grant>) -> String {
    grants.isEmpty ? "nothing" : grants.sorted().map(names.grant).joined(separator: ", ")
  }
}
