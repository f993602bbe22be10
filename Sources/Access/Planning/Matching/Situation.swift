/// Everything planning looks at, gathered once: the two states, the moment, and what was matched between them.
struct Situation {
  let desired: DesiredState
  let actual: ActualState
  /// Who holds what as read.
  let before: Holdings
  let clock: Clock
  let options: PlanOptions
  let roles: RoleDirectory
  let resources: ResourceDirectory
  let people: PeopleMatching
  let groups: GroupsMatching
  let ignoring: Ignoring
  /// Every address of the people that `protected-people` names, old ones included: whoever is protected stays so while
  /// Segment still knows them by another address.
  let protected: Set<Email>
  let names: Names
  let losses: Losses

  init(_ desired: DesiredState, _ actual: ActualState, at now: Moment, options: PlanOptions) {
    self.desired = desired
    self.actual = actual
    before = Holdings(actual)
    self.options = options
    clock = Clock(now: now, difference: actual.clockDifference)
    roles = RoleDirectory(actual.roles, unlisted: actual.unlistedRoles)
    resources = ResourceDirectory(actual)
    ignoring = Ignoring(desired.ignore, names: Names(actual))
    let people = PeopleMatching(desired.people, actual)
    self.people = people
    groups = GroupsMatching(desired.groups, actual.groups)
    protected = Set(
      desired.guardrails.flatMap { guardrail -> [Email] in
        guard case .protectedPeople(let named) = guardrail.rule else { return [] }
        return named.flatMap(people.addresses)
      })
    names = Names(actual)
    losses = Losses(before: before, roles: roles, names: names)
  }

  /// Whether a grant is the base grant, which is never a difference unless declared.
  func isBase(_ grant: Grant) -> Bool { roles.isBase(grant) }

  /// What `previously`, case and `manage` leave of a person: whether the policy says they leave, and why.
  func departure(of person: DesiredPerson) -> Departure? {
    if case .departed(let place) = person.presence {
      return Departure(cause: .departed, at: place, reason: "departed: true")
    }
    guard let until = person.until, clock.hasEnded(until) else { return nil }
    return Departure(cause: .ended, at: person.untilAt ?? person.at, reason: "until \(until) has passed")
  }
}

/// Why a declared person leaves the workspace.
struct Departure {
  let cause: Change.Cause
  let at: Place
  let reason: String
}

/// This machine's clock, and whether Segment's agrees well enough for anything to end by it.
struct Clock {
  let now: Moment
  let differs: Bool

  /// Minutes of difference that are put down to a slow answer and not to a wrong clock.
  private static let tolerance: Int64 = 5 * 60

  init(now: Moment, difference: Int64?) {
    self.now = now
    differs = difference.map { $0.magnitude > UInt64(Clock.tolerance) } ?? false
  }

  /// Nothing ends while the clocks differ: access that should have ended a little longer beats access that ends early.
  func hasEnded(_ expiry: Expiry?) -> Bool {
    guard !differs, let expiry else { return false }
    return expiry.hasEnded(at: now)
  }
}
