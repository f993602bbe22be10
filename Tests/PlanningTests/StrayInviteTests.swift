import Access
import Planning
import RandomWorlds
import Testing

@Suite struct `A member who also has a pending invite`: PlanningSuite {
  @Test(arguments: [Manage.People.exact, .atLeast, .unmanaged])
  func `is a hold in every mode, declared or not`(people: Manage.People) throws {
    let manage = Manage(people: people, directRoles: .exact, groups: .exact)
    let plan = try plan(
      policy([declaredAda], manage: manage), workspace([ada, member("bob")], invites: [email("ada"), email("bob")]))
    let leaves = people == .exact
    #expect(plan.does == (leaves ? ["cancel the invite of bob@acme.com", "deprovision bob@acme.com"] : []))
    let strays = plan.holds.filter { $0.why == .strayInvite }
    #expect(strays.map(\.item) == ([email("ada")] + (leaves ? [] : [email("bob")])).map { .invite($0) })
    #expect(strays.allSatisfy { $0.kind == .cancelInvite })
  }

  @Test func `of whom an ignore rule says that others look after them is left to those`() throws {
    let rule = IgnoreRule(person: Glob("bob@*"), reason: "support", at: at(5))
    let plan = try plan(
      policy([declaredAda], ignore: [rule]), workspace([ada, member("bob")], invites: [email("bob")]))
    #expect(plan.keeps.sorted() == ["cancel-invite bob@acme.com: ignored", "deprovision bob@acme.com: ignored"])
  }

  @Test(arguments: [Manage.People.exact, .unmanaged])
  func `loses the invite and nothing else where that is asked for`(people: Manage.People) throws {
    let manage = Manage(people: people, directRoles: .exact, groups: .exact)
    let actual = workspace(
      [ada, member("bob", Held.admin)], invites: [email("bob")], groups: [team("Team", members: ["bob"])])
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin")])], groups: [group("Team", members: [with("bob")])],
      manage: manage)
    let plan = try plan(desired, actual, PlanOptions(only: [.group("Team")], cancelInvites: [email("bob")]))
    #expect(plan.changes.map(\.action) == [.cancelInvite(email("bob"))])
    #expect(plan.changes.map(\.cause) == [.cancelInvite])
    #expect(plan.changes.allSatisfy { $0.loses.isEmpty })
    #expect(plan.holds.allSatisfy { $0.why != .strayInvite })
  }

  @Test func `is the only one whose invite can be cancelled by name`() {
    let desired = policy([declaredAda, person("bob"), person("cy")])
    let actual = workspace([ada, member("bob")], invites: [email("cy")])
    for name in ["bob", "cy", "dee"] {
      #expect(
        errors(desired, actual, PlanOptions(cancelInvites: [email(name)])) == [
          "error: cannot cancel the invite of \(name)@acme.com; it is not a member with a pending invite"
        ])
    }
  }
}

@Suite struct `Roles that no invite carries`: PlanningSuite {
  private func bob() -> DesiredPerson {
    person(
      "bob",
      [
        role("Function Admin"), role("Source Admin", until: "2027-01-31", line: 51),
        role("Source Read-only", .labels(Held.labels("environment:dev")), line: 52), role(Role.ownerName, line: 53),
        role("Source Admin", .resource(.source, "app"), until: "2026-01-31", line: 54),
      ])
  }

  private let waiting = [
    "policy.yaml:53:3 an invite cannot carry ownership; given after acceptance",
    "policy.yaml:51:3 an invite cannot carry a role with an end; given after acceptance",
    "policy.yaml:52:3 an invite cannot carry a role with labels; given after acceptance",
  ]

  private func said(_ plan: Plan) -> [String] {
    plan.holds.filter { $0.why == .awaitsAcceptance }.map { "\($0.at.map(\.description) ?? "") \($0.detail)" }.sorted()
  }

  @Test func `are said to wait for acceptance, of whom is to be invited and of whom is`() throws {
    let new = try plan(policy([declaredAda, bob()]), workspace([ada]))
    #expect(new.changes.map(\.action) == [.invite(email("bob"), carrying: [Held.functions])])
    #expect(said(new) == waiting.sorted())
    let pending = try plan(policy([declaredAda, bob()]), workspace([ada], invites: [email("bob")]))
    #expect(pending.changes == [])
    #expect(said(pending) == waiting.sorted())
  }

  @Test func `are plain changes of a member`() throws {
    let plan = try plan(policy([declaredAda, bob()]), workspace([ada, member("bob")]))
    #expect(said(plan) == [])
    #expect(plan.count(of: .grant) == 4)
  }
}
