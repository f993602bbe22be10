import Access
import Explaining
import Planning
import PolicyFiles
import RandomWorlds
import Testing

/// Names that were changed in Segment, pulled back into a policy whose ids say who is who.
@Suite struct `Names that changed` {
  private static let policy = """
    workspace: {slug: acme, manage: exact}
    people:
      ada@acme.com: {id: u-ada, roles: [Workspace Owner]}
      bob@acme.com: {id: u-bob}   # second
    groups:
      Red: {id: g-1, members: [ada@acme.com], roles: [Source Admin]}
      Green: {id: g-2, members: [bob@acme.com], roles: []}   # not red

    """

  private static var workspace: ActualState {
    let people = [
      ActualPerson(id: "u-ada", email: "ada@acme.com", grants: [Grant(World.owner.id)]),
      ActualPerson(id: "u-bob", email: "bob@acme.com"),
    ]
    return ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles, people: people,
      groups: [
        ActualGroup(id: "g-1", name: "Red", grants: [Grant(World.sourceAdmin.id)], members: ["ada@acme.com"]),
        ActualGroup(id: "g-2", name: "Green", members: ["bob@acme.com"]),
      ])
  }

  /// The policy after it, less what stands in front of the people; planned again it changes nothing.
  private func pulled(
    into policy: String = policy, knowing isKnown: Bool = false, _ change: (inout ActualState) -> Void
  ) throws -> String {
    let directory = PolicyDirectory(["policy.yaml": policy])
    let (loaded, text) = readPolicy(at: directory.path, now: World.now)
    let desired = try #require(loaded.desired, "\(directory.report())")
    var workspace = Self.workspace
    change(&workspace)
    let baseline = isKnown ? Baseline(Self.workspace) : nil
    let adoption = makeAdoption(desired, workspace, at: World.now, picking: [], baseline: baseline)
    let edited = try #require(text.edited(by: adoption.edits, .sparing, now: World.now))
    #expect(edited.outcomes.filter { !$0.isMade } == [])
    #expect(adoption.left == [])
    for known in [baseline, nil] {
      let plan = try #require(
        planAgain(edited.desired, workspace, at: World.now, picking: [], baseline: known).planned.plan)
      #expect(plan.changes == [])
      #expect(plan.holds == [])
    }
    let lines = String(decoding: edited.changed.first?.bytes ?? [], as: UTF8.self).split(separator: "\n")
    return lines.dropFirst(2).joined(separator: "\n")
  }

  @Test(arguments: [["Green", "Red"], ["Green", "Blue"]])
  func `are left where it is in doubt which group is which, and so is all that differs in them`(names: [String]) throws
  {
    let text = """
      workspace: {slug: acme, manage: exact}
      people:
        ada@acme.com: {roles: [Workspace Owner]}
        bob@acme.com: {}
      groups:
        Red: {members: [ada@acme.com], roles: [Source Admin]}
        Green: {members: [bob@acme.com], roles: []}

      """
    let directory = PolicyDirectory(["policy.yaml": text])
    let desired = try #require(readPolicy(at: directory.path, now: World.now).0.desired, "\(directory.report())")
    var workspace = Self.workspace
    for at in names.indices { workspace.groups[at].name = names[at] }
    let adoption = makeAdoption(
      desired, workspace, at: World.now, picking: [], baseline: Baseline(Self.workspace))
    #expect(adoption.edits == [])
    #expect(adoption.left.contains { $0.why.contains("g-1 was 'Red' and is 'Green'") }, "\(adoption.left)")
  }

  @Test func `are swapped where two groups swapped them, and what else changed comes along`() throws {
    let after = try pulled { workspace in
      (workspace.groups[0].name, workspace.groups[1].name) = ("Green", "Red")
      workspace.groups[0].members.append("bob@acme.com")
      workspace.groups[1].grants = [Grant(World.sourceReader.id)]
    }
    #expect(
      after == """
          ada@acme.com: {id: u-ada, roles: [Workspace Owner]}
          bob@acme.com: {id: u-bob}   # second
        groups:
          Green: {id: g-1, members: [ada@acme.com, bob@acme.com], roles: [Source Admin]}
          Red: {id: g-2, members: [bob@acme.com], roles: [Source Read-only]}   # not red
        """)
  }

  @Test func `are handed on where one group took another's and the other went`() throws {
    let after = try pulled(into: Self.policy.replacing("id: g-2, ", with: "")) { workspace in
      workspace.groups.remove(at: 1)
      workspace.groups[0].name = "Green"
    }
    #expect(
      after == """
          ada@acme.com: {id: u-ada, roles: [Workspace Owner]}
          bob@acme.com: {id: u-bob}   # second
        groups:
          Green: {id: g-1, members: [ada@acme.com], roles: [Source Admin]}
        """)
  }

  /// Nobody's id is written.
  private static let plain = policy.replacing("id: g-2, ", with: "").replacing("id: g-1, ", with: "")
    .replacing("id: u-ada, ", with: "").replacing("{id: u-bob}", with: "{name: Bob, roles: [Source Read-only]}")

  @Test func `are followed by the ids of a baseline, and what else changed comes along`() throws {
    let after = try pulled(into: Self.plain, knowing: true) { workspace in
      workspace.people[0].email = "ada.l@acme.com"
      workspace.groups[0].members = ["ada.l@acme.com", "bob@acme.com"]
      workspace.groups[1].name = "Lime"
    }
    #expect(
      after == """
          ada.l@acme.com: {roles: [Workspace Owner], previously: [ada@acme.com]}
          bob@acme.com: {name: Bob, roles: []}   # second
        groups:
          Red: {members: [ada.l@acme.com, bob@acme.com], roles: [Source Admin]}
          Lime: {members: [bob@acme.com], roles: [], previously: [Green]}   # not red
        """)
  }

  @Test func `are written as the plan that holds them back says it`() throws {
    let desired = try #require(
      PolicyDirectory(["policy.yaml": Self.plain]).load(now: World.now).desired)
    var workspace = Self.workspace
    workspace.people[0].email = "ada.l@acme.com"
    workspace.groups[0].members = ["ada.l@acme.com"]
    workspace.groups[1].name = "Lime"
    let plan = try #require(
      makePlan(desired, workspace, at: World.now, baseline: Baseline(Self.workspace)).plan)
    let said = Set(plan.holds.filter { $0.why == .addressChanged || $0.why == .renamedByHand }.map(\.detail))
    #expect(
      said == [
        "has the address ada.l@acme.com now (u-ada); write ada.l@acme.com with `previously: [ada@acme.com]`",
        "is called 'Lime' now (g-2); write Lime with `previously: [Green]`, or rename it back",
      ])
  }

  @Test func `are followed without a baseline where one stranger is in everything like who is gone`() throws {
    let after = try pulled(into: Self.plain) { workspace in
      workspace.people[1] = ActualPerson(
        id: "u-bob", email: "rob@acme.com", name: "Bob", grants: [Grant(World.sourceReader.id)])
      workspace.groups[1].members = ["rob@acme.com"]
    }
    #expect(
      after == """
          ada@acme.com: {roles: [Workspace Owner]}
          rob@acme.com: {name: Bob, roles: [Source Read-only], previously: [bob@acme.com]}   # second
        groups:
          Red: {members: [ada@acme.com], roles: [Source Admin]}
          Green: {members: [rob@acme.com], roles: []}   # not red
        """)
  }

  @Test func `are not followed without a baseline where the stranger has more`() throws {
    let after = try pulled(into: Self.plain) { workspace in
      workspace.people[1] = ActualPerson(
        id: "u-bob", email: "rob@acme.com", name: "Bob",
        grants: [Grant(World.sourceReader.id), Grant(World.functionAdmin.id)].sorted())
      workspace.groups[1].members = ["rob@acme.com"]
    }
    #expect(!after.contains("previously"), "\(after)")
  }

  @Test func `are left where two people swapped addresses: planning takes neither for the other`() throws {
    let desired = try #require(
      PolicyDirectory(["policy.yaml": Self.policy]).load(now: World.now).desired)
    var workspace = Self.workspace
    (workspace.people[0].email, workspace.people[1].email) = ("bob@acme.com", "ada@acme.com")
    let adoption = makeAdoption(desired, workspace, at: World.now, picking: [])
    #expect(adoption.edits == [])
    #expect(Set(adoption.left.compactMap(\.person)) == ["ada@acme.com", "bob@acme.com"])
  }
}
