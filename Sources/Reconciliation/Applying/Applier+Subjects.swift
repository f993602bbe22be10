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
  ///
  /// - Parameter isWhole: whether all that it holds is at stake; where something is only added, the base grant and what
  ///   an earlier write of this run may or may not have done make no difference.
  func judge(_ look: SubjectLook, isWhole: Bool = true) -> Reread {
    switch look {
    case .person(let person, let read):
      switch read.outcome {
      case .failure(let failure): return absent(failure)
      case .success(let user):
        guard Email(user.email) == person.email else { return .moved("the account's address is \(user.email) now") }
        return judge(user.permissions, as: .person(person), isWhole)
      }
    case .group(let group, let read):
      switch read.outcome {
      case .failure(let failure): return absent(failure)
      case .success(let found):
        let names = [group.name] + before.groups.filter { $0.id.text == found.id }.map(\.name)
        guard names.contains(found.name) else { return .moved("the group is called '\(found.name)' now") }
        return judge(found.permissions, as: .group(group), isWhole)
      }
    }
  }

  private func absent(_ failure: ReadFailure) -> Reread {
    failure.isNotFound ? .gone : .unreadable("\(failure)")
  }

  private func judge(_ permissions: [SegmentPermission]?, as subject: Subject, _ isWhole: Bool) -> Reread {
    guard let permissions else { return .unreadable("the answer carries no permissions") }
    let reading = PermissionReading(permissions, workspace: before.workspace.id)
    let uncertain = state.uncertain(of: subject)
    let isExpected = state.expected(of: subject).contains { expected in
      isWhole
        ? expected == reading.grants : isSame(expected.subtracting(uncertain), reading.grants.subtracting(uncertain))
    }
    if reading.notUnderstood == notUnderstoodBefore(subject), isExpected { return .same }
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
