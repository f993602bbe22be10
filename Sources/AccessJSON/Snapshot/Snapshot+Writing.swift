import Access
package import Syntax

/// The snapshot, format 1: the actual state as a file, a line for each person, group and resource so that it diffs well.
///
/// Every list is sorted, so that two reads of an unchanged workspace give the same text, `readAt` apart. A snapshot does
/// not carry ``ActualState/clockDifference``: it says nothing about the machine and the moment that read the file. It says
/// what Segment's clock was, where that is known.
extension ActualState {
  /// The text of a snapshot file. Personal data: whoever writes it to disk gives it mode 0600.
  package var snapshotText: String { snapshot.document }

  /// The snapshot as a part of another document.
  package var snapshot: JSON {
    let names = Names(self)
    return .object(
      of: .init("formatVersion", 1), .init("workspace", JSON(workspace)), .init("readAt", JSON(readAt)),
      .init("segmentTime", ifAny: segmentTimeIfKnown.map { JSON($0) }), .init("complete", .bool(incomplete.isEmpty)),
      .init("incomplete", ifAny: incomplete.isEmpty ? nil : .array(incomplete.sorted().map { JSON($0) })),
      .init("notOnThisPlan", .strings(notOnThisPlan.sorted().map(\.rawValue))),
      .init("roles", .list(sortedRoles)),
      .init("unlistedRoles", ifAny: unlistedRoles.isEmpty ? nil : .list(unlistedRoles.sorted { $0.id < $1.id })),
      .init("people", .array(people(names))),
      .init("invites", .array(invites.sortedAsWritten.map { JSON($0) })),
      .init("groups", .list(sortedGroups, names)),
      .init("resources", .list(sortedResources)),
      .init("resourceKindsRead", ifAny: kindsReadIfUnusual),
      .init("labels", .list(labels.sorted())))
  }

  /// Each distinct grant is one value for all who hold it: a value of its own for each would be a gigabyte.
  private func people(_ names: Names) -> [JSON] {
    var grants: [Grant: JSON] = [:]
    return sortedPeople.map { person in
      person.json { grant in
        if let known = grants[grant] { return known }
        let json = grant.snapshotJSON(names)
        grants[grant] = json
        return json
      }
    }
  }

  /// The kinds that a snapshot without `resourceKindsRead` has read: all that the workspace's plan includes.
  static func usualKindsRead(without missing: Set<Feature>) -> Set<ResourceKind> {
    Set(ResourceKind.allCases.filter { !missing.contains($0.feature) })
  }

  /// The same as `readAt` where the clocks agree within a minute: the seconds differ from one read to the next.
  private var segmentTimeIfKnown: Moment? {
    knownReadThere.map { abs($0.seconds - readAt.seconds) > 60 ? $0 : readAt }
  }

  private var kindsReadIfUnusual: JSON? {
    resourceKindsRead == Self.usualKindsRead(without: notOnThisPlan)
      ? nil : .strings(resourceKindsRead.sorted().map(\.rawValue))
  }
}

extension [Email] {
  /// By address; two spellings of one address by spelling, so that the order never depends on the order read.
  var sortedAsWritten: [Email] { sorted { $0 == $1 ? $0.written < $1.written : $0 < $1 } }
}

extension ActualPerson {
  fileprivate func json(_ grant: (Grant) -> JSON) -> JSON {
    .object(
      of: .init("id", .string(id.text)), .init("email", JSON(email)), .init("name", .string(name)),
      .init("grants", .array(grants.sorted().map(grant))),
      .init("notUnderstood", ifAny: notUnderstood.isEmpty ? nil : .strings(notUnderstood.sorted())),
      .init("asOf", ifAny: asOf.map { JSON($0) }))
  }
}

extension Grant {
  func snapshotJSON(_ names: Names) -> JSON {
    .object(of: .init("roleID", .string(role.text)), .init("scope", JSON(scope, names)))
  }
}
