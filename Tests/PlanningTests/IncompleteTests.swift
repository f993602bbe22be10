import Access
import RandomWorlds
import Testing

/// design.md section 4, 'Incomplete reads'.
struct IncompleteTests: PlanningSuite {
  private var desired: DesiredState {
    policy([declaredAda, person("bob", [role("Source Admin")])], groups: [group("New")], manage: exact)
  }

  @Test(arguments: [
    (IncompleteRead.Part.people, [String]()),
    (.invites, ["create-group group New", "deprovision eve@acme.com", "delete-group group Strays"]),
    (.groups, ["invite bob@acme.com", "deprovision eve@acme.com", "delete-group group Strays"]),
  ])
  func `after one of users, invites or groups nothing is changed, and the holds are what can be told without it`(
    part: IncompleteRead.Part, known: [String]
  ) throws {
    var actual = workspace([ada, member("eve", Held.admin)], groups: [team("Strays")])
    actual.incomplete = [IncompleteRead(part, "page 2 did not arrive")]
    let plan = try plan(desired, actual)
    #expect(plan.does == [])
    #expect(!plan.isApplyable)
    #expect(!plan.isComplete)
    #expect(plan.keeps == known.map { "\($0): incomplete-read" })
    #expect(plan.holds.allSatisfy { $0.detail == "page 2 did not arrive" })
  }

  @Test(arguments: [
    ([Role](), "the list of roles is empty"),
    ([World.base], "the list of roles has 0 roles called 'Workspace Owner', not one"),
    (
      World.roles + [Role(id: "2", name: Role.ownerName)],
      "the list of roles has 2 roles called 'Workspace Owner', not one"
    ),
  ])
  func `a role list that is empty or has not exactly one Workspace Owner is incomplete`(roles: [Role], why: String)
    throws
  {
    let plan = try plan(desired, workspace([ada], roles: roles))
    #expect(plan.does == [])
    #expect(!plan.isApplyable)
    #expect(plan.actual.incomplete == [IncompleteRead(.roles, why)])
  }

  @Test(arguments: [0, 2])
  func `people among whom nobody is an owner are incomplete`(count: Int) throws {
    let plan = try plan(desired, workspace((0..<count).map { member("p\($0)", Held.admin) }))
    #expect(plan.does == [])
    #expect(!plan.isApplyable)
    #expect(
      plan.actual.incomplete == [
        IncompleteRead(.people, "nobody among the \(count) people read is Workspace Owner")
      ])
  }

  @Test func `an owner through a group makes the people complete`() throws {
    let plan = try plan(
      policy([declaredAda]), workspace([member("ada")], groups: [team("Owners", [Held.owner], members: ["ada"])]))
    #expect(plan.isApplyable)
  }

  @Test func `an incomplete person holds all their changes and nobody else's`() throws {
    var actual = workspace([ada, member("bob"), member("cy")], groups: [team("G", members: ["bob"])])
    actual.incomplete = [IncompleteRead(.person("u-bob"), "status 503")]
    let people = [
      declaredAda, person("bob", [role("Source Admin")]), person("cy", [role("Source Admin")]),
    ]
    let plan = try plan(policy(people, groups: [group("G", members: [with("cy")])]), actual)
    #expect(plan.does == ["grant Source Admin to cy@acme.com", "add cy@acme.com to group G"])
    #expect(plan.keeps == ["revoke bob@acme.com: incomplete-read", "leave bob@acme.com group G: incomplete-read"])
    #expect(plan.isApplyable)
    #expect(!plan.isComplete)
    let leaving = try self.plan(policy([declaredAda, departed("bob")], manage: Manage()), actual)
    #expect(leaving.does == [])
    #expect(leaving.keeps.contains("deprovision bob@acme.com: incomplete-read"))
  }

  @Test func `an incomplete group holds all its changes`() throws {
    var actual = workspace(
      [ada, member("bob")], groups: [team("Old", members: ["bob"]), team("Strays", id: "g-s")])
    actual.incomplete = [
      IncompleteRead(.group("g-Old"), "1 of 2 members"), IncompleteRead(.group("g-s"), "status 503"),
    ]
    let plan = try plan(
      policy(
        [declaredAda, person("bob")],
        groups: [group("New", members: [with("ada")], roles: [role("Source Admin")], previously: ["Old"])],
        manage: Manage(groups: .exact)), actual)
    #expect(plan.does == [])
    #expect(
      plan.keeps == [
        "rename-group group New: incomplete-read", "revoke group New: incomplete-read",
        "delete-group group Strays: incomplete-read",
      ])
  }

  @Test func `no removal counts on what could not be read`() throws {
    // bob keeps Source Admin through G, if G was read; it was not.
    var actual = workspace([ada, member("bob", Held.admin)], groups: [team("G", [Held.admin], members: [])])
    actual.incomplete = [IncompleteRead(.group("g-G"), "status 503")]
    let plan = try plan(
      policy(
        [declaredAda, person("bob", [])],
        groups: [group("G", members: [with("bob")], roles: [role("Source Admin")])]), actual)
    #expect(plan.does == [], "\(plan.keeps)")
    #expect(plan.keeps.contains("revoke bob@acme.com Source Admin: waits"), "\(plan.keeps)")
  }

  @Test func `a resource that could not be looked up holds the list that names it`() throws {
    var actual = workspace([ada, member("bob", Held.admin)])
    actual.resources = []
    actual.incomplete = [IncompleteRead(.resources(.source), "status 503")]
    let entries = [role("Source Admin", .resource(.source, "website")), role("Function Admin")]
    let plan = try plan(policy([declaredAda, person("bob", entries)]), actual)
    #expect(plan.does == [])
    #expect(
      plan.keeps == [
        "grant bob@acme.com Function Admin: incomplete-read", "revoke bob@acme.com Source Admin: incomplete-read",
      ])
  }

  @Test func `labels that could not be listed hold what names them`() throws {
    var actual = workspace([ada, member("bob")])
    (actual.labels, actual.incomplete) = ([], [IncompleteRead(.labels, "status 503")])
    let entry = role("Source Read-only", .labels(Held.labels("environment:dev")))
    #expect(try plan(policy([declaredAda, person("bob", [entry])]), actual).changes.isEmpty)
  }

  @Test func `a plan made from a snapshot cannot be applied`() throws {
    var actual = workspace([ada])
    actual.source = .snapshot
    #expect(try !plan(policy([declaredAda]), actual).isApplyable)
  }

  @Test func `the same input gives the same plan whatever the order of lists, readAt apart`() throws {
    let actual = workspace(
      [ada, member("bob", Held.admin, Held.reader), member("cy")], invites: [email("dee"), email("eve")],
      groups: [team("A", members: ["bob", "cy"]), team("B")])
    var turned = actual
    turned.people.reverse()
    turned.invites.reverse()
    turned.groups.reverse()
    turned.roles.reverse()
    turned.groups[1].members.reverse()
    #expect(try plan(desired, actual) == plan(desired, turned))
  }
}
