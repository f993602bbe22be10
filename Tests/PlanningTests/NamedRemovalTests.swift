import Access
import RandomWorlds
import Testing

/// Removals that the policy names: how a limit counts them, and what a run of ends does with it.
struct NamedRemovalTests: PlanningSuite {
  /// Over a week before the moment of every plan, and under.
  private let long = "2026-01-31"
  private let lately = "2026-11-18"
  private func limit(_ count: Int?, _ percent: Int? = nil) -> Guardrail {
    Guardrail(.maximumRemovals(count: count, percent: percent), at: at(90))
  }

  private func crowd(_ count: Int) -> [ActualPerson] { (0..<count).map { member("p\($0)", Held.admin) } }

  private func figures(
    _ people: [DesiredPerson], _ actual: ActualState, _ guardrails: [Guardrail] = [], groups: [DesiredGroup] = [],
    manage: Manage = Manage()
  ) throws -> [String] {
    try plan(policy([declaredAda] + people, groups: groups, manage: manage, guardrails: guardrails), actual)
      .standingRefusals.flatMap { $0.details.dropLast() }
  }

  @Test func `the moment of the plans is what the dates of this suite take it for`() {
    let days = { (date: String) in Expiry(date).map { (now.seconds - $0.last.seconds) / 86_400 } ?? 0 }
    #expect(days(long) > 7)
    #expect((0..<7).contains(days(lately)))
  }

