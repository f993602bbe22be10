import Access
import Documents
import Explaining
import RandomWorlds
import Testing

/// What a review says of each way: the words must fit what the next apply does.
struct ReviewTests: PlanningSuite {
  /// Every row that is there: `ada@acme.com through Old: declared, stays`.
  private func lines(_ desired: DesiredState, _ actual: ActualState) throws -> [String] {
    let reviewed = reviewAccess(desired, actual, at: now)
    return try #require(reviewed.review, "\(reviewed.diagnostics)").rows.filter { $0.isThere && $0.person != ada.email }
      .map { row in
        let through = row.group.map { " through \($0.name)" } ?? ""
        let detail = row.detail.isEmpty ? "" : " (\(row.detail))"
        return "\(row.person?.written ?? "nobody")\(through) \(row.gain.word): \(row.standing)\(detail), \(row.outlook)"
      }
  }

  private func leaving(_ person: String? = nil, _ group: String? = nil, _ role: String? = nil) -> IgnoreRule {
    IgnoreRule(
      person: person.map { Glob($0) }, group: group.map { Glob($0) }, role: role.map { Glob($0) }, reason: "theirs",
      at: at(95))
  }

  private var renamed: DesiredGroup { group("Support", members: [with("bob")], previously: ["Old Support"]) }

  private func inOldSupport(_ people: String...) -> ActualState {
    let members = people.map { member($0) }
    return workspace([ada] + members, groups: [team("Old Support", [Held.admin], members: people)])
  }

