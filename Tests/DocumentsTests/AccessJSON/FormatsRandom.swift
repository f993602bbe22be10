import RandomWorlds

@testable import Access

/// Random values of everything the formats carry, names included that are hard on a writer of text.
extension Dice {
  private static let hardTexts = [
    "Analytics", "a/b", "quote\"", "back\\slash", "tab\t", "line\nbreak", "\u{1b}[31m", "\u{202e}evil", "é", "e\u{301}",
    "👩‍💻", "\u{2028}", "nul\u{0}", "{\"}", "source/website", "id/x", " ", "\u{7f}", "\u{10ffff}", "Workspace Owner",
    "\u{301}x", "/\u{301}", "\u{D4E}", "\r\n", "a\u{FE0F}", "*\u{20DD}",
  ]

  mutating func some<Element>(upTo most: Int, _ make: (inout Self) -> Element) -> [Element] {
    (0..<Int.random(in: 0...most, using: &self)).map { _ in make(&self) }
  }

  mutating func maybe<Element>(_ make: (inout Self) -> Element) -> Element? { chance(50) ? make(&self) : nil }

  mutating func text() -> String { pick(Self.hardTexts) }
  mutating func id(_ prefix: String) -> String { "\(prefix)\(Int.random(in: 0..<6, using: &self))" }
  mutating func email() -> Email { Email("\(pick(["ada", "Bob", "grace+x", "lin"]))@acme\(id("")).com") }
  mutating func moment() -> Moment {
    Moment(seconds: Int64.random(in: -60_000_000_000...200_000_000_000, using: &self))
  }

  mutating func place() -> Place {
    Place(
      file: pick(["people.yaml", "a:1:2/b.yaml", "", "x\u{D4E}", "y:\u{301}"]),
      line: .random(in: 1...999, using: &self),
      column: .random(in: 1...80, using: &self))
  }

  mutating func scope() -> Scope {
    switch Int.random(in: 0..<3, using: &self) {
    case 0: .workspace
    case 1: LabelSet((0...2).map { _ in Label(id("k"), text()) }).map(Scope.labels) ?? .workspace
    default:
      .resource(
        pick(ResourceKind.allCases), ResourceID(chance(70) ? id("res") : pick(["\u{301}res", "/\u{338}x", "\u{D4E}/"])))
    }
  }

  mutating func grant() -> Grant { Grant(RoleID(id("role")), on: scope()) }
  mutating func workspace() -> Workspace { Workspace(id: id("ws"), slug: id("acme"), name: text()) }

  mutating func incompleteRead() -> IncompleteRead {
    let parts: [IncompleteRead.Part] = [
      .roles, .people, .invites, .groups, .person(UserID(id("u"))), .group(GroupID(id("g"))),
      .resources(pick(ResourceKind.allCases)), .labels,
    ]
    return IncompleteRead(pick(parts), text())
  }

  mutating func actualState() -> ActualState {
    var state = ActualState(
      workspace: workspace(), readAt: moment(), source: .snapshot,
      roles: some(upTo: 4) { Role(id: RoleID($0.id("role")), name: $0.text(), description: $0.text()) },
      people: some(upTo: 5) { random in
        ActualPerson(
          id: UserID(random.id("u")), email: random.email(), name: random.text(),
          grants: random.some(upTo: 3) { $0.grant() }, notUnderstood: random.some(upTo: 1) { $0.text() },
          asOf: random.maybe { $0.moment() })
      },
      invites: some(upTo: 4) { $0.email() },
      groups: some(upTo: 4) { random in
        ActualGroup(
          id: GroupID(random.id("g")), name: random.text(), grants: random.some(upTo: 3) { $0.grant() },
          members: random.some(upTo: 4) { $0.email() }, invites: random.some(upTo: 2) { $0.email() },
          notUnderstood: random.some(upTo: 1) { $0.text() }, asOf: random.maybe { $0.moment() })
      })
    if chance(30) { state.segmentTime = Moment(seconds: state.readAt.seconds - 3600) }
    state.incomplete = some(upTo: 2) { $0.incompleteRead() }
    state.notOnThisPlan = Set(some(upTo: 2) { $0.pick(ActualState.Feature.allCases) })
    state.resources = some(upTo: 4) { random in
      Resource(
        random.pick(ResourceKind.allCases), id: ResourceID(random.id("res")), slug: random.text(), name: random.text(),
        labels: random.some(upTo: 2) { Label($0.id("k"), $0.text()) })
    }
    state.resourceKindsRead = Set(some(upTo: 4) { $0.pick(ResourceKind.allCases) })
    state.labels = some(upTo: 3) { Label($0.id("k"), $0.text()) }
    return state
  }
}
