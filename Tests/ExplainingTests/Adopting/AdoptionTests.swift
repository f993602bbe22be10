import Access
import Explaining
import PolicyFiles
import RandomWorlds
import Testing

/// What somebody changed in Segment, and what pulling it back makes of it.
struct AdoptionCase: CustomTestStringConvertible, Sendable {
  let name: String
  let change: @Sendable (inout ActualState) -> Void
  var picking: [PlanOptions.Selection] = []
  var edits: [String] = []
  var left: [String] = []

  var testDescription: String { name }

  static let policy = """
    workspace: {slug: acme, manage: exact}
    people:
      ada@acme.com: {roles: [Workspace Owner]}
      bob@acme.com: {departed: true}
      cy@acme.com: {roles: [{role: Source Admin, until: 2026-01-31}]}
      dee@acme.com: {id: u-dee}
    groups:
      Analytics: {members: [ada@acme.com, dee@acme.com], roles: [Source Read-only]}
      Hackathon: {deleted: true, reason: over}
    guardrails: [{rule: protected-people, people: [dee@acme.com]}]
    ignore: [{person: "*@segment.com", reason: support}]
    """

  /// What the policy says, to the letter.
  static var workspace: ActualState {
    let people = [
      ActualPerson(id: "u-ada", email: "ada@acme.com", grants: [Grant(World.owner.id)]),
      ActualPerson(id: "u-cy", email: "cy@acme.com"), ActualPerson(id: "u-dee", email: "dee@acme.com"),
    ]
    let group = ActualGroup(
      id: "g-1", name: "Analytics", grants: [Grant(World.sourceReader.id)], members: ["ada@acme.com", "dee@acme.com"])
    return ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles, people: people,
      groups: [group])
  }

  static let all: [AdoptionCase] = [
    AdoptionCase(name: "nothing", change: { _ in }),
    AdoptionCase(
      name: "somebody who departed is not taken back",
      change: { $0.people.append(ActualPerson(id: "u-bob", email: "bob@acme.com")) },
      picking: [.person("bob@acme.com")],
      left: ["the account of bob@acme.com: departed: true; only apply ends it"]),
    AdoptionCase(
      name: "a group that is deleted is not taken back",
      change: { $0.groups.append(ActualGroup(id: "g-h", name: "Hackathon", members: ["ada@acme.com"])) },
      picking: [.group("Hackathon")], left: ["group Hackathon: deleted: true; over; only apply deletes it"]),
    AdoptionCase(
      name: "a role that ended is not given again", change: { $0.people[1].grants = [Grant(World.sourceAdmin.id)] },
      left: ["Source Admin of cy@acme.com: until 2026-01-31 has passed; only apply ends it"]),
    AdoptionCase(
      name: "nobody becomes an owner by the way", change: { $0.people[1].grants = [Grant(World.owner.id)] },
      left: [
        "Workspace Owner of cy@acme.com: it would declare a Workspace Owner; only --pick person/cy@acme.com adopts that"
      ]),
    AdoptionCase(
      name: "an owner who was picked", change: { $0.people[1].grants = [Grant(World.owner.id)] },
      picking: [.person("cy@acme.com")], edits: ["cy@acme.com gains Workspace Owner"]),
    AdoptionCase(
      name: "an owner whom nobody knows is not declared, nor what is theirs",
      change: {
        $0.people.append(ActualPerson(id: "u-eve", email: "eve@acme.com", grants: [Grant(World.owner.id)]))
        $0.groups[0].members.append("eve@acme.com")
      },
      left: [
        "the account of eve@acme.com: it would declare a Workspace Owner; only --pick person/eve@acme.com adopts that"
      ]),
    AdoptionCase(
      name: "a new person comes with roles and groups",
      change: {
        $0.people.append(ActualPerson(id: "u-eve", email: "eve@acme.com", grants: [Grant(World.sourceAdmin.id)]))
        $0.groups[0].members.append("eve@acme.com")
      },
      edits: ["eve@acme.com is declared with Source Admin", "eve@acme.com joins group Analytics"]),
    AdoptionCase(
      name: "an invite comes with roles left alone", change: { $0.invites = ["fay@acme.com"] },
      edits: ["fay@acme.com is declared, roles left alone"]),
    AdoptionCase(
      name: "whoever is ignored stays unsaid",
      change: {
        $0.people.append(ActualPerson(id: "u-case", email: "case@segment.com"))
        $0.groups[0].members.append("case@segment.com")
      }),
    AdoptionCase(
      name: "whoever is protected gains nothing by the way",
      change: { $0.people[2].grants = [Grant(World.sourceAdmin.id)] },
      left: ["Source Admin of dee@acme.com: protected; only --pick adopts it"]),
    AdoptionCase(
      name: "a role that nobody offers", change: { $0.people[1].grants = [Grant("role-secret")] },
      left: ["id/role-secret of cy@acme.com: no policy can say it: Segment does not offer this role"]),
    AdoptionCase(
      name: "a group that was renamed keeps what the policy says of it", change: { $0.groups[0].name = "Analytics EU" },
      edits: ["group Analytics becomes Analytics EU, which was Analytics previously"]),
    AdoptionCase(
      name: "a pinned person whose address changed",
      change: {
        $0.people[2].email = "dee.d@acme.com"
        $0.groups[0].members = ["ada@acme.com", "dee.d@acme.com"]
      },
      edits: ["dee@acme.com becomes dee.d@acme.com"]),
    AdoptionCase(
      name: "what was taken away",
      change: {
        $0.people.remove(at: 1)
        $0.groups[0].members = ["dee@acme.com"]
        $0.groups[0].grants = []
      },
      edits: [
        "cy@acme.com is no longer declared", "group Analytics loses Source Read-only",
        "ada@acme.com leaves group Analytics",
      ]),
    AdoptionCase(
      name: "a group that nobody knows comes with whoever is in it",
      change: {
        $0.people.append(ActualPerson(id: "u-eve", email: "eve@acme.com"))
        $0.groups.append(ActualGroup(id: "g-2", name: "New", members: ["ada@acme.com", "eve@acme.com"]))
      },
      picking: [.group("New")], edits: ["eve@acme.com is declared", "group New is declared"]),
  ]
}