  /// No difference of a plan, so no alarm of a review; what is not declared for another reason stays one.
  @Test(arguments: [[], ["2026-01-31"]])
  func `the base grant of a declared group is no alarm`(ends: [String]) throws {
    let base = ends.map { role(Role.baseName, until: $0) }
    let policy = policy(
      [declaredAda, person("bob")], groups: [group("Support", members: [with("bob")], roles: base)], manage: exact)
    let actual = workspace([ada, member("bob")], groups: [team("Support", [Held.base], members: ["bob"])])
    #expect(
      try lines(policy, actual) == [
        "bob@acme.com account: declared, stays",
        "bob@acme.com through Support grant: declared (Minimal Workspace Access stays wherever it is held), stays",
      ])
    #expect(try plan(policy, actual).changes == [])
    let stray = workspace([ada, member("bob")], groups: [team("Stray", [Held.base], members: ["bob"])])
    let undeclared = try #require(try lines(self.policy([declaredAda, person("bob")]), stray).last)
    #expect(undeclared.contains("undeclared (the policy does not declare this group)"))
  }

  @Test func `what a group gives that is to be deleted goes, or is said to stay where that is held`() throws {
    var desired = policy([declaredAda, person("bob")])
    desired.deletedGroups = [DeletedGroup("Hackathon", at: at(90))]
    let actual = workspace([ada, member("bob")], groups: [team("Hackathon", [Held.admin], members: ["bob"])])
    #expect(
      try lines(desired, actual) == [
        "bob@acme.com account: declared, stays",
        "bob@acme.com through Hackathon grant: departed (deleted: true), goes",
      ])
    desired.guardrails = [Guardrail(.protectedPeople([email("bob")]), at: at(5))]
    #expect(try lines(desired, actual).last == "bob@acme.com through Hackathon grant: departed (deleted: true), stays")
  }

  @Test func `a role of a group that is to be renamed is ignored by the new name, as in the plan`() throws {
    let policy = policy([declaredAda, person("bob")], groups: [renamed], ignore: [leaving(nil, "Support", "Source*")])
    #expect(
      try lines(policy, inOldSupport("bob")) == [
        "bob@acme.com account: declared, stays",
        "bob@acme.com through Old Support grant: ignored (ignored: theirs), stays",
      ])
    #expect(try plan(policy, inOldSupport("bob")).keeps == ["revoke group Support Source Admin: ignored"])
  }

  @Test func `a role of a group that is to be renamed is not ignored by the name it is about to lose`() throws {
    let policy = policy(
      [declaredAda, person("bob")], groups: [renamed], ignore: [leaving(nil, "Old *", "Source*")])
    #expect(
      try lines(policy, inOldSupport("bob")) == [
        "bob@acme.com account: declared, stays",
        "bob@acme.com through Old Support grant: undeclared (not in the list of roles), goes",
      ])
    #expect(
      try plan(policy, inOldSupport("bob")).does == [
        "rename group Old Support to Support", "revoke Source Admin from group Support",
      ])
  }

  @Test(arguments: [
    ("Support", "ignored (ignored: theirs), stays"), ("Old *", "undeclared (not in the list of members), goes"),
  ])
  func `a place in a group that is to be renamed is ignored by the new name only`(glob: String, says: String) throws {
    var group = renamed
    group.roles = .written([role("Source Admin")], at: at(72))
    let policy = policy(
      [declaredAda, person("bob"), person("eve")], groups: [group], ignore: [leaving("eve@*", glob)])
    #expect(
      try lines(policy, inOldSupport("bob", "eve")) == [
        "bob@acme.com account: declared, stays", "bob@acme.com through Old Support grant: declared, stays",
        "eve@acme.com account: declared, stays", "eve@acme.com through Old Support grant: \(says)",
      ])
  }

  @Test func `an owner through a group that is to be renamed heads the report, unless the new name is ignored`() throws
  {
    var actual = inOldSupport("bob")
    actual.groups[0].grants = [Held.owner]
    for (glob, owners) in [("Support", 0), ("Old *", 1)] {
      let policy = policy(
        [declaredAda, person("bob")], groups: [renamed], ignore: [leaving(nil, glob, "Workspace *")])
      #expect(try plan(policy, actual).undeclaredOwners.count == owners, "\(glob)")
    }
  }

  @Test func `what goes with an account says so, whoever else it is left to`() throws {
    let policy = policy(
      [declaredAda, departed("bob")], groups: [group("SCIM", members: nil, roles: [role("Source Read-only")])],
      manage: exact, ignore: [leaving(nil, nil, "Source Admin")])
    let actual = workspace(
      [ada, member("bob", Held.admin), member("eve", Held.admin)],
      groups: [team("SCIM", [Held.reader], members: ["bob", "eve"])])
    let (departs, unknown) = (
      "departed (departed: true), goes", "undeclared (the policy does not declare this person), goes"
    )
    #expect(
      try lines(policy, actual) == [
        "bob@acme.com account: \(departs)", "bob@acme.com grant: \(departs)",
        "bob@acme.com through SCIM grant: \(departs)",
        "eve@acme.com account: \(unknown)", "eve@acme.com grant: \(unknown)",
        "eve@acme.com through SCIM grant: \(unknown)",
      ])
  }

  @Test func `whoever departs and may not be taken away keeps what is left to others`() throws {
    let policy = policy(
      [declaredAda, departed("bob")], groups: [group("SCIM", members: nil, roles: [role("Source Read-only")])],
      manage: Manage(people: .unmanaged, directRoles: .exact, groups: .exact),
      ignore: [leaving(nil, nil, "Source Admin")])
    let actual = workspace(
      [ada, member("bob", Held.admin, Held.functions)], groups: [team("SCIM", [Held.reader], members: ["bob"])])
    #expect(
      try lines(policy, actual) == [
        "bob@acme.com account: departed (departed: true), stays",
        "bob@acme.com grant: departed (departed: true), goes",
        "bob@acme.com grant: ignored (ignored: theirs), stays",
        "bob@acme.com through SCIM grant: unmanaged (members: unmanaged), stays",
      ])
  }

  @Test func `a pending member whom the invites lack stays, declared or not, because nothing is planned`() throws {
    let policy = policy([declaredAda, person("bob")], groups: [group("G", members: [with("bob")])])
    let actual = workspace([ada], groups: [team("G", invites: ["bob"]), team("Strays", invites: ["eve"])])
    #expect(try plan(policy, actual).does == [])
    let unknown = "undeclared (the policy does not declare this"
    #expect(
      try lines(policy, actual) == [
        "bob@acme.com invite: declared, stays", "bob@acme.com through G membership: declared, stays",
        "eve@acme.com invite: \(unknown) person), stays",
        "eve@acme.com through Strays membership: \(unknown) group), stays",
      ])
  }

  @Test func `a permission that was not understood goes with the place in the group`() throws {
    var actual = inOldSupport("bob", "eve")
    actual.groups[0].grants = []
    actual.groups[0].notUnderstood = ["a role on a PLANET"]
    let rows = try lines(policy([declaredAda, person("bob"), person("eve")], groups: [renamed]), actual)
    #expect(rows.contains("bob@acme.com through Old Support not-understood: unclear (no policy can express it), stays"))
    #expect(
      rows.contains("eve@acme.com through Old Support not-understood: undeclared (not in the list of members), goes"))
  }
}
