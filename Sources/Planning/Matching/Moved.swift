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
  /// What those were called before of whom the policy does not say that they are called otherwise now: whoever forgot
  /// it would take the new name for the one that the policy has always meant.
  private(set) var unsettled: [ID: Name] = [:]

  /// Whether names are all that says who is who.
  var isEmpty: Bool { certain.isEmpty && doubtful.isEmpty && doubtfulNames.isEmpty }

  init() {}

  /// - Parameters:
  ///   - names: of each subject of the policy, the old ones (`previously:`) included; nil for one that is found by its id.
  ///   - pinned: the ids of these: the policy says of them who they are.
  ///   - present: who bears which name now. An invite is nobody who bears its address.
  ///   - baseline: the names of then.
  init(_ names: [[Name]?], pinned: Set<ID>, _ present: [(id: ID, name: Name)], baseline: [ID: Name]) {
    let movers = present.indices.compactMap { place -> Bearer? in
      let (id, now) = present[place]
      guard let then = baseline[id], then != now, !pinned.contains(id) else { return nil }
      return Bearer(id: id, then: then, now: now, place: place)
    }
    guard !movers.isEmpty else { return }
    var subjects: [Name: Int] = [:]
    for (place, all) in names.enumerated() { for name in all ?? [] { subjects[name] = place } }
    let borne = Set(present.map(\.name))
    let claims = Dictionary(grouping: movers) { subjects[$0.then] ?? -1 }
    for mover in movers {
      guard let subject = subjects[mover.then] else {
        if subjects[mover.now] == nil { unsettled[mover.id] = mover.then }
        continue
      }
      guard subject != subjects[mover.now] else { continue }
      unsettled[mover.id] = mover.then
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
      people.map { $0.id == nil ? [$0.email] + $0.previously : nil }, pinned: Set(people.compactMap(\.id)),
      actual.people.map { ($0.id, $0.email) }, baseline: baseline.people)
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
        + deleted.map { $0.id == nil ? [$0.name] + $0.previously : nil },
      pinned: Set(groups.compactMap(\.id) + deleted.compactMap(\.id)), actual.map { ($0.id, $0.name) },
      baseline: baseline.groups)
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
