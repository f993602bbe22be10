import Access

/// What is known of the workspace while a run goes on.
///
/// An unknown write counts against us both ways: an addition is not relied upon, a removal is assumed when owners are
/// counted and not assumed when something waits for it.
struct RunState {
  /// After everything that is certainly done.
  private(set) var confirmed: Holdings
  /// The same with removals whose answers were lost.
  private(set) var worstCase: Holdings
  /// What each subject held before each of this run's own writes to it.
  private var history: [String: [Set<Grant>]] = [:]
  /// Grants given or taken by writes whose answers were lost: a later answer may show them or not.
  private var uncertain: [String: Set<Grant>] = [:]
  private(set) var created: [String: GroupID] = [:]

  init(_ before: Holdings) {
    confirmed = before
    worstCase = before
  }

  mutating func note(_ change: Change, _ outcome: Outcome) {
    switch outcome {
    case .done:
      confirmed.apply(change.action)
      worstCase.apply(change.action)
    case .unknown:
      if change.kind.isRemoval { worstCase.apply(change.action) }
      switch change.action.item {
      case .grant(let grant, let subject): uncertain[subject.historyKey, default: []].insert(grant)
      case .roles(let subject): uncertain[subject.historyKey, default: []].formUnion(grants(of: subject))
      case .account, .invite, .group, .membership: break
      }
    case .failed, .moved, .skipped: break
    }
  }

  /// What an action did to both states, to be taken back.
  struct Trial {
    let confirmed: [Holdings.Step]
    let worstCase: [Holdings.Step]
  }

  /// Makes an action as if it were done, in place: a copy for each request would cost as much as the workspace is large.
  mutating func attempt(_ action: Change.Action) -> Trial {
    Trial(confirmed: confirmed.apply(action), worstCase: worstCase.apply(action))
  }

  mutating func takeBack(_ trials: [Trial]) {
    confirmed.takeBack(trials.flatMap(\.confirmed))
    worstCase.takeBack(trials.flatMap(\.worstCase))
  }

  mutating func created(_ name: String, _ id: GroupID) { created[name] = id }

  /// The id of a group, those that this run created included.
  func id(of group: GroupReference) -> GroupID? { group.id ?? created[group.name] }

  /// The id of a subject; nil for whoever is no member yet and for a group that nobody has made.
  func id(of subject: Subject) -> String? {
    switch subject {
    case .person(let person): person.id?.text
    case .group(let group): id(of: group)?.text
    }
  }

  /// What a subject holds by all that was done so far.
  func grants(of subject: Subject) -> Set<Grant> { confirmed.grants(of: subject) }

  /// Keeps what a subject holds before a write to it, so that a read that lags behind our own writes is recognised.
  mutating func remember(_ subject: Subject) { history[subject.historyKey, default: []].append(grants(of: subject)) }

  /// Grants of which this run does not know whether the subject holds them, because an answer of its own was lost.
  func uncertain(of subject: Subject) -> Set<Grant> { uncertain[subject.historyKey] ?? [] }

  /// Every set of grants that a fresh read may show without anybody else having changed anything.
  func expected(of subject: Subject) -> [Set<Grant>] { [grants(of: subject)] + (history[subject.historyKey] ?? []) }
}

extension Subject {
  fileprivate var historyKey: String {
    switch self {
    case .person(let person): "person \(person.email.key)"
    case .group(let group): "group \(group.key)"
    }
  }
}
