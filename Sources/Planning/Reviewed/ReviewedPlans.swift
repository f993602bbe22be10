package import Access

/// Plans that somebody reviewed, asked whether they cover a change.
///
/// A change is covered if one of them shows it, lasting no less long and taking no less away, and if whatever it newly
/// gives to anybody is held in what one of them leads to: what a join or a grant to a group brings depends on what others
/// did to that group meanwhile.
package struct ReviewedPlans {
  private let plans: [Plan]
  private let terms: [Terms?]
  private let ends: [KnownEnd]
  private var shown: [ShownDeed: [Showing]] = [:]
  /// The latest moment at which a workspace was read for one of them.
  private let reviewedAt: Moment
  /// Whether one of them does not say what its policy lets end: then whatever ended after it counts as known to it.
  let leavesEndsOut: Bool

  /// What one of the plans says of a change that it shows.
  private struct Showing {
    let loses: Set<String>
    /// Of what it gives.
    let until: Expiry?
  }

  /// - Parameter plans: at least one.
  package init(_ plans: [Plan]) {
    self.plans = plans
    terms = plans.map { $0.leadsTo?.ends.map(Terms.init) }
    let told = zip(plans, terms).map { $1 ?? Terms(ofChanges: $0.changes) }
    ends = zip(plans, told).compactMap { plan, terms in plan.leadsTo.map { KnownEnd($0, terms) } }
    for (plan, terms) in zip(plans, told) {
      for change in plan.changes {
        shown[ShownDeed(change.action), default: []].append(
          Showing(loses: Set(change.loses), until: terms.until(of: change.action.item)))
      }
    }
    reviewedAt = plans.map(\.actual.readAt).max() ?? Moment(seconds: .max)
    leavesEndsOut = plans.contains { $0.leadsTo?.ends == nil && $0.notUndone == nil }
  }

  /// Why no plan shows a change as it would be made; nil where one does, or where its policy knew this end.
  ///
  /// - Parameter terms: what the policy lets end now.
  func objection(to change: Change, _ terms: Terms, _ clock: Clock) -> String? {
    if change.kind.isRemoval, change.cause == .ended, let end = change.end, know(end, of: change, clock) { return nil }
    let found = ShownDeed.perhaps(change.action).flatMap { shown[$0] ?? [] }
    guard !found.isEmpty else {
      return change.cause == .ended
        ? "no reviewed plan shows it or knows that it was to end by now" : "no reviewed plan shows it"
    }
    let until = terms.until(of: change.action.item)
    let fewest = { (of: [Showing]) in
      of.map { shown in change.loses.filter { !shown.loses.contains($0) } }.min { $0.count < $1.count } ?? []
    }
    guard change.kind.effect == .added else {
      let more = fewest(found)
      return more.first.map { "would now also take away \($0)\(more.count > 1 ? " and \(more.count - 1) more" : "")" }
    }
    if found.contains(where: { !until.outlasts($0.until) }) { return nil }
    return found.compactMap(\.until).max().map {
      "is reviewed until \($0), and the policy now gives it \(until.inWords)"
    }
  }

  /// Whether the policy of one of them let this end by now.
  private func know(_ end: Change.End, of change: Change, _ clock: Clock) -> Bool {
    if leavesEndsOut, end.until.last >= reviewedAt { return true }
    let item: AccessItem =
      end.isOfPerson
      ? change.action.item.personReference.map { .account($0) } ?? change.action.item : change.action.item
    return terms.contains { clock.hasEnded($0?.own(item)) }
  }

  /// Why nobody agreed that somebody has a grant for as long; nil where what one of them leads to has it so.
  func objection(toGiving grant: Grant, to person: PersonReference, until: Expiry?) -> GainObjection? {
    let found = ends.flatMap { $0.terms(of: grant, person) }
    if found.isEmpty { return .unknown }
    if found.contains(where: { !until.outlasts($0) }) { return nil }
    return found.compactMap(\.self).max().map(GainObjection.shorter)
  }

  enum GainObjection {
    case unknown
    /// The latest end that was agreed to.
    case shorter(Expiry)
  }

  /// What they show and a plan neither makes nor keeps from being made.
  ///
  /// - Parameters:
  ///   - changes: all that are needed, whether or not this run makes them.
  ///   - holds: all that are needed and held.
  func notNeeded(changes: [Change], holds: [Hold]) -> [Change] {
    let open = Set(changes.map(\.action).flatMap(ShownDeed.perhaps))
    // By name too: names may have come to others meanwhile, and who is meant by them now still waits for it.
    let named = Set(
      changes.map { NamedDeed($0.kind, $0.action.item) } + holds.map { NamedDeed($0.kind, $0.item) })
    let held = Set(holds.map { AccessItem.Identity($0.item) })
    var seen: Set<Change.Action> = []
    return plans.flatMap(\.changes).filter { change in
      !open.contains(ShownDeed(change.action)) && !named.contains(NamedDeed(change.kind, change.action.item))
        && !held.contains(change.action.item.identity) && seen.insert(change.action).inserted
    }
  }
}

