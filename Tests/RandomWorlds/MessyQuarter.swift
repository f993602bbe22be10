package import Access

/// A workspace of 300 people that a policy said all of, and a quarter of work by hand beside that policy: the same on every
/// machine, with what was done, so that a test can ask whether a report tells that and nothing else.
package struct MessyQuarter {
  /// Something that was done, in Segment or in the policy, and whom it concerns.
  package struct Deed: Sendable {
    package let words: String
    package let people: Set<Email>
    package let groups: Set<String>
  }

  /// When the policy said all that there was.
  package let before: ActualState
  package private(set) var actual: ActualState
  package private(set) var desired: DesiredState
  package private(set) var deeds: [Deed] = []

  package init() {
    before = Beginning().state
    actual = before
    guard let exactly = DesiredState(exactly: before) else { preconditionFailure("no two groups have one name") }
    desired = exactly
    writeDown()
    giveByHand()
    callOtherwise()
    takeByHand()
    come()
    end()
  }

  /// What a policy says besides.
  private mutating func writeDown() {
    desired.manage = Manage(people: .exact, directRoles: .exact, groups: .atLeast)
    desired.guardrails = [
      Guardrail(.minimumHolders(.name(Role.ownerName), count: 2), at: place(1)),
      Guardrail(.maximumRemovals(count: 100, percent: 50), at: place(2)),
    ]
    desired.ignore = [IgnoreRule(person: Glob("*@segment.com"), reason: "Segment's own support", at: place(3))]
    for at in desired.groups.indices where desired.groups[at].name.hasPrefix("okta-") {
      desired.groups[at].members = .unmanaged(place(100 + at))
    }
    let names = Dictionary(before.people.map { ($0.email, $0.name) }) { first, _ in first }
    for at in desired.people.indices {
      desired.people[at].at = place(1000 + at)
      desired.people[at].name = names[desired.people[at].email]
    }
  }

  private mutating func giveByHand() {
    for (number, grant) in [World.owner, World.sourceAdmin, World.sourceReader, World.functionAdmin].enumerated() {
      let at = 40 + number
      actual.people[at].grants = Set(actual.people[at].grants + [Grant(grant.id)]).sorted()
      note("\(grant.name) by hand", [actual.people[at].email])
    }
    for number in 0..<3 {
      let who = actual.people[60 + number].email
      actual.groups[2 + number].members = Set(actual.groups[2 + number].members + [who]).sorted()
      note("put into a group by hand", [who])
    }
    actual.groups.append(
      ActualGroup(
        id: "g-hackathon", name: "Hackathon", grants: [Grant(World.base.id), Grant(World.sourceAdmin.id)].sorted(),
        members: actual.people[70..<74].map(\.email)))
    note("a group by hand", [], ["Hackathon"])
    actual.invites.append(actual.people[80].email)
    note("a member invited again", [actual.people[80].email])
  }

  private mutating func callOtherwise() {
    for at in [90, 91] {
      let (old, new) = (actual.people[at].email, Email("\(actual.people[at].id.text)@acme.com"))
      actual.people[at].email = new
      for group in actual.groups.indices {
        actual.groups[group].members = actual.groups[group].members.map { $0 == old ? new : $0 }
      }
      note("another address", [old, new])
    }
    note("another name", [], [actual.groups[8].name, "Renamed"])
    actual.groups[8].name = "Renamed"
  }

  /// A source is deleted that two people have a role on; a role and two places are taken.
  private mutating func takeByHand() {
    let gone = Grant(World.sourceAdmin.id, on: .resource(.source, "src-19"))
    for at in actual.people.indices where actual.people[at].grants.contains(gone) {
      actual.people[at].grants.removeAll { $0 == gone }
      note("a source is gone", [actual.people[at].email])
    }
    actual.resources.removeAll { $0.id == "src-19" }
    for number in 5..<7 {
      guard let who = actual.groups[number].members.last else { continue }
      actual.groups[number].members.removeLast()
      note("taken out of a group by hand", [who])
    }
    if let at = actual.people.indices.first(where: { $0 > 120 && actual.people[$0].grants.count > 1 }) {
      actual.people[at].grants = [Grant(World.base.id)]
      note("a role taken by hand", [actual.people[at].email])
    }
  }

  private mutating func come() {
    for name in ["tom", "uma", "vic"] {
      let email = Email("\(name)@partner.example")
      actual.invites.append(email)
      note("invited by hand", [email])
    }
    for name in ["wes", "xia"] {
      let email = Email("\(name)@acme.com")
      actual.people.append(
        ActualPerson(
          id: UserID("u-\(name)"), email: email, name: name,
          grants: [Grant(World.base.id), Grant(World.sourceReader.id)].sorted()))
      actual.groups[3].members = (actual.groups[3].members + [email]).sorted()
      note("came by hand", [email])
    }
    actual.people.append(
      ActualPerson(id: "u-segment", email: "help@segment.com", grants: [Grant(World.sourceReader.id)]))
  }

  private mutating func end() {
    for at in 200..<225 {
      let email = before.people[at].email
      let hasEnded = at < 203
      declare(email) { person in
        (person.until, person.untilAt) = (Expiry(hasEnded ? "2026-11-15" : "2027-06-30"), person.at)
      }
      if hasEnded { note("an end that has passed", [email]) }
    }
    for at in [230, 231] {
      let email = before.people[at].email
      declare(email) { person in (person.presence, person.roles) = (.departed(person.at), .unwritten) }
      for group in desired.groups.indices {
        guard case .written(let members, let place) = desired.groups[group].members else { continue }
        desired.groups[group].members = .written(members.filter { $0.person != email }, at: place)
      }
      note("departed", [email])
    }
  }

  private mutating func declare(_ email: Email, _ change: (inout DesiredPerson) -> Void) {
    for at in desired.people.indices where desired.people[at].email == email { change(&desired.people[at]) }
  }

  private mutating func note(_ words: String, _ people: [Email], _ groups: [String] = []) {
    deeds.append(Deed(words: words, people: Set(people), groups: Set(groups)))
  }

  private func place(_ line: Int) -> Place { Place(file: "policy.yaml", line: line, column: 3) }
}

