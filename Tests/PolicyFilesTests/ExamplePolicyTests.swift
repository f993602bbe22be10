import Access
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `The example that documents the format` {
  private static let file = "policy.yaml"
  private static let shared = "../shared/people.yaml"

  private static func at(_ line: Int, _ column: Int) -> Place { Place(file: file, line: line, column: column) }
  private static func end(_ text: String) -> Expiry { Expiry(text)! }

  @Test func `loads without a word`() {
    #expect(PolicyDirectory(ExamplePolicy.files).report() == "")
  }

  @Test func `means exactly this`() throws {
    let desired = try #require(PolicyDirectory(ExamplePolicy.files).load().desired)
    #expect(desired.workspace == DesiredWorkspace(slug: "acme", region: .us, at: Self.at(1, 1)))
    #expect(desired.manage == Manage(people: .exact, directRoles: .exact, groups: .atLeast))
    #expect(desired.people == Self.people)
    #expect(desired.groups == [Self.analytics])
    #expect(desired.guardrails == Self.guardrails)
    #expect(desired.ignore == Self.ignore)
    #expect(desired.teams == ["data-platform": ["ada@acme.com", "grace@acme.com"]])
    #expect(desired.files == 2)
    #expect(desired.digest.hasPrefix("sha256:"))
  }

  private static var people: [DesiredPerson] {
    var ada = DesiredPerson(
      "ada@acme.com", roles: .written([DesiredGrant(.name("Workspace Owner"), at: at(14, 13))], at: at(14, 12)),
      at: at(12, 3))
    ada.name = "Ada Lovelace"
    let bob = DesiredPerson("bob@acme.com", presence: .departed(at(28, 5)), at: at(27, 3))
    var contractor = DesiredPerson("contractor@vendor.com", at: at(23, 3))
    contractor.until = end("2027-03-31")
    contractor.untilAt = at(24, 5)
    contractor.manager = "grace@acme.com"
    contractor.reason = "SOW-101"
    let eve = DesiredPerson(
      "eve@acme.com", presence: .departed(Place(file: shared, line: 3, column: 5)),
      at: Place(file: shared, line: 2, column: 3))
    let grace = DesiredPerson("grace@acme.com", at: at(15, 3))
    let website = DesiredGrant(
      .name("Source Admin"), on: .resource(.source, "website"), until: end("2027-01-31"), reason: "SEC-142",
      at: at(19, 9))
    let lin = DesiredPerson("lin@acme.com", roles: .written([website], at: at(19, 7)), at: at(16, 3))
    var maria = DesiredPerson("maria@acme.com", at: at(29, 3))
    maria.previously = ["mary@acme.com"]
    var sam = DesiredPerson("sam@acme.com", presence: .endsOnly, at: Place(file: shared, line: 4, column: 3))
    sam.until = end("2027-06-30")
    sam.untilAt = Place(file: shared, line: 5, column: 5)
    return [ada, bob, contractor, eve, grace, lin, maria, sam]
  }

  private static var analytics: DesiredGroup {
    let labels = LabelSet([Label("environment", "dev"), Label("product", "truck")])!
    var group = DesiredGroup(
      "Analytics",
      members: .written(
        [
          member("ada@acme.com", throughTeamAt: at(34, 7)),
          member("grace@acme.com", throughTeamAt: at(35, 7)),
          DesiredMembership("lin@acme.com", at: at(17, 14)),
          DesiredMembership("maria@acme.com", until: end("2026-12-31"), reason: "cover for ada", at: at(48, 9)),
        ], at: at(47, 7)),
      roles: .written(
        [
          bundled(DesiredGrant(.name("Function Read-only"), on: .resource(.function, "geo-enrich"), at: at(40, 7))),
          DesiredGrant(.name("Source Admin"), on: .labels(labels), at: at(53, 9)),
          bundled(DesiredGrant(.name("Source Read-only"), at: at(39, 7))),
        ], at: at(52, 7)),
      at: at(44, 3))
    group.previously = ["Analysts"]
    return group
  }

  private static func member(_ email: Email, throughTeamAt place: Place) -> DesiredMembership {
    var member = DesiredMembership(email, team: "data-platform", at: at(47, 9))
    member.teamEntry = place
    return member
  }

  private static func bundled(_ grant: DesiredGrant) -> DesiredGrant {
    var grant = grant
    grant.bundle = PolicyReference("source-reader", at: at(52, 9))
    return grant
  }

  private static var guardrails: [Guardrail] {
    [
      Guardrail(.allowedDomains(["acme.com", "vendor.com"]), at: at(63, 5)),
      Guardrail(.maximumRemovals(count: 10, percent: 20), at: at(60, 5)),
      Guardrail(.minimumHolders(.name("Workspace Owner"), count: 2), at: at(57, 5)),
    ]
  }

  private static var ignore: [IgnoreRule] {
    [
      IgnoreRule(group: Glob("okta-*"), reason: "owned by SCIM", at: at(70, 5)),
      IgnoreRule(
        person: Glob("*@segment.com"), reason: "Segment's own support staff", until: end("2027-06-30"), at: at(67, 5)),
    ]
  }
}