  @Test func `38 people who are to leave by a slip are refused by a count of 3`() throws {
    let slip = (0..<38).map { departed("p\($0)", line: $0) }
    #expect(
      try figures(slip, workspace([ada] + crowd(200)), [limit(3)]) == [
        "people who leave: 38 of 201 would go, at most 3 may", "removals in total: 38 of 402 would go, at most 3 may",
      ])
    #expect(try figures(Array(slip.prefix(3)), workspace([ada] + crowd(200)), [limit(3)]) == [])
  }

  @Test func `what the policy names and what it does not are one total for the policy's own rule`() throws {
    let (people, actual) = ([departed("p0"), departed("p1"), person("p2", [])], workspace([ada] + crowd(9)))
    #expect(
      try figures(people, actual, [limit(2)]) == ["removals in total: 3 of 20 would go, at most 2 may"])
    #expect(try figures(people, actual, [limit(3)]) == [])
  }

  @Test(arguments: [(10, 20, []), (40, 200, []), (11, 20, [55]), (60, 200, [30])] as [(Int, Int, [Int])])
  func `built in: a quarter of what the policy names, ten always`(count: Int, total: Int, refused: [Int]) throws {
    let gone = (0..<count).map { departed("p\($0)", line: $0) }
    let said = try figures(gone, workspace([ada] + crowd(total - 1)))
    #expect(
      said.first == (refused.isEmpty ? nil : "people who leave: \(count) of \(total) would go, at most 25 % may"))
  }

  @Test func `one thing that ends beside the people who leave does not make them look fewer`() throws {
    let slip = (0..<19).map { departed("p\($0)", line: $0) }
    let ended = person("p19", [role("Source Admin", until: long)])
    let groups = (0..<50).map { team("G\($0)", members: (0..<20).map { "p\($0)" }) }
    #expect(
      try figures(slip + [ended], workspace([ada] + crowd(20), groups: groups)).contains(
        "people who leave: 19 of 21 would go, at most 25 % may"))
  }

  @Test func `somebody who leaves is one, whatever goes with them`() throws {
    let away = DesiredPerson(email("p0"), presence: .departed(at(3)), at: at(3))
    let groups = (0..<5).map { group("G\($0)", members: []) }
    let teams = (0..<5).map { team("G\($0)", members: ["p0"]) }
    let everything = workspace([ada, member("p0", Held.admin, Held.reader)], groups: teams)
    #expect(try figures([away], everything, [limit(1)], groups: groups) == [])
    let theirs = Manage(people: .unmanaged)
    #expect(
      try plan(policy([declaredAda, away], groups: groups, manage: theirs, guardrails: [limit(1)]), everything)
        .changes.count > 2)
    #expect(try figures([away], everything, [limit(1)], groups: groups, manage: theirs) == [])
    #expect(
      try figures([away], everything, [limit(0)], groups: groups, manage: theirs).first
        == "people who leave: 7 changes count as 1 of 2; at most 0 may")
  }

  @Test func `an entry that ended is one, and does not count within a week of its end`() throws {
    let actual = workspace([ada] + crowd(9))
    let ending = { (until: String) in
      (0..<4).map { person("p\($0)", [role("Source Admin", until: until, line: $0)], line: $0) }
    }
    #expect(try figures(ending(lately), actual, [limit(3)]) == [])
    #expect(
      try figures(ending(long), actual, [limit(3)]).first
        == "ended entries: 4 of 10 would go, at most 3 may")
    // People whose own end lies long back are people.
    let people = (0..<4).map { person("p\($0)", line: $0, until: long) }
    #expect(try figures(people, actual, [limit(3)]).first == "people who leave: 4 of 10 would go, at most 3 may")
    #expect(try figures((0..<4).map { person("p\($0)", until: lately) }, actual, [limit(3)]) == [])
  }

  @Test func `a bundle that ended is one entry, however many roles it has`() throws {
    var roles = [role("Source Admin", until: long), role("Function Admin", until: long)]
    for index in roles.indices { roles[index].bundle = PolicyReference("both", at: at(20)) }
    let actual = workspace([ada, member("p0", Held.admin, Held.functions)])
    #expect(try figures([person("p0", roles)], actual, [limit(1)]) == [])
    #expect(
      try figures([person("p0", roles)], actual, [limit(0)]).first
        == "ended entries: 2 changes count as 1 of 3, those that ended more than 7 days ago; at most 0 may")
  }

  @Test func `beside what the policy names, a figure says which changes it is of`() throws {
    let said = try figures(
      [departed("p0")], workspace([ada] + crowd(9)), [limit(0)], manage: Manage(people: .exact))
    #expect(said.first == "deprovision, without the 1 that the policy names: 8 of 10 would go, at most 0 may")
  }

  // --expired-only

  private let ends = PlanOptions(expiredOnly: true)

  @Test func `ends alone: what breaks a rule is held, and the others are made`() throws {
    let keep = Guardrail(.minimumHolders(.name("Function Admin"), count: 1), at: at(90))
    let people = [
      person("bob", [role("Function Admin", until: lately)]), person("cy", [role("Source Admin", until: lately)]),
      person("dee", [role("Function Admin", until: long)]),
    ]
    let actual = workspace([
      ada, member("bob", Held.functions), member("cy", Held.admin), member("dee", Held.functions),
    ])
    let plan = try plan(policy([declaredAda] + people, guardrails: [keep]), actual, ends)
    #expect(Set(plan.does) == ["revoke Function Admin from dee@acme.com", "revoke Source Admin from cy@acme.com"])
    #expect(plan.keeps == ["revoke bob@acme.com Function Admin: refused"])
    #expect(
      plan.holds.first?.detail
        == "minimum-holders: Function Admin would have 0 of at least 1 holders; loses bob@acme.com, dee@acme.com")
    #expect(plan.hasRefusedEnds)
    #expect(plan.standingRefusals == [])
  }

  @Test func `ends alone: the last owner stays though her time is over, and whoever else ends goes`() throws {
    let people = [
      person("ada", [role(Role.ownerName, until: lately)]), person("bob", [role("Source Admin", until: lately)]),
    ]
    let plan = try plan(policy(people), workspace([ada, member("bob", Held.admin)]), ends)
    #expect(plan.does == ["revoke Source Admin from bob@acme.com"])
    #expect(plan.keeps == ["revoke ada@acme.com Workspace Owner: refused"])
  }

  @Test
  func `ends alone: dates typed in the past are all held where they are too many, not let through a few at a time`()
    throws
  {
    let slip = (0..<4).map { person("p\($0)", [role("Source Admin", until: long, line: $0)], line: $0) }
    let foreseen = person("p5", [role("Source Admin", until: lately)])
    let actual = workspace([ada] + crowd(9))
    let desired = policy([declaredAda, foreseen] + slip, guardrails: [limit(3)])
    let plan = try plan(desired, actual, ends)
    #expect(plan.does == ["revoke Source Admin from p5@acme.com"])
    let held = plan.holds.filter { $0.why == .refused }.compactMap(\.item.person)
    #expect(held == (0..<4).map { email("p\($0)") })
    let override = PlanOptions.Override(name: "maximum-removals", reason: "SEC-1")
    #expect(try self.plan(desired, actual, PlanOptions(expiredOnly: true, overrides: [override])).does.count == 5)
  }

  @Test func `ends alone: in order of time, one by one, whatever the number`() throws {
    let keep = Guardrail(.minimumHolders(.name("Source Admin"), count: 6), at: at(90))
    let loose = Guardrail(.maximumRemovals(count: 99, percent: 100), name: "loose", at: at(91))
    let dates = (0..<17).map { "2026-03-\(10 + $0)" }
    let people = dates.enumerated().map { person("p\($0)", [role("Source Admin", until: $1, line: $0)], line: $0) }
    let plan = try plan(
      policy([declaredAda] + people.reversed(), guardrails: [keep, loose]), workspace([ada] + crowd(17)), ends)
    #expect(
      Set(plan.does) == Set((0..<11).map { "revoke Source Admin from p\($0)@acme.com" }), "those that ended first")
    #expect(plan.keeps.count == 6)
  }
}
