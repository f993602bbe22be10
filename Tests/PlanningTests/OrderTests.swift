import Access
import Planning
import RandomWorlds
import Testing

/// design.md section 4, 'Order': the default order, and each of the three rules that move it.
struct OrderTests: PlanningSuite {
  @Test func `renames, creates, invites, grants, joins, cancel-invites, deprovisions, revokes, leaves, delete-groups`()
    throws
  {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin")]), person("cy"), person("dee", [])],
      groups: [
        group("Analytics", members: [with("bob")], previously: ["Analysts"]), group("New"), group("Rest"),
      ], manage: exact)
    let actual = workspace(
      [ada, member("bob"), member("dee", Held.reader), member("eve")], invites: [email("fay")],
      groups: [team("Analysts"), team("Rest", members: ["dee"]), team("Strays")])
    #expect(
      try plan(desired, actual).changes.map(\.kind) == [
        .renameGroup, .createGroup, .invite, .grant, .join, .cancelInvite, .deprovision, .revoke, .leave, .deleteGroup,
      ])
  }

  // Rule 1: owners.

  @Test func `the owner role is given before it is taken, though both lists are in one order of names`() throws {
    let desired = policy([person("ada", []), person("zoe", [role(Role.ownerName)])])
    let plan = try plan(desired, workspace([ada, member("zoe")]))
    #expect(plan.does == ["grant Workspace Owner to zoe@acme.com", "revoke Workspace Owner from ada@acme.com"])
  }

  @Test func `the last owner is one through a group: the group goes after a new owner has come`() throws {
    let actual = workspace([member("ada"), member("bob")], groups: [team("Owners", [Held.owner], members: ["ada"])])
    let people = [person("ada", []), person("bob", [role(Role.ownerName)])]
    for groups in [[group("Owners", members: [with("ada")])], [group("Owners", roles: [role(Role.ownerName)])], []] {
      let plan = try plan(policy(people, groups: groups, manage: Manage(groups: .exact)), actual)
      #expect(plan.does.first == "grant Workspace Owner to bob@acme.com")
      #expect(plan.changes.count == 2)
      #expect(plan.changes[1].kind.isRemoval)
      #expect(plan.refuses == [])
    }
  }

  @Test func `nobody would be an owner any more: refused, never overridable, and the changes still shown`() throws {
    let options = PlanOptions(overrides: [PlanOptions.Override(name: "last-owner", reason: "please")])
    let (desired, actual) = (policy([person("ada", []), person("bob")]), workspace([ada, member("bob")]))
    let plan = try plan(desired, actual, options)
    #expect(plan.does == ["revoke Workspace Owner from ada@acme.com"])
    #expect(plan.refuses == ["last-owner: nobody would be Workspace Owner any more; now: ada@acme.com"])
    #expect(!plan.isApplyable)
  }

  @Test func `where only ignored people own the workspace the last of them stays`() throws {
    let rule = IgnoreRule(person: Glob("ada@*"), reason: "support", at: at(95))
    let plan = try plan(
      policy([person("bob")], groups: [group("Owners", members: [], roles: [])], ignore: [rule]),
      workspace([member("ada"), member("bob")], groups: [team("Owners", [Held.owner], members: ["ada"])]))
    #expect(plan.refuses.map { $0.hasPrefix("last-owner:") } == [true])
  }

  @Test func `on the way there are never fewer owners than the declared minimum`() throws {
    let guardrail = Guardrail(.minimumHolders(.name(Role.ownerName), count: 2), at: at(90))
    let desired = policy(
      [
        person("ada", []), person("bob", []), person("cy", [role(Role.ownerName)]),
        person("dee", [role(Role.ownerName)]),
      ],
      guardrails: [guardrail, Guardrail(.maximumRemovals(count: 9, percent: 100), at: at(91))])
    let plan = try plan(
      desired, workspace([ada, member("bob", Held.owner), member("cy", Held.admin), member("dee", Held.admin)]))
    var owners = 2
    for change in plan.changes where change.action.grant == Held.owner {
      owners += change.kind.isRemoval ? -1 : 1
      #expect(owners >= 2, "\(plan.does)")
    }
    #expect(plan.refuses == [])
  }

  @Test func `people whom a minimum excepts do not count on the way either`() throws {
    let guardrail = Guardrail(
      .minimumHolders(.name(Role.ownerName), count: 1), except: [.person(email("ada"))], at: at(90))
    let plan = try plan(
      policy([declaredAda, person("bob", []), person("cy", [role(Role.ownerName)])], guardrails: [guardrail]),
      workspace([ada, member("bob", Held.owner), member("cy", Held.admin)]))
    let (given, taken) = (
      plan.does.firstIndex(of: "grant Workspace Owner to cy@acme.com"),
      plan.does.firstIndex(of: "revoke Workspace Owner from bob@acme.com")
    )
    #expect(try #require(given) < #require(taken))
  }

  @Test func `owners through a group that a minimum excepts do not count on the way either`() throws {
    let guardrail = Guardrail(
      .minimumHolders(.name(Role.ownerName), count: 1), except: [.group("Break Glass")], at: at(90))
    let plan = try plan(
      policy(
        [person("ada", []), person("bob", []), person("cy", [role(Role.ownerName)])],
        groups: [group("Break Glass", members: [with("ada")], roles: [role(Role.ownerName)])],
        guardrails: [guardrail]),
      workspace(
        [member("ada"), member("bob", Held.owner), member("cy", Held.admin)],
        groups: [team("Break Glass", [Held.owner], members: ["ada"])]))
    let (given, taken) = (
      plan.does.firstIndex(of: "grant Workspace Owner to cy@acme.com"),
      plan.does.firstIndex(of: "revoke Workspace Owner from bob@acme.com")
    )
    #expect(try #require(given) < #require(taken))
  }

  @Test func `a swap of owners across two groups keeps one at every step`() throws {
    let actual = workspace(
      [member("ada"), member("bob")],
      groups: [team("A", [Held.owner], members: ["ada"]), team("B", members: ["bob"])])
    let desired = policy(
      [person("ada", []), person("bob", [])],
      groups: [
        group("A", members: [with("ada")]), group("B", members: [with("bob")], roles: [role(Role.ownerName)]),
      ])
    #expect(
      try plan(desired, actual).does == ["grant Workspace Owner to group B", "revoke Workspace Owner from group A"])
  }

  // Rule 2: nobody gets what neither state gives them.

  @Test func `a group loses its leavers before it gains a grant`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob")], groups: [group("G", roles: [role(Role.ownerName)])]),
      workspace([ada, member("bob")], groups: [team("G", members: ["bob"])]))
    #expect(plan.does == ["take bob@acme.com out of group G", "grant Workspace Owner to group G"])
  }

  @Test func `a group loses its revoked grants before it gains members`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob")], groups: [group("G", members: [with("bob")])]),
      workspace([ada, member("bob")], groups: [team("G", [Held.owner])]))
    #expect(plan.does == ["revoke Workspace Owner from group G", "add bob@acme.com to group G"])
  }

  @Test func `a pending member counts: they would have it on acceptance`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob")], groups: [group("G", roles: [role(Role.ownerName)])]),
      workspace([ada], invites: [email("bob")], groups: [team("G", invites: ["bob"])]))
    #expect(plan.does == ["take bob@acme.com out of group G", "grant Workspace Owner to group G"])
  }

  @Test func `a leaver who has the grant anyway does not hold the group up`() throws {
    let plan = try plan(
      policy([declaredAda], groups: [group("G", roles: [role(Role.ownerName)])]),
      workspace([ada], groups: [team("G", members: ["ada"])]))
    #expect(plan.does == ["grant Workspace Owner to group G", "take ada@acme.com out of group G"])
  }

  // Rule 3: a removal waits for what replaces it.

  @Test func `people who move between groups of the same role never lose it`() throws {
    let roles = [role("Source Admin")]
    let plan = try plan(
      policy(
        [declaredAda, person("bob")],
        groups: [group("A", roles: roles), group("B", members: [with("bob")], roles: roles)]),
      workspace([ada, member("bob")], groups: [team("A", [Held.admin], members: ["bob"]), team("B")]))
    #expect(
      plan.does == [
        "grant Source Admin to group B", "add bob@acme.com to group B", "take bob@acme.com out of group A",
      ])
  }

  @Test func `a direct role goes after the group that replaces it has its member and its role`() throws {
    let plan = try plan(
      policy(
        [declaredAda, person("bob", [])],
        groups: [group("New", members: [with("bob")], roles: [role("Source Admin")])]),
      workspace([ada, member("bob", Held.admin)]))
    #expect(
      plan.does == [
        "create group New", "grant Source Admin to group New", "add bob@acme.com to group New",
        "revoke Source Admin from bob@acme.com",
      ])
  }

  @Test func `a group is deleted after its members have its roles otherwise`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob", [role("Source Admin")])], manage: Manage(groups: .exact)),
      workspace([ada, member("bob", Held.reader)], groups: [team("Old", [Held.admin], members: ["bob"])]))
    #expect(plan.does.last == "delete group Old")
    #expect(plan.does.contains("grant Source Admin to bob@acme.com"))
  }

  // The rules against each other.

  @Test func `rule 1 outranks rule 3: who is replaced as owner goes only when the count allows`() throws {
    // bob must leave A before A may be granted (2), ada's ownership waits for the grant (1, 3).
    let plan = try plan(
      policy(
        [person("ada", []), person("bob")], groups: [group("A", members: [with("ada")], roles: [role(Role.ownerName)])]),
      workspace([ada, member("bob")], groups: [team("A", members: ["ada", "bob"])]))
    #expect(
      plan.does == [
        "take bob@acme.com out of group A", "grant Workspace Owner to group A",
        "revoke Workspace Owner from ada@acme.com",
      ])
  }

  @Test func `a group gaining a strong role while losing members goes leave, grant, leave`() throws {
    // bob keeps Source Admin only through G's new grant; cy must be out of G before.
    let plan = try plan(
      policy(
        [declaredAda, person("bob"), person("cy")],
        groups: [
          group("F"), group("G", members: [with("bob")], roles: [role("Source Admin")]),
        ]),
      workspace(
        [ada, member("bob"), member("cy")],
        groups: [team("F", [Held.admin], members: ["bob"]), team("G", members: ["bob", "cy"])]))
    #expect(
      plan.does == [
        "take cy@acme.com out of group G", "grant Source Admin to group G",
        "revoke Source Admin from group F", "take bob@acme.com out of group F",
      ])
  }

  @Test func `two groups that exchange roles and members break the tie by the lowest rule`() throws {
    // Each removal waits for the other's addition: somebody is briefly without, and nobody ever has too much.
    let desired = policy(
      [declaredAda, person("bob"), person("cy")],
      groups: [
        group("A", members: [with("cy")], roles: [role("Source Admin")]),
        group("B", members: [with("bob")], roles: [role("Function Admin")]),
      ])
    let actual = workspace(
      [ada, member("bob"), member("cy")],
      groups: [
        team("A", [Held.functions], members: ["bob"]), team("B", [Held.admin], members: ["cy"]),
      ])
    let plan = try plan(desired, actual)
    #expect(plan.changes.count == 8)
    #expect(plan.keeps == [])
    var state = Holdings(actual)
    for change in plan.changes {
      state.apply(change.action)
      #expect(state.effective(of: email("bob")).subtracting([Held.functions]).isEmpty, "\(plan.does)")
      #expect(state.effective(of: email("cy")).subtracting([Held.admin]).isEmpty, "\(plan.does)")
    }
    #expect(plan.changes.contains { $0.precedesReplacement })
  }
}
