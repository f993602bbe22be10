import Access

// Identity over time. An account whose address changed, or a group that was renamed, is still the one that the policy
// declares by the old name where nothing else can be meant: for what it is to lose. What it is to get waits until the
// policy says who it is, because whoever guesses wrong gives somebody else's access away.

/// What bears another name than before, and what that means for the policy.
///
/// `ID` is the account's or the group's, `Name` what the policy and Segment know it by.
struct Moved<ID: Hashable & Sendable, Name: Hashable & Sendable>: Sendable {
  /// One that changed its name.
  struct Bearer: Sendable {
    let id: ID
    let then: Name
    let now: Name
    /// Its place in the list of the workspace.
    let place: Int
  }

  /// The bearer behind a declared subject, by the subject's place in the policy.
  private(set) var certain: [Int: Bearer] = [:]
  /// Subjects of the policy of whom it cannot be told who is meant, by their places, with the bearers in question.
  private(set) var doubtful: [Int: [Bearer]] = [:]
  /// Names that are borne and for which the same holds.
  private(set) var doubtfulNames: [Name: [Bearer]] = [:]

  /// Whether names are all that says who is who.
  var isEmpty: Bool { certain.isEmpty && doubtful.isEmpty && doubtfulNames.isEmpty }

  init() {}

  /// - Parameters:
  ///   - names: of each subject of the policy, the old ones (`previously:`) included; nil for one that is found by its id.
  ///   - present: who bears which name now.
  ///   - borne: every name that somebody has, invites included.
  ///   - baseline: the names of then.
  init(_ names: [[Name]?], _ present: [(id: ID, name: Name)], borne: Set<Name>, baseline: [ID: Name]) {
    let movers = present.indices.compactMap { place -> Bearer? in
      guard let then = baseline[present[place].id], then != present[place].name else { return nil }
      return Bearer(id: present[place].id, then: then, now: present[place].name, place: place)
    }
    guard !movers.isEmpty else { return }
    var subjects: [Name: Int] = [:]
    for (place, all) in names.enumerated() { for name in all ?? [] { subjects[name] = place } }
    let claims = Dictionary(grouping: movers) { subjects[$0.then] ?? -1 }
    for mover in movers {
      guard let subject = subjects[mover.then], subject != subjects[mover.now] else { continue }
      let isAlone = claims[subject]?.count == 1 && (names[subject] ?? []).allSatisfy { !borne.contains($0) }
      if isAlone, subjects[mover.now] == nil {
        certain[subject] = mover
        continue
      }
      doubtful[subject, default: []].append(mover)
      if let other = subjects[mover.now] { doubtful[other, default: []].append(mover) }
      doubtfulNames[mover.now, default: []].append(mover)
    }
  }
}

extension Moved<UserID, Email> {
  init(_ people: [DesiredPerson], _ actual: ActualState, _ baseline: Baseline?) {
    guard let baseline else {
      self.init()
      return
    }
    self.init(
      people.map { $0.id == nil ? [$0.email] + $0.previously : nil }, actual.people.map { ($0.id, $0.email) },
      borne: Set(actual.people.map(\.email) + actual.invites), baseline: baseline.people)
  }
}

extension Moved<GroupID, String> {
  /// Tombstones have the places behind the groups that are to be there.
  init(_ groups: [DesiredGroup], _ deleted: [DeletedGroup], _ actual: [ActualGroup], _ baseline: Baseline?) {
    guard let baseline else {
      self.init()
      return
    }
    self.init(
      groups.map { $0.id == nil ? [$0.name] + $0.previously : nil }
        + deleted.map { $0.id == nil ? [$0.name] + $0.previously : nil }, actual.map { ($0.id, $0.name) },
      borne: Set(actual.map(\.name)), baseline: baseline.groups)
  }
}

extension Moved<UserID, Email>.Bearer {
  /// What is to be done about it.
  var inWords: String { "has the address \(now) now (\(id.text)); write \(now) with `previously: [\(then)]`" }
  var inDoubt: String { "\(id.text) was \(then) and is \(now)" }
}

extension Moved<GroupID, String>.Bearer {
  var inWords: String {
    "is called '\(now)' now (\(id.text)); write \(now) with `previously: [\(then)]`, or rename it back"
  }
  var inDoubt: String { "\(id.text) was '\(then)' and is '\(now)'" }
}