extension Expiry? {
  /// `until 2027-01-31`, `without an end`
  var inWords: String { map { "until \($0)" } ?? "without an end" }
}

/// A person or a group, by its id where a plan knows one.
private enum SubjectName: Hashable {
  case id(String)
  /// Of whom or what the plan knows no id.
  case newcomer(String)

  init(_ person: PersonReference) { self = person.id.map { .id($0.text) } ?? .newcomer(person.email.key) }
  init(_ group: GroupReference) { self = group.id.map { .id($0.text) } ?? .newcomer(group.name) }

  /// As an earlier plan may know them: whoever has an id now was perhaps a newcomer then.
  static func perhaps(_ person: PersonReference?) -> [SubjectName?] {
    guard let person else { return [nil] }
    return person.id == nil ? [SubjectName(person)] : [SubjectName(person), .newcomer(person.email.key)]
  }

  static func perhaps(_ group: GroupReference?) -> [SubjectName?] {
    guard let group else { return [nil] }
    return group.id == nil ? [SubjectName(group)] : [SubjectName(group), .newcomer(group.name)]
  }
}

/// One thing that a plan shows: kind, subject, role and scope.
private struct ShownDeed: Hashable {
  private let kind: Change.Kind
  private let person: SubjectName?
  private let group: SubjectName?
  private let grant: Grant?
  /// What it is renamed to.
  private let becomes: String?

  /// As a plan shows it.
  init(_ action: Change.Action) {
    self.init(action, person: action.item.personReference.map { .init($0) }, group: action.group.map { .init($0) })
  }

  private init(_ action: Change.Action, person: SubjectName?, group: SubjectName?) {
    (kind, grant) = (action.kind, action.grant)
    (self.person, self.group) = (person, group)
    becomes = action.newName
  }

  /// As an earlier plan may show it.
  static func perhaps(_ action: Change.Action) -> [ShownDeed] {
    SubjectName.perhaps(action.item.personReference).flatMap { person in
      SubjectName.perhaps(action.group).map { ShownDeed(action, person: person, group: $0) }
    }
  }
}

/// What is done to whom, whatever ids they have.
private struct NamedDeed: Hashable {
  private let kind: Change.Kind
  private let person: Email?
  private let group: String?
  private let grant: Grant?

  init(_ kind: Change.Kind, _ item: AccessItem) {
    (self.kind, person, group, grant) = (kind, item.person, item.group?.name, item.grant)
  }
}

/// What a policy lets end and when, for questions.
struct Terms {
  private struct Key: Hashable {
    let person: SubjectName?
    let group: SubjectName?
    let grant: Grant?
  }

  private var ends: [Key: Expiry] = [:]

  init(_ ends: [EndState.End]) {
    for end in ends { note(end.item, end.until) }
  }

  /// As far as changes say: a plan from before plans said all of it.
  init(ofChanges changes: [Change]) {
    for change in changes {
      if let until = change.until { note(change.action.item, until) }
    }
  }

  private mutating func note(_ item: AccessItem, _ until: Expiry) {
    let person = item.personReference.map { SubjectName($0) }
    let key = Key(person: person, group: item.group.map { SubjectName($0) }, grant: item.grant)
    ends[key] = ends[key].map { max($0, until) } ?? until
  }

  /// The end of its own entry.
  func own(_ item: AccessItem) -> Expiry? {
    SubjectName.perhaps(item.personReference).lazy.flatMap { person in
      SubjectName.perhaps(item.group).map { Key(person: person, group: $0, grant: item.grant) }
    }.compactMap { ends[$0] }.first
  }

  /// When it ends by its own entry or with the person.
  func until(of item: AccessItem) -> Expiry? {
    .first(own(item), item.personReference.flatMap { own(.account($0)) })
  }

  /// When somebody's grant ends that they have directly or, with a group, through that.
  func until(of grant: Grant, of person: PersonReference, through group: GroupReference?) -> Expiry? {
    guard let group else { return until(of: .grant(grant, of: .person(person))) }
    return .first(until(of: .membership(person, group)), own(.grant(grant, of: .group(group))))
  }
}

/// What one reviewed plan leads to, for questions: who has what, and until when.
private struct KnownEnd {
  /// Each end of a grant, by the ways to it; nil for none.
  private var held: [SubjectName: [Grant: [Expiry?]]] = [:]

  init(_ end: EndState, _ terms: Terms) {
    for person in end.people { note(person.person, person.grants, nil, terms) }
    for group in end.groups {
      for member in group.members { note(member, group.grants, group.group, terms) }
    }
  }

  private mutating func note(_ person: PersonReference, _ grants: [Grant], _ group: GroupReference?, _ terms: Terms) {
    for grant in grants {
      held[SubjectName(person), default: [:]][grant, default: []].append(
        terms.until(of: grant, of: person, through: group))
    }
  }

  func terms(of grant: Grant, _ person: PersonReference) -> [Expiry?] {
    SubjectName.perhaps(person).compactMap(\.self).flatMap { held[$0]?[grant] ?? [] }
  }
}
