import Access
import Explaining
import Planning
import RandomWorlds
import Testing

/// When a role was used last, and what may be called unused.
struct RoleUseTests: PlanningSuite {
  private let day: Int64 = 86_400

  private func event(
    _ type: String, _ days: Int64?, by actor: String = "users/u-bob", email: String? = nil
  ) -> AuditEvent {
    AuditEvent(
      type, at: days.map { Moment(seconds: now.seconds - $0 * day) }, actor: actor, actorEmail: email,
      resourceID: "anything")
  }

  /// So old that the trail is known to reach back.
  private var old: AuditEvent { event("Warehouse Run Failed", 80, by: "public-api-token/1") }

  private var actual: ActualState {
    workspace([ada, member("bob", Held.website), member("cy", Held.reader), member("dee", Held.functions)])
  }

  private func review(_ events: [AuditEvent], isWhole: Bool = true) throws -> AccessReview {
    let trail = AuditTrail.read(events, since: Moment(seconds: now.seconds - AuditTrail.kept), isWhole: isWhole)
    return try #require(reviewAccess(nil, actual, at: now).review).explained(by: trail, actual)
  }

  private func use(_ name: String, _ events: [AuditEvent]) throws -> RoleUse? {
    try review(events).rows.first { row in
      if case .grant = row.gain { row.person == email(name) } else { false }
    }?.lastUse
  }

  private func unused(_ events: [AuditEvent], isWhole: Bool = true, days: Int64 = 60) throws -> UnusedAccess {
    UnusedAccess(try review(events, isWhole: isWhole), for: days * day, at: now)
  }

  /// `bob@acme.com`, `bob@acme.com perhaps: …`
  private func told(_ unused: UnusedAccess) -> [String] {
    unused.rows.map { $0.person?.written ?? "" }
      + unused.doubtful.map { "\($0.row.person?.written ?? "") perhaps: \($0.why)" }
  }

  @Test func `the table names events that are known, and roles of Segment's by today's names`() {
    for family in RoleEvents.families {
      for event in family.events { #expect(AuditEventKind.bearing(of: event) != .unknown, "\(event)") }
      for role in family.roles { #expect(RoleCatalog.entry(role)?.name == role, "\(role)") }
    }
    let all = RoleEvents.families.flatMap(\.events)
    #expect(Set(all).count == all.count)
    #expect(RoleEvents.traces(of: "Functions Admin") == RoleEvents.traces(of: "Function Admin"))
    #expect(RoleEvents.traces(of: "Workspace Member") == .nothing)
    #expect(RoleEvents.traces(of: "Identity Admin") == .unknown)
  }

  @Test func `the last use is the latest event that the role allows, by id or address`() throws {
    let deeds = [event("Source Modified", 9), event("Source Enabled", 3), event("Source Function Modified", 1)]
    #expect(try use("bob", deeds) == .seen(.init("Source Enabled", at: Moment(seconds: now.seconds - 3 * day))))
    let byAddress = event("Source Modified", 2, by: "x", email: "BOB@acme.com")
    #expect(
      try use("bob", deeds + [byAddress]) == .seen(.init("Source Modified", at: Moment(seconds: now.seconds - 2 * day)))
    )
    #expect(try use("dee", deeds) == .notSeen(since: Moment(seconds: now.seconds - 9 * day)))
    #expect(try use("cy", deeds) == .leavesNoTrail)
    #expect(try use("ada", [event("Audience Created", 1, by: "users/u-ada")]) != .notSeen(since: nil))
  }

  @Test func `whoever did nothing of the kind is listed, and whoever did is not`() throws {
    let unused = try unused([
      old, event("Source Modified", 3), event("Source Function Modified", 70, by: "users/u-dee"),
    ])
    #expect(told(unused) == ["ada@acme.com", "dee@acme.com"])
    #expect(unused.used == 1)
    #expect(unused.withoutTrail.map(\.person) == [email("cy")])
    #expect(unused.trouble == nil)
  }

  @Test func `nothing is called unused on a trail that does not show it`() throws {
    let short = try unused([event("Source Modified", 59)])
    #expect(short.trouble == .short(oldest: Moment(seconds: now.seconds - 59 * day)))
    #expect(short.rows == [])
    #expect(try unused([]).trouble == .short(oldest: nil))
    let cut = try unused([old], isWhole: false)
    #expect(cut.trouble == .notWhole)
    #expect(cut.rows == [])
    #expect(try unused([old], days: 100).trouble != nil)
    let review = try #require(reviewAccess(nil, actual, at: now).review)
    let absent = UnusedAccess(review.explained(by: .notOnThisPlan, actual), for: day, at: now)
    #expect(absent.trouble == .notOnThisPlan)
    let lost = UnusedAccess(review.explained(by: .unreadable("503"), actual), for: day, at: now)
    #expect(lost.trouble == .unreadable("503"))
    #expect(UnusedAccess(review, for: day, at: now).trouble == .notAsked)
  }

  @Test(arguments: [
    ("Model Created", "users/u-dee", "they did 'Model Created', and no source says which role allows that"),
    // A row of the table has it, and that is an assumption.
    (
      "Storage Destination Created", "users/u-dee",
      "they did 'Storage Destination Created', and no source says which role allows that"
    ),
    ("Something New", "users/u-dee", "they did 'Something New', and no source says which role allows that"),
    ("Source Function Modified", "robot", "'Source Function Modified' was done by 'robot', whom Segment does not name"),
  ])
  func `what cannot be given to a role or to a person is no evidence that nothing was done`(
    type: String, actor: String, why: String
  ) throws {
    let unused = try unused([old, event("Source Modified", 1), event(type, 5, by: actor)])
    #expect(told(unused).contains("dee@acme.com perhaps: \(why)"), "\(told(unused))")
    #expect(!told(unused).contains("dee@acme.com"))
  }

  @Test func `a trail whose actors are nobody here says nothing of what was not done`() throws {
    let strange = try unused([
      old, event("Source Modified", 3, by: "users/usr_2"), event("Source Function Modified", 5, by: "users/usr_4"),
    ])
    #expect(
      told(strange) == [
        "ada@acme.com perhaps: 'Source Modified' was done by 'users/usr_2', whom Segment does not name",
        "bob@acme.com perhaps: 'Source Modified' was done by 'users/usr_2', whom Segment does not name",
        "dee@acme.com perhaps: 'Source Function Modified' was done by 'users/usr_4', whom Segment does not name",
      ])
    // Of the form of the ids that are known, and none of them.
    #expect(!told(try unused([old, event("Source Function Modified", 5, by: "users/u-4")])).contains("dee@acme.com"))
  }

