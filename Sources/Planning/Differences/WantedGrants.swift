package import Access

/// One list of roles of the policy, resolved: what holds now and what has ended.
package struct WantedGrants {
  /// What the list gives now, each with the entry that gives it longest.
  package private(set) var active: [Grant: DesiredGrant] = [:]
  /// Entries whose `until` has passed and that nothing else gives.
  private(set) var ended: [Grant: DesiredGrant] = [:]
  /// Why the list cannot be compared: a resource that could not be looked up.
  private(set) var unread: String?
  /// Entries in force that lead to nothing.
  private(set) var unresolved: [Unresolved] = []

  /// An entry that names what the workspace does not have, or has twice.
  struct Unresolved {
    let entry: DesiredGrant
    /// What is not there, in words.
    let detail: String
  }

  init() {}

  /// Room for so many grants, of which nearly all are active.
  init(atMost count: Int) { active.reserveCapacity(count) }

  mutating func add(_ grant: Grant, _ entry: DesiredGrant, ended hasEnded: Bool) {
    if hasEnded {
      if active[grant] == nil { ended[grant] = entry }
    } else {
      ended[grant] = nil
      active[grant] = active[grant].map { Self.longer($0, entry) } ?? entry
    }
  }

  mutating func couldNotResolve(_ entry: DesiredGrant, _ detail: String) {
    unresolved.append(Unresolved(entry: entry, detail: detail))
  }

  /// The entry that leads to nothing and may have been written for a grant.
  func mayMean(_ grant: Grant, _ roles: RoleDirectory) -> Unresolved? {
    unresolved.first { roles.mayMean($0.entry.role, grant) }
  }

  mutating func couldNotRead(_ reason: String) { unread = unread ?? reason }

  private static func longer(_ first: DesiredGrant, _ second: DesiredGrant) -> DesiredGrant {
    guard let end = first.until else { return first.joined(by: second) }
    guard let other = second.until else { return second.joined(by: first) }
    return other > end ? second.joined(by: first) : first.joined(by: second)
  }
}

extension DesiredGrant {
  /// With another entry that gives the same under another name, and that one's train.
  fileprivate func joined(by other: DesiredGrant) -> DesiredGrant {
    var (grant, bare) = (self, other)
    bare.others = []
    grant.others += [bare] + other.others
    return grant
  }
}

extension Comparison {
  /// Segment's documents say that one subject cannot hold one role under two label sets.
  mutating func warnOfLabelSets(_ wanted: WantedGrants) {
    var first: [RoleID: Place] = [:]
    for (grant, entry) in wanted.active.sorted(by: { $0.value.at < $1.value.at }) {
      guard case .labels = grant.scope else { continue }
      guard let other = first[grant.role] else {
        first[grant.role] = entry.at
        continue
      }
      report(
        .warning(
          at: entry.at,
          "a second label set of '\(input.names.role(grant.role))' on one subject; Segment's documents say it takes two groups",
          notes: [Diagnostic.Note(at: other, "the first is here")]))
    }
  }
}
