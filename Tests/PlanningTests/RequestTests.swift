import Access
import Planning
import RandomWorlds
import Testing

/// design.md section 4, 'Requests'.
struct RequestTests: PlanningSuite {
  private func requests(_ plan: Plan, _ actual: ActualState) -> [String] {
    Compilation.requests(for: plan.changes, before: Holdings(actual)).map {
      "\($0.endpoint) x\($0.changes.count)"
    }
  }

  @Test func `a person's grants and revocations are one PUT at the revocation's place`() throws {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin"), role("Function Admin")])],
      groups: [group("G", members: [with("bob")])])
    let actual = workspace([ada, member("bob", Held.reader, Held.website)], groups: [team("G")])
    let plan = try plan(desired, actual)
    #expect(requests(plan, actual) == ["POST /groups/{id}/users x1", "PUT /users/{id}/permissions x4"])
  }

  @Test func `a group with members gets POST and later PUT, one without a single PUT`() throws {
    let desired = policy(
      [declaredAda],
      groups: ["A", "B"].map { name in
        group(name, members: name == "A" ? [with("ada")] : [], roles: [role("Source Admin")])
      })
    let actual = workspace(
      [ada], groups: [team("A", [Held.reader], members: ["ada"]), team("B", [Held.reader])])
    let plan = try plan(desired, actual)
    #expect(
      requests(plan, actual) == [
        "POST /groups/{id}/permissions x1", "PUT /groups/{id}/permissions x1", "PUT /groups/{id}/permissions x2",
      ])
  }

  @Test func `where one PUT would break a rule a person gets POST and later PUT`() throws {
    // bob may lose Source Admin only when B has it; B may get it only when ada, who owns by bob's new role alone, …
    let guardrail = Guardrail(.minimumHolders(.name(Role.ownerName), count: 1), at: at(90))
    let desired = policy(
      [person("ada", []), person("bob", [role(Role.ownerName)])],
      groups: [group("B", members: [with("bob")], roles: [role("Source Admin")])], guardrails: [guardrail])
    let actual = workspace(
      [ada, member("bob", Held.admin)], groups: [team("B", [Held.owner], members: ["ada"])])
    let plan = try plan(desired, actual)
    var state = Holdings(actual)
    for change in plan.changes {
      state.apply(change.action)
      #expect(!state.holders(of: World.owner.id).isEmpty)
      #expect(state.holds(email("bob"), Held.admin), "\(plan.does)")
    }
  }

  @Test func `neighbours share a request: invites, joins, leaves, cancel-invites, deprovisions`() throws {
    let names = (0..<5).map { "p\($0)" }
    let desired = policy(
      [declaredAda] + names.map { person($0) } + [person("q0"), person("q1")],
      groups: [group("G", members: names.map { with($0) })], manage: exact)
    let actual = workspace(
      [ada, member("q0"), member("q1"), member("x0"), member("x1")], invites: [email("y0"), email("y1")],
      groups: [team("G", members: ["q0", "q1"])])
    #expect(
      requests(try plan(desired, actual), actual) == [
        "POST /invites x5", "POST /groups/{id}/users x5", "DELETE /invites x2", "DELETE /users x2",
        "DELETE /group/{id}/users x2",
      ])
  }

  @Test(arguments: [(100, [100]), (101, [100, 1]), (250, [100, 100, 50])])
  func `arrays are cut at a hundred`(count: Int, sizes: [Int]) throws {
    let changes = (0..<count).map {
      Change(.invite(email("p\($0)"), carrying: []), reason: "", cause: .declared)
    }
    #expect(Compilation.requests(for: changes, before: Holdings()).map(\.changes.count) == sizes)
  }

  @Test(arguments: [10, 60, 200, 254])
  func `a query stays under 6,000 bytes`(length: Int) throws {
    let long = (0..<100).map { Email(String(repeating: "+", count: length) + "\($0)@x") }
    for action in [
      { (email: Email) in Change.Action.cancelInvite(email) },
      { .leave(PersonReference($0), GroupReference("G", id: "g")) },
      { .deprovision(PersonReference($0, id: UserID($0.written))) },
    ] {
      let changes = long.map { Change(action($0), reason: "", cause: .declared) }
      let requests = Compilation.requests(for: changes, before: Holdings())
      #expect(requests.flatMap(\.changes) == Array(0..<100))
      for request in requests {
        let query = request.changes.enumerated().map { index, change in
          let email = long[change].written.replacing("+", with: "%2B").replacing("@", with: "%40")
          return "userIds.\(index)=\(email)"
        }.joined(separator: "&")
        #expect(query.utf8.count < 6_000)
      }
    }
  }

  @Test func `a permission list goes whole, however long`() throws {
    let grants = (0..<300).map { Grant(World.sourceAdmin.id, on: .resource(.source, ResourceID("s-\($0)"))) }
    let subject = Subject.person(PersonReference(email("bob"), id: "u-bob"))
    let changes = grants.map { Change(.grant(subject, $0), reason: "", cause: .declared) }
    #expect(Compilation.requests(for: changes, before: Holdings()).map(\.changes.count) == [300])
  }

  @Test func `200 people and 10 groups from one owner cost at most 34 writes`() throws {
    let names = (0..<200).map { "p\($0)" }
    let groups = (0..<10).map { number in
      group(
        "G\(number)", members: names.indices.filter { $0 % 10 == number }.map { with(names[$0]) },
        roles: [role("Source Admin"), role("Source Read-only", .labels(Held.labels("environment:dev")))])
    }
    let plan = try plan(policy([declaredAda] + names.map { person($0) }, groups: groups), workspace([ada]))
    #expect(plan.changes.count == 200 + 10 + 20 + 200)
    #expect(plan.requests <= 34)
    #expect(plan.refuses == [])
  }

  @Test func `a request holds what the plan orders, each change once`() throws {
    let plan = try plan(policy([declaredAda, person("bob", [])]), workspace([ada, member("bob", Held.admin)]))
    #expect(plan.requests == 1)
    #expect(plan.secondsAtLimits == 0)
  }

  @Test(arguments: [(1, 0), (60, 0), (61, 60), (120, 60), (121, 120)])
  func `the forecast keeps every endpoint under sixty a minute`(count: Int, seconds: Int) {
    let one = PlannedRequest(.createGroup(GroupReference("G")), changes: [0])
    #expect(Forecast.seconds(for: Array(repeating: one, count: count)) == seconds)
  }

  @Test func `limits are each endpoint's own, and later requests count from when they could be sent`() {
    let create = PlannedRequest(.createGroup(GroupReference("G")), changes: [0])
    let invite = PlannedRequest(.invite("a@x", carrying: []), changes: [0])
    let many = Array(repeating: create, count: 60)
    #expect(Forecast.seconds(for: many + [invite]) == 0)
    #expect(Forecast.seconds(for: many + [create] + Array(repeating: invite, count: 60)) == 60)
    #expect(Forecast.seconds(for: many + [create] + Array(repeating: invite, count: 61)) == 120)
  }

  @Test func `every kind of change has its endpoint`() {
    let (person, group) = (PersonReference("a@x", id: "u"), GroupReference("G", id: "g"))
    let grant = Grant("admin")
    let actions: [(Change.Action, String)] = [
      (.renameGroup(group, from: "F"), "PATCH /groups/{id}"), (.createGroup(group), "POST /groups"),
      (.invite("a@x", carrying: [grant]), "POST /invites"),
      (.grant(.person(person), grant), "POST /users/{id}/permissions"),
      (.grant(.group(group), grant), "POST /groups/{id}/permissions"),
      (.revoke(.person(person), grant), "PUT /users/{id}/permissions"),
      (.revoke(.group(group), grant), "PUT /groups/{id}/permissions"),
      (.join(person, group), "POST /groups/{id}/users"),
      (.cancelInvite("a@x"), "DELETE /invites"), (.deprovision(person), "DELETE /users"),
      (.leave(person, group), "DELETE /group/{id}/users"), (.deleteGroup(group), "DELETE /groups/{id}"),
    ]
    #expect(Set(actions.map(\.0.kind)) == Set(Change.Kind.allCases))
    for (action, endpoint) in actions {
      #expect(PlannedRequest(action, changes: [0]).endpoint == endpoint)
    }
  }
}
