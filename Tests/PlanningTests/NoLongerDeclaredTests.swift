import Access
import Documents
import Planning
import RandomWorlds
import Testing

@Suite struct `What a pull request takes out of the files`: PlanningSuite {
  /// `group Legacy stays (not declared; groups: at-least): Source Admin; to bob@acme.com`
  private func told(_ head: DesiredState, since base: DesiredState, _ actual: ActualState) throws -> [String] {
    let plan = try #require(makePlan(head, since: base, actual, at: now).plan)
    let read = try Plan(file: Array(plan.fileText(accord: "0").utf8))
    let entries = try #require(plan.comparison).noLongerDeclared
    #expect(read.comparison?.noLongerDeclared == entries)
    return entries.map { entry in
      let item = [
        entry.item.person?.written, entry.item.group.map { "group \($0.name)" }, entry.item.grant.map(plan.names.grant),
      ]
      let why = entry.why.isEmpty ? "" : " (\(entry.why))"
      let given = entry.given.gives.isEmpty ? "" : ": \(entry.given.gives.joined(separator: ", "))"
      let reached =
        entry.given.reaches.isEmpty ? "" : "; to \(entry.given.reaches.map(\.written).joined(separator: " "))"
      return "\(item.compactMap(\.self).joined(separator: " ")) \(entry.fate.rawValue)\(why)\(given)\(reached)"
    }
  }

  private func floor(_ members: String..., roles: [DesiredGrant] = []) -> DesiredGroup {
    var group = group("G", members: members.map { with($0) }, roles: roles)
    (group.membersExtent, group.rolesExtent) = (.atLeast, .atLeast)
    return group
  }

  @Test func `is a person, with what they keep, or that they go`() throws {
    let base = policy(
      [declaredAda, person("bob", [role("Source Admin")])], groups: [group("G", members: [with("bob")])])
    let actual = workspace(
      [ada, member("bob", Held.admin)],
      groups: [team("G", members: ["bob"]), team("H", [Held.reader], members: ["bob"])])
    var head = policy([declaredAda], groups: [group("G")])
    #expect(
      try told(head, since: base, actual) == [
        "bob@acme.com stays (not declared; people: at-least): Source Admin, Source Read-only through group H"
      ])
    head.manage = exact
    #expect(try told(head, since: base, actual) == ["bob@acme.com removed"])
    #expect(try told(head, since: base, workspace([ada])) == ["bob@acme.com absent"])
    head.manage = Manage()
    #expect(
      try told(head, since: base, workspace([ada], invites: [email("bob")]))
        == ["bob@acme.com stays (not declared; people: at-least)"])
    head.people.append(departed("bob"))
    #expect(try told(head, since: base, actual) == [])
  }

  @Test func `is a group, with what it gives to whom, and not one that has another name or is to be deleted`() throws {
    let base = policy(
      [declaredAda, person("bob")], groups: [group("G", members: [with("bob")], roles: [role("Source Admin")])])
    let actual = workspace([ada, member("bob")], groups: [team("G", [Held.admin], members: ["bob"])])
    var head = policy([declaredAda, person("bob")])
    #expect(
      try told(head, since: base, actual)
        == ["group G stays (not declared; groups: at-least): Source Admin; to bob@acme.com"])
    head.manage.groups = .exact
    #expect(try told(head, since: base, actual) == ["group G removed"])
    head.deletedGroups = [DeletedGroup("G", at: at(90))]
    #expect(try told(head, since: base, actual) == [])
    head.deletedGroups = []
    for same in [
      group("New", members: [with("bob")], roles: [role("Source Admin")], previously: ["G"]),
      group("New", members: [with("bob")], roles: [role("Source Admin")], id: "g-G"),
    ] {
      head.groups = [same]
      #expect(try told(head, since: base, actual) == [])
    }
  }

  @Test func `is an entry of a list, with what stays assigned where that is a floor`() throws {
    let people = [declaredAda, person("bob"), person("cy")]
    let base = policy(people, groups: [floor("bob", "cy", roles: [role("Source Admin"), role("Source Read-only")])])
    let head = policy(people, groups: [floor("cy", roles: [role("Source Read-only")])])
    let actual = workspace(
      [ada, member("bob"), member("cy")], groups: [team("G", [Held.admin, Held.reader], members: ["bob", "cy"])])
    #expect(
      try told(head, since: base, actual) == [
        "group G Source Admin stays (not in the list of roles; at-least); to bob@acme.com cy@acme.com",
        "bob@acme.com group G stays (not in the list of members; at-least): Source Admin, Source Read-only",
      ])
    var strict = head
    (strict.groups[0].membersExtent, strict.groups[0].rolesExtent) = (.exact, .exact)
    #expect(
      try told(strict, since: base, actual) == ["group G Source Admin removed", "bob@acme.com group G removed"])
    var idle = head
    idle.groups[0].members = .unmanaged(at(71))
    #expect(
      try told(idle, since: base, actual).filter { $0.contains("@") && $0.contains(" group G ") }.allSatisfy {
        $0.contains("stays (members: unmanaged)")
      })
  }

  @Test func `is told of what --only chooses, and nothing of a base that says the same`() throws {
    let base = policy([declaredAda, person("bob"), person("cy")])
    let actual = workspace([ada, member("bob"), member("cy")])
    let head = policy([declaredAda])
    let plan = try #require(
      makePlan(head, since: base, actual, at: now, options: PlanOptions(only: [.person(email("cy"))])).plan)
    #expect(plan.comparison?.noLongerDeclared.compactMap(\.item.person) == [email("cy")])
    #expect(try told(base, since: base, actual) == [])
  }
}
