package import Access

/// Everything planning looks at, gathered once: the two states, the moment, and what was matched between them.
package struct PlanningInput {
  /// The policy.
  package let desired: DesiredState
  /// The workspace, as it was read.
  package let actual: ActualState
  /// Who holds what as read.
  let before: Holdings
  /// What time it is, for whatever ends.
  package let clock: Clock
  /// What things were called before; nil where that is not known.
  package let baseline: Baseline?
  /// Whose account the baseline knows and is gone.
  private let leavers: Set<Email>
  /// What the command line asks for.
  package let options: PlanOptions
  /// The roles that Segment offers.
  package let roles: RoleDirectory
  /// What roles can be narrowed to.
  package let resources: ResourceDirectory
  /// Who of the policy is who of the workspace.
  package let people: PeopleMatching
  /// Which group of the policy is which of the workspace.
  package let groups: GroupsMatching
  /// The ignore rules in force.
  package let ignoring: Ignoring
  /// Every address of the people that `protected-people` names, old ones included: whoever is protected stays so while
  /// Segment still knows them by another address.
  let protected: Set<Email>
  /// What roles, resources and groups are called.
  package let names: Names
  let losses: Losses

  /// Matches both states; nothing is compared yet.
  ///
  /// - Parameter baseline: what things were called before; nil where that is not known.
  package init(
    _ desired: DesiredState, _ actual: ActualState, at now: Moment, options: PlanOptions, baseline: Baseline? = nil
  ) {
    self.baseline = baseline
    leavers = baseline?.leavers(in: actual) ?? []
    self.desired = desired
    self.actual = actual
    before = Holdings(actual)
    self.options = options
    clock = Clock(now: now, difference: actual.clockDifference)
    roles = RoleDirectory(actual.roles, unlisted: actual.unlistedRoles)
    resources = ResourceDirectory(actual)
    ignoring = Ignoring(desired.ignore, names: Names(actual))
    let people = PeopleMatching(desired.people, actual, baseline)
    self.people = people
    groups = GroupsMatching(desired.groups, deleted: desired.deletedGroups, actual.groups, baseline)
    protected = Set(
      desired.guardrails.flatMap { guardrail -> [Email] in
        guard case .protectedPeople(let named) = guardrail.rule else { return [] }
        return named.flatMap(people.addresses)
      })
    names = Names(actual)
    losses = Losses(before: before, roles: roles, names: names)
  }

  /// Who is who by the policy and the workspace alone, whatever a baseline knows.
  var matchedByName: (people: PeopleMatching, groups: GroupsMatching) {
    if people.moved.isEmpty, groups.moved.isEmpty { return (people, groups) }
    return (
      PeopleMatching(desired.people, actual, nil),
      GroupsMatching(desired.groups, deleted: desired.deletedGroups, actual.groups, nil)
    )
  }

  /// When the baseline still knew the account of somebody who has none now; nil where it knows of none.
  func wasMember(_ person: DesiredPerson) -> Moment? {
    ([person.email] + person.previously).contains(where: leavers.contains) ? baseline?.asOf : nil
  }

  /// Whether a grant is the base grant, which is never a difference unless declared.
  package func isBase(_ grant: Grant) -> Bool { roles.isBase(grant) }

  /// What `previously`, case and `manage` leave of a person: whether the policy says they leave, and why.
  package func departure(of person: DesiredPerson) -> Departure? {
    if case .departed(let place) = person.presence {
      return Departure(cause: .departed, at: place, reason: "departed: true")
    }
    guard let until = person.until, clock.hasEnded(until) else { return nil }
    return Departure(cause: .ended, at: person.untilAt ?? person.at, reason: "until \(until) has passed")
  }
}

/// Why a declared person leaves the workspace.
package struct Departure {
  let cause: Change.Cause
  let at: Place
  /// In words, for the reader of a plan.
  package let reason: String
}

/// This machine's clock, and whether Segment's agrees well enough for anything to end by it.
package struct Clock {
  /// The moment of the plan.
  package let now: Moment
  package let differs: Bool

  /// Minutes of difference that are put down to a slow answer and not to a wrong clock.
  private static let tolerance: Int64 = 5 * 60

  /// - Parameter difference: as ``ActualState/clockDifference``.
  package init(now: Moment, difference: Int64?) {
    self.now = now
    differs = difference.map(Clock.differs) ?? false
  }

  /// Whether clocks that are so many seconds apart are no longer one.
  package static func differs(_ seconds: Int64) -> Bool { seconds.magnitude > UInt64(tolerance) }

  /// Nothing ends while the clocks differ: access that should have ended a little longer beats access that ends early.
  package func hasEnded(_ expiry: Expiry?) -> Bool {
    guard !differs, let expiry else { return false }
    return expiry.hasEnded(at: now)
  }
}

extension Baseline {
  /// The addresses of accounts that are not there any more.
  fileprivate func leavers(in actual: ActualState) -> Set<Email> {
    let here = Set(actual.people.map(\.id))
    return Set(people.lazy.filter { !here.contains($0.key) }.map(\.value))
  }
}
