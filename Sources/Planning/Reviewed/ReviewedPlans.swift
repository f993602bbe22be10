package import Access

/// Plans that somebody reviewed, asked whether they cover a change.
///
/// A change is covered if one of them shows it and if whatever it newly gives to anybody is held in what one of them
/// leads to: what a join or a grant to a group brings depends on what others did to that group meanwhile.
package struct ReviewedPlans {
  private let plans: [Plan]
  private let ends: [KnownEnd]
  private let shown: Set<ShownDeed>
  /// The latest moment at which a workspace was read for one of them: what ended after it no reviewer could see.
  private let reviewedAt: Moment

  /// - Parameter plans: at least one.
  package init(_ plans: [Plan]) {
    self.plans = plans
    ends = plans.compactMap { $0.leadsTo.map(KnownEnd.init) }
    shown = Set(plans.flatMap(\.changes).map { ShownDeed($0.action) })
    reviewedAt = plans.map(\.actual.readAt).max() ?? Moment(seconds: .max)
  }

  /// Whether one of them shows a change; an end that came after them is what every policy with an `until` says.
  func show(_ change: Change) -> Bool {
    if change.kind.isRemoval, change.cause == .ended, let end = change.end, end.until.last >= reviewedAt { return true }
    return ShownDeed.perhaps(change.action).contains(where: shown.contains)
  }

  /// Whether somebody holds a grant in what one of them leads to.
  func give(_ grant: Grant, to person: PersonReference) -> Bool { ends.contains { $0.has(grant, person) } }

  /// What they show and a plan neither makes nor keeps from being made.
  func notNeeded(by plan: Plan, besides notMade: [Change]) -> [Change] {
    let open = Set((plan.changes + notMade).map(\.action).flatMap(ShownDeed.perhaps))
    let held = Set(plan.holds.map { AccessItem.Identity($0.item) })
    var seen: Set<Change.Action> = []
    return plans.flatMap(\.changes).filter { change in
      !open.contains(ShownDeed(change.action)) && !held.contains(change.action.item.identity)
        && seen.insert(change.action).inserted
    }
  }
}

/// One thing that a plan shows: kind, subject, role and scope. A subject goes by its id where the plan knows one.
private struct ShownDeed: Hashable {
  private enum Name: Hashable {
    case id(String)
    /// Of whom or what the plan knows no id.
    case newcomer(String)
  }

  private let kind: Change.Kind
  private let person: Name?
  private let group: Name?
  private let grant: Grant?
  /// What it is renamed to.
  private let becomes: String?

  /// As a plan shows it.
  init(_ action: Change.Action) {
    self.init(action, person: Self.person(of: action).map(Self.name), group: Self.group(of: action).map(Self.name))
  }

  private init(_ action: Change.Action, person: Name?, group: Name?) {
    (kind, grant) = (action.kind, action.grant)
    (self.person, self.group) = (person, group)
    becomes = action.newName
  }

  /// As an earlier plan may show it: whoever has an id now was perhaps a newcomer then.
  static func perhaps(_ action: Change.Action) -> [ShownDeed] {
    names(person(of: action)).flatMap { person in
      names(group(of: action)).map { ShownDeed(action, person: person, group: $0) }
    }
  }

  private typealias Known = (id: String?, name: String)

  private static func name(_ known: Known) -> Name { known.id.map(Name.id) ?? .newcomer(known.name) }

  private static func names(_ known: Known?) -> [Name?] {
    guard let known else { return [nil] }
    return known.id == nil ? [.newcomer(known.name)] : [name(known), .newcomer(known.name)]
  }

  private static func person(of action: Change.Action) -> Known? {
    action.item.personReference.map { ($0.id?.text, $0.email.key) }
  }

  private static func group(of action: Change.Action) -> Known? { action.group.map { ($0.id?.text, $0.name) } }
}

/// What one reviewed plan leads to, for questions.
private struct KnownEnd {
  private var byID: [UserID: Set<Grant>] = [:]
  /// Of whom it knows no id.
  private var newcomers: [Email: Set<Grant>] = [:]

  init(_ end: EndState) {
    for person in end.people { note(person.person, person.grants) }
    for group in end.groups {
      for member in group.members { note(member, group.grants) }
    }
  }

  private mutating func note(_ person: PersonReference, _ grants: [Grant]) {
    if let id = person.id {
      byID[id, default: []].formUnion(grants)
    } else {
      newcomers[person.email, default: []].formUnion(grants)
    }
  }

  func has(_ grant: Grant, _ person: PersonReference) -> Bool {
    if let id = person.id, byID[id]?.contains(grant) == true { return true }
    return newcomers[person.email]?.contains(grant) == true
  }
}