/// The workspace as it was written down.
private struct Beginning {
  private(set) var state: ActualState
  private var dice = Dice(seed: 3)

  private static let first = [
    "ada", "ben", "cleo", "dana", "emil", "fay", "gus", "hana", "ivo", "june", "kai", "lin", "mona", "nils", "olga",
    "pau", "quinn", "rosa", "sven", "tess",
  ]
  private static let last = [
    "adler", "brandt", "costa", "dietz", "ek", "falk", "gray", "holm", "ito", "jansen", "kern", "lind", "moreau",
    "novak",
    "ortiz",
  ]

  init() {
    state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles)
    state.resources = (0..<20).map {
      Resource(.source, id: ResourceID("src-\($0)"), slug: "source-\($0)", name: "Source \($0)")
    }
    state.resourceKindsRead = Set(ResourceKind.allCases)
    state.labels = World.labels
    for last in Self.last {
      for first in Self.first { join("\(first).\(last)", "\(first.capitalized) \(last.capitalized)") }
    }
    for number in 0..<24 { add(group: number) }
    // Two people have a role on a source that will be deleted.
    for at in [150, 151] { give(Grant(World.sourceAdmin.id, on: .resource(.source, "src-19")), at) }
    state.invites = (0..<12).map { Email("new.\($0)@acme.com") }
  }

  private mutating func join(_ name: String, _ shown: String) {
    let at = state.people.count
    state.people.append(
      ActualPerson(
        id: UserID("u-\(at)"), email: Email("\(name)@acme.com"), name: shown, grants: [Grant(World.base.id)]))
    if at < 2 { give(Grant(World.owner.id), at) }
    guard dice.chance(20) else { return }
    give(
      Grant(
        dice.pick([World.sourceAdmin.id, World.sourceReader.id]),
        on: .resource(.source, ResourceID("src-\(Int.random(in: 0..<19, using: &dice))"))), at)
  }

  private mutating func give(_ grant: Grant, _ at: Int) {
    state.people[at].grants = Set(state.people[at].grants + [grant]).sorted()
  }

  private mutating func add(group number: Int) {
    let name = number == 0 ? "Admins" : number < 20 ? "Team \(number)" : "okta-\(number)"
    let members = number == 0 ? [state.people[2].email] : dice.some(state.people.map(\.email), 8)
    let role = number == 0 ? Grant(World.owner.id) : Grant(dice.pick([World.sourceReader.id, World.functionAdmin.id]))
    state.groups.append(
      ActualGroup(
        id: GroupID("g-\(number)"), name: name, grants: [Grant(World.base.id), role].sorted(),
        members: members.sorted()))
  }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
