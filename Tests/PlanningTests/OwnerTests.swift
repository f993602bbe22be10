import Access
import RandomWorlds
import Testing

/// Ways to Workspace Owner that the policy does not declare, in every form; none may go unsaid.
struct OwnerTests: PlanningSuite {
  private func paths(_ desired: DesiredState, _ actual: ActualState) throws -> [String] {
    try plan(desired, actual).undeclaredOwners.map { path in
      [path.person.written, path.group.map { "through \($0)" }].compactMap(\.self).joined(separator: " ")
    }
  }

  private var owners: DesiredGroup { group("Owners", members: [with("ada")], roles: [role(Role.ownerName)]) }

  @Test(arguments: [Manage.People.exact, .atLeast, .unmanaged])
  func `an undeclared person, under any manage`(people: Manage.People) throws {
    let desired = policy([declaredAda], manage: Manage(people: people))
    #expect(try paths(desired, workspace([ada, member("eve", Held.owner)])) == ["eve@acme.com"])
  }

  @Test func `a declared person without the role, with unmanaged roles, with an ended role, and one who leaves`() throws
  {
    var dee = person("dee")
    dee.roles = .unmanaged(at(12))
    let people = [
      declaredAda, person("bob"), person("cy", [role(Role.ownerName, until: "2026-01-31")]), dee, departed("gus"),
    ]
    let actual = workspace([ada] + ["bob", "cy", "dee", "gus"].map { member($0, Held.owner) })
    #expect(try paths(policy(people), actual) == ["bob@acme.com", "cy@acme.com", "dee@acme.com", "gus@acme.com"])
  }

  @Test func `of somebody whom the policy knows it never says that nobody declares them`() throws {
    let people = [
      declaredAda, departed("bob"), person("cy", [role(Role.ownerName)], until: "2026-01-31"),
      person("maria", [], previously: ["mary"]),
    ]
    let actual = workspace(
      [ada, member("maria")] + ["bob", "cy", "mary"].map { member($0, Held.owner) })
    for manage in [Manage(), exact, Manage(people: .unmanaged)] {
      let owners = try plan(policy(people, manage: manage), actual).undeclaredOwners
      #expect(
        owners.map(\.detail) == [
          "holds it directly; departed: true", "holds it directly; until 2026-01-31 has passed",
          "holds it directly; previously: the new address maria@acme.com is in use",
        ])
    }
  }

  @Test func `an undeclared group, an undeclared role of a group, an undeclared membership, a pending one`() throws {
    let actual = workspace(
      [ada, member("bob"), member("cy"), member("dee")], invites: [email("eve")],
      groups: [
        team("Strays", [Held.owner], members: ["bob"]), team("Analytics", [Held.owner], members: ["cy"]),
        team("Owners", [Held.owner], members: ["ada", "dee"], invites: ["eve"]),
      ])
    let desired = policy(
      [declaredAda, person("bob"), person("cy"), person("dee"), person("eve")],
      groups: [group("Analytics", members: [with("cy")]), owners])
    #expect(
      try paths(desired, actual) == [
        "bob@acme.com through Strays", "cy@acme.com through Analytics", "dee@acme.com through Owners",
        "eve@acme.com through Owners",
      ])
  }

  @Test func `a membership that has ended, and one of somebody who leaves`() throws {
    let desired = policy(
      [declaredAda, person("bob"), departed("cy")],
      groups: [
        group(
          "Owners", members: [with("bob", until: "2026-01-31"), with("cy")], roles: [role(Role.ownerName)])
      ])
    let actual = workspace(
      [ada, member("bob"), member("cy")], groups: [team("Owners", [Held.owner], members: ["bob", "cy"])])
    #expect(try paths(desired, actual) == ["bob@acme.com through Owners", "cy@acme.com through Owners"])
  }

  @Test func `declared ways are none: a role, a group, a group that the identity provider fills`() throws {
    let scim = group("Scim", members: nil, roles: [role(Role.ownerName)])
    let actual = workspace(
      [ada, member("bob")],
      groups: [team("Owners", [Held.owner], members: ["ada"]), team("Scim", [Held.owner], members: ["bob"])])
    #expect(try paths(policy([declaredAda, person("bob")], groups: [owners, scim]), actual) == [])
  }

  @Test(arguments: [
    IgnoreRule(person: Glob("eve@*"), reason: "r", at: Place(file: "p", line: 1, column: 1)),
    IgnoreRule(role: Glob("Workspace *"), reason: "r", at: Place(file: "p", line: 1, column: 1)),
  ])
  func `ignored ways are none`(rule: IgnoreRule) throws {
    let actual = workspace(
      [ada, member("eve", Held.owner)], groups: [team("Strays", [Held.owner], members: ["eve"])])
    #expect(try paths(policy([declaredAda], ignore: [rule]), actual) == [])
  }

  @Test func `the owner role on less than the workspace owns nothing`() throws {
    let narrow = Grant(World.owner.id, on: .resource(.source, "src-web"))
    #expect(try paths(policy([declaredAda]), workspace([ada, member("bob", narrow)])) == [])
  }
}