  @Test(arguments: [("users/u-gone", true), ("users/usr_4", false), ("users/4", false), ("users/x-4", false)])
  func `beside people who are found, only an actor of the same form is somebody who left`(
    actor: String, isGone: Bool
  ) throws {
    let events = [old, event("Source Modified", 3), event("Source Function Modified", 5, by: actor)]
    #expect(told(try unused(events)).contains("dee@acme.com") == isGone)
  }

  @Test func `what may have been given in that time, or has no time, is not called unused`() throws {
    var given = event("User Policy Updated", 5, by: "users/u-ada")
    given.resourceID = "u-dee"
    let new = try unused([old, given])
    #expect(told(new).contains { $0.hasPrefix("dee@acme.com perhaps: it may be newer: User Policy Updated at ") })
    let undated = try unused([old, event("Source Function Modified", nil, by: "users/u-dee")])
    #expect(
      told(undated).contains("dee@acme.com perhaps: 'Source Function Modified' of theirs has no readable time"))
  }

  @Test func `a removal says when what it takes was used, through a group by whom`() throws {
    var actual = actual
    actual.groups = [team("Makers", [Held.admin], members: ["cy"])]
    let policy = policy([declaredAda, person("bob"), person("cy"), person("dee")], manage: exact)
    let plan = try #require(makePlan(policy, actual, at: now).plan)
    #expect(plan.asksForUses(actual))
    let events = [event("Source Modified", 3), event("Integration Modified", 2, by: "users/u-cy")]
    let told = plan.told(by: .read(events, since: now, isWhole: false), actual)
    let said = told.uses.map { use in
      "\(told.changes[use.change].action.item.subject.name): \(use.by) \(use.deed.event)"
    }
    #expect(said.contains("bob@acme.com: bob@acme.com Source Modified"))
    #expect(said.contains("Makers: cy@acme.com Integration Modified"))
    #expect(!said.contains { $0.hasPrefix("dee") })
    #expect(plan.told(by: .notOnThisPlan, actual).uses == [])
  }
}
