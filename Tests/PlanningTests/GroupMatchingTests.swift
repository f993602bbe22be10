import Access
import RandomWorlds
import Testing

/// Which group is which: design.md section 4.
struct GroupMatchingTests: PlanningSuite {
  private func plan(_ groups: [DesiredGroup], _ actual: [ActualGroup]) throws -> Plan {
    try plan(policy([declaredAda], groups: groups, manage: exact), workspace([ada], groups: actual))
  }

  @Test func `two groups of one name are held, and the hold names both ids`() throws {
    let plan = try plan(
      [group("Analytics", members: [with("ada")], roles: [role("Source Admin")])],
      [team("Analytics", id: "g-1"), team("Analytics", [Held.owner], id: "g-2")])
    #expect(plan.does == [])
    let details = plan.holds.map(\.detail).joined(separator: "\n")
    #expect(Set(plan.holds.map(\.why)) == [.ambiguous])
    #expect(details.contains("g-1"))
    #expect(details.contains("g-2"))
  }

  @Test func `id decides between two groups of one name, and the other is undeclared`() throws {
    let plan = try plan(
      [group("Analytics", members: [with("ada")], id: "g-2")],
      [team("Analytics", id: "g-1"), team("Analytics", id: "g-2")])
    #expect(
      plan.changes.map(\.action) == [
        .join(PersonReference(email("ada"), id: "u-ada"), GroupReference("Analytics", id: "g-2")),
        .deleteGroup(GroupReference("Analytics", id: "g-1")),
      ])
  }

  @Test(arguments: ["analytics", "Analytics ", "Ana lytics", "ANALYTICS"])
  func `a name that differs only in case or spaces is held, neither created nor deleted`(name: String) throws {
    let plan = try plan([group("Analytics")], [team(name, id: "g-1")])
    #expect(plan.does == [])
    #expect(Set(plan.holds.map(\.why)) == [.ambiguous])
    #expect(plan.holds.allSatisfy { $0.detail.contains("g-1") })
  }

  @Test func `a name that differs from a former one only in case is held too`() throws {
    let plan = try plan([group("Analytics", previously: ["Analysts"])], [team("analysts", id: "g-1")])
    #expect(plan.does == [])
    #expect(Set(plan.holds.map(\.why)) == [.ambiguous])
  }

  @Test func `composed and decomposed letters are one name`() throws {
    #expect(try plan([group("Caf\u{e9}")], [team("Cafe\u{301}")]).does == [])
  }

  @Test func `a former name and the new one both present are held with both ids`() throws {
    let plan = try plan(
      [group("Analytics", previously: ["Analysts"])], [team("Analytics", id: "g-1"), team("Analysts", id: "g-2")])
    #expect(plan.does == [])
    #expect(
      plan.holds.contains {
        $0.detail == "'Analysts' (g-2) and 'Analytics' (g-1) may all be meant; give the group an `id:`"
      })
  }

  @Test func `a former name alone is a rename, not a delete and a create`() throws {
    let plan = try plan(
      [group("Analytics", members: [with("ada")], previously: ["Analysts"])], [team("Analysts", members: ["ada"])])
    #expect(plan.says == ["rename group Analysts to Analytics: is called 'Analysts' in Segment (policy.yaml:70:3)"])
  }

  @Test(arguments: [("g-9", "no group has the pinned id g-9; drop the id to create it anew", [ActualGroup]())])
  func `a pinned id that no group has is held`(id: String, detail: String, actual: [ActualGroup]) throws {
    let plan = try plan([group("Analytics", id: id)], actual)
    #expect(plan.does == [])
    #expect(plan.holds.map(\.detail) == [detail])
    let other = try self.plan([group("Analytics", id: id)], [team("Analytics", id: "g-1")])
    #expect(other.does == [])
    #expect(other.holds.contains { $0.detail.contains("but g-1 has this name") })
  }

  @Test func `renames go from the free end of a chain, before everything else`() throws {
    let plan = try plan(
      [
        group("B", members: [with("ada")], id: "g-a"), group("C", id: "g-b"), group("D", id: "g-c"),
        group("A"),
      ], [team("A", id: "g-a"), team("B", id: "g-b"), team("C", members: ["ada"], id: "g-c")])
    #expect(
      plan.does == [
        "rename group C to D", "rename group B to C", "rename group A to B", "create group A",
        "add ada@acme.com to group B", "take ada@acme.com out of group D",
      ])
  }

  @Test func `groups that swap names are an error`() {
    let found = errors(
      policy([declaredAda], groups: [group("A", id: "g-b"), group("B", id: "g-a")]),
      workspace([ada], groups: [team("A", id: "g-a"), team("B", id: "g-b")]))
    #expect(
      found == [
        "policy.yaml:70:3: error: these groups swap names: 'A' to 'B', 'B' to 'A'; rename one to a third name first and apply that"
      ])
  }

  @Test func `groups that the Segment plan does not include are an error where the policy needs them`() {
    var actual = workspace([ada])
    actual.notOnThisPlan = [.groups]
    #expect(
      errors(policy([declaredAda], groups: [group("Analytics")]), actual) == [
        "policy.yaml:70:3: error: this workspace's Segment plan does not include user groups; give 'Analytics' roles to people"
      ])
    #expect(errors(policy([declaredAda]), actual) == [])
  }

  @Test func `a kind of resource that the Segment plan does not include is an error where the policy needs it`() {
    var actual = workspace([ada])
    actual.resourceKindsRead = [.source]
    actual.notOnThisPlan = [.spaces]
    let entry = role("Unify and Engage Admin", .resource(.space, "eu"))
    let roles = World.roles + [Role(id: "role-u", name: "Unify and Engage Admin")]
    actual.roles = roles
    #expect(
      errors(policy([declaredAda], groups: [group("G", roles: [entry])]), actual) == [
        "policy.yaml:50:3: error: this workspace's Segment plan does not include spaces"
      ])
  }

  @Test func `a policy for another workspace is refused`() {
    var actual = workspace([ada])
    actual.workspace = Workspace(id: "ws-2", slug: "other", name: "Other")
    #expect(
      errors(policy([declaredAda]), actual) == [
        "policy.yaml:1:3: error: this policy is for workspace 'acme', but this is 'other'; use a token of 'acme', or name the policy directory of 'other'"
      ])
  }
}