@Suite struct `What is pulled back` {
  @Test(arguments: AdoptionCase.all)
  func `is what an administrator did, short of what the policy ended or guards`(_ drift: AdoptionCase) throws {
    let directory = PolicyDirectory(["policy.yaml": AdoptionCase.policy])
    let desired = try #require(directory.load(now: World.now).desired, "\(directory.report())")
    var workspace = AdoptionCase.workspace
    drift.change(&workspace)
    let adoption = makeAdoption(desired, workspace, at: World.now, picking: drift.picking)
    #expect(adoption.edits.map(\.description) == drift.edits)
    #expect(adoption.left.map { "\($0.what): \($0.why)" } == drift.left)
  }

  @Test func `leaves alone what at-least leaves alone, unless it is picked`() throws {
    let text = AdoptionCase.policy.replacing("manage: exact", with: "manage: at-least")
    let desired = try #require(PolicyDirectory(["policy.yaml": text]).load(now: World.now).desired)
    var workspace = AdoptionCase.workspace
    workspace.people.append(ActualPerson(id: "u-eve", email: "eve@acme.com", grants: [Grant(World.sourceAdmin.id)]))
    let adopt = { makeAdoption(desired, workspace, at: World.now, picking: $0) }
    #expect(adopt([]).undeclared == 1)
    #expect(adopt([]).edits == [])
    #expect(adopt([]).left == [])
    #expect(adopt([.person("eve@acme.com")]).edits.map(\.description) == ["eve@acme.com is declared with Source Admin"])
  }

  @Test func `never edits a file that other workspaces share`() throws {
    let directory = PolicyDirectory([
      "policy.yaml":
        "workspace: {slug: acme, include: [../shared]}\ngroups:\n  Data: {members: [ada@acme.com], roles: []}\n"
    ])
    directory.write("../shared/people.yaml", Array("people:\n  ada@acme.com: {roles: [Source Admin]}\n".utf8))
    let (_, text) = readPolicy(at: directory.path, now: PolicyDirectory.now)
    let grant = WrittenGrant(.name("Source Admin"))
    let edits: [PolicyEdit] = [
      .removeGrant(.person("ada@acme.com"), grant), .removePerson("ada@acme.com"),
      .removeMembership("ada@acme.com", group: "Data"),
    ]
    let edited = try #require(text.edited(by: edits, .decided, now: PolicyDirectory.now))
    #expect(edited.changed.map(\.path) == [])
    #expect(
      edited.outcomes.map(\.result) == [
        .notMade(
          "it stands in an included file, which other workspaces share",
          at: Place(file: "../shared/people.yaml", line: 2, column: 26)),
        .notMade(
          "they are declared in an included file, which other workspaces share",
          at: Place(file: "../shared/people.yaml", line: 2, column: 3)),
        // Nobody but the group names her, so that without it she is not of this workspace.
        .notMade(
          "more than this would change; edit it by hand",
          at: Place(file: "policy.yaml", line: 3, column: 20)),
      ])
  }
}
