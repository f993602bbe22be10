import Access
import Explaining
import RandomWorlds
import Testing

/// Who did it and when, as far as events tell.
struct AttributionTests: PlanningSuite {
  private func event(
    _ type: String, _ name: String?, id: String? = nil, at second: Int64 = 0, by actor: String = "users/u-ada"
  ) -> AuditEvent {
    AuditEvent(
      type, at: Moment(seconds: now.seconds - 1000 + second), actor: actor, resourceID: id, resourceName: name)
  }

  private func explanations(_ desired: DesiredState, _ actual: ActualState, _ events: [AuditEvent]) throws -> [String] {
    let drift = try #require(makeDrift(desired, actual, at: now).drift)
    return drift.explained(by: .read(events, since: now, isWhole: true), actual).findings.map { finding in
      switch finding.attribution {
      case .known(let author): "\(author.who): \(author.event)"
      case .perhaps(let author): "perhaps \(author.who): \(author.event)"
      case Finding.Attribution.none?: "nobody"
      case nil: "not asked"
      }
    }
  }

  private var desired: DesiredState {
    policy([declaredAda, person("bob", [])], groups: [group("Analytics", members: [])], manage: exact)
  }

  private var actual: ActualState {
    workspace([ada, member("bob", Held.admin)], groups: [team("Analytics", members: ["bob"])])
  }

  @Test func `an event of a type that can have made it, about the subject, by id or address in any case`() throws {
    for (name, id) in [("BOB@acme.com", nil), (nil, "u-bob")] as [(String?, String?)] {
      #expect(
        try explanations(desired, actual, [event("User Policy Updated", name, id: id)]) == [
          "ada@acme.com: User Policy Updated", "nobody",
        ])
    }
  }

  @Test func `whom nobody declares as an owner is said to have been made one, directly or through a group`() throws {
    let desired = policy([declaredAda], manage: .init(people: .atLeast, directRoles: .atLeast, groups: .atLeast))
    let actual = workspace(
      [ada, member("bob", Held.owner), member("eve")],
      groups: [team("Admins", [Held.owner], members: ["eve"])])
    let drift = try #require(makeDrift(desired, actual, at: now).drift)
    #expect(drift.asksForTrail)
    let events = [
      event("User Policy Updated", "bob@acme.com", at: 1), event("User Policy Updated", "eve@acme.com", at: 2),
      event("User Group Policy Updated", "Admins", at: 3), event("Subjects Added to Group", "Admins", at: 4),
    ]
    let told = drift.explained(by: .read(events, since: now, isWhole: true), actual)
    let said = told.plan.undeclaredOwners.map { owner -> String in
      guard case .known(let author) = told.ownersMadeBy[owner] else { return "nobody" }
      return "\(owner.person) \(owner.group ?? "directly"): \(author.event)"
    }
    #expect(said == ["bob@acme.com directly: User Policy Updated", "eve@acme.com Admins: User Group Policy Updated"])
  }

  @Test func `neither another type nor another subject nor an event without a time`() throws {
    let timeless = AuditEvent("User Policy Updated", at: nil, actor: "x", resourceName: "bob@acme.com")
    let events = [
      event("Source Modified", "bob@acme.com"), event("User Policy Updated", "ada@acme.com"),
      event("User Group Policy Updated", "bob@acme.com"), event("Policy Deleted", nil), timeless,
    ]
    #expect(try explanations(desired, actual, events) == ["nobody", "nobody"])
  }

  @Test func `the latest of several, and an actor nobody knows as Segment calls it`() throws {
    let events = [
      event("User Policy Updated", "bob@acme.com", at: 2, by: "public-api-token/TJ7z8cg6"),
      event("User Policy Updated", "bob@acme.com", at: 1), event("User Policy Updated", "bob@acme.com", at: 0),
    ]
    #expect(try explanations(desired, actual, events)[0] == "public-api-token/TJ7z8cg6: User Policy Updated")
  }

  @Test func `an event that names only the group is offered as perhaps`() throws {
    let events = [event("User Added To User Group", "Analytics")]
    #expect(try explanations(desired, actual, events)[1] == "perhaps ada@acme.com: User Added To User Group")
    let named = events + [event("Subjects Added to Group", "bob@acme.com")]
    #expect(try explanations(desired, actual, named)[1] == "ada@acme.com: Subjects Added to Group")
  }

  @Test func `a smaller plan and a trail that failed are said, and nothing is explained`() throws {
    let drift = try #require(makeDrift(desired, actual, at: now).drift)
    let absent = drift.explained(by: .notOnThisPlan, actual)
    #expect(absent.trail == .notOnThisPlan)
    #expect(absent.findings == drift.findings)
    #expect(drift.explained(by: .unreadable("503"), actual).trail == .unreadable("503"))
  }

  @Test(arguments: [
    ([], true, true), ([], false, false), (["Source Modified", "Violations Detected"], true, true),
    (["Source Modified", "User Policy Updated"], true, false), (["Something New"], true, false),
    (["source modified"], true, false),
  ])
  func `only a trail read to its end, with nothing about access and nothing unknown, shows nothing`(
    types: [String], isWhole: Bool, showsNothing: Bool
  ) {
    let trail = AuditTrail.read(types.map { event($0, nil) }, since: now, isWhole: isWhole)
    #expect(trail.showsNothing == showsNothing)
    #expect(!AuditTrail.notOnThisPlan.showsNothing)
    #expect(!AuditTrail.unreadable("").showsNothing)
  }
}
