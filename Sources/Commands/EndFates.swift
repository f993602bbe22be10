import Access
import Planning
import Reports

/// What a look tells of an end that is due.
enum EndFate: Hashable {
  case made
  /// Whose it is was found, and does not have it.
  case absent
  /// Still to be made. No reasons where the look could not tell, or where its own outcome says them.
  case left([EndLeft])
}

/// What one look of a service tells of the ends of its policy.
struct EndFates {
  let applied: Applied
  private let input: PlanningInput
  private let results: [Place?: [(change: Change, outcome: Outcome)]]
  private let holds: [Place?: [Hold]]
  /// Those that keep all of a subject, whatever the entry.
  private let whole: [Hold]
  private let groups: [String: GroupMatch]

  /// - Parameter input: what the look compared.
  init(_ applied: Applied, _ input: PlanningInput) {
    self.applied = applied
    self.input = input
    results = Dictionary(grouping: applied.results, by: \.change.at)
    holds = Dictionary(grouping: applied.plan.holds, by: \.at)
    whole = applied.plan.holds.filter(\.keepsAll)
    groups = Dictionary(input.groups.declared.map { ($0.desired.name, $0) }) { first, _ in first }
  }

  subscript(entry: PolicyEnd) -> EndFate {
    guard let end = governing(entry) else { return .absent }
    let held = (holds[end.at] ?? []).filter { $0.kind.isRemoval && isOf(end, $0.item) }
    guard held.isEmpty else { return .left(held.map { EndLeft(end, .held($0)) }) }
    let made = (results[end.at] ?? []).filter { isOf(end, $0.change.action.item) }
    guard made.allSatisfy({ $0.outcome == .done }) else { return .left([]) }
    guard made.isEmpty else { return .made }
    let kept = whole.filter { keeps($0, end) }
    guard kept.isEmpty else { return .left(kept.map { EndLeft(end, .held($0)) }) }
    guard applied.plan.isComplete, applied.plan.standingRefusals.isEmpty else { return .left([]) }
    if !isFound(end) { return .left([EndLeft(end, .subjectNotFound)]) }
    if let grant = end.what.grant, !input.has(grant, at: end.at) { return .left([EndLeft(end, .grantNotFound)]) }
    return .absent
  }

  /// The end by which it goes: with a person everything of theirs goes. Nil where it is not for an end to take away, because
  /// the person departs, or because this workspace does not name them.
  private func governing(_ end: PolicyEnd) -> PolicyEnd? {
    guard let person = end.what.person, let match = input.people[person] else { return end }
    if end.isOfPerson { return end }
    guard match.desired.presence == .declared else { return nil }
    guard input.departure(of: match.desired) != nil, let until = match.desired.until else { return end }
    return PolicyEnd(of: match.desired, until)
  }

  /// Entries of many people may stand at one place: those of a team.
  private func isOf(_ end: PolicyEnd, _ item: AccessItem) -> Bool {
    guard let person = end.what.person, let other = item.person else { return true }
    guard let match = input.people[person] else { return person == other }
    return input.people[other] === match || input.people.addresses(of: person).contains(other)
  }

  private func keeps(_ hold: Hold, _ end: PolicyEnd) -> Bool {
    if let group = end.what.group { return hold.item.group?.key == groups[group]?.reference.key }
    guard hold.item.group == nil, end.isOfPerson == (hold.item.kind == .account) || hold.why == .incompleteRead else {
      return false
    }
    return isOf(end, hold.item)
  }

  private func isFound(_ end: PolicyEnd) -> Bool {
    if let group = end.what.group { return groups[group]?.actual != nil }
    guard !end.isOfPerson, let person = end.what.person else { return true }
    return input.people[person]?.account != nil
  }
}

extension Hold {
  /// Whether it is about all of a subject that nothing is certain of. What `manage` leaves alone is not.
  fileprivate var keepsAll: Bool {
    switch item {
    case .roles, .account: why == .incompleteRead || why == .ambiguous || why == .invitePending
    case .invite, .group, .grant, .membership: false
    }
  }
}
