import Access
import Explaining
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `A list that is a floor` {
  private func load(_ text: String, shared: String? = nil) throws -> DesiredState {
    let include = shared == nil ? "" : ", include: [../shared]"
    var files = ["policy.yaml": "workspace: {slug: acme\(include)}\n" + text]
    if let shared { files["../shared/people.yaml"] = shared }
    let loaded = PolicyDirectory(files).load()
    return try #require(loaded.desired, "\(loaded.diagnostics)")
  }

  @Test func `stands under at-least, of members and of roles, and an exact one does not change`() throws {
    let state = try load(
      """
      people:
        ada@acme.com: {roles: {at-least: [Source Admin]}}
        bob@acme.com: {roles: [Source Admin], groups: [G]}
        cy@acme.com:
      teams: {t: [cy@acme.com]}
      groups:
        G: {members: {at-least: [ada@acme.com, team/t]}, roles: []}
        H:
          members: []
          roles:
            at-least:
              - role: Source Admin
                until: 2027-01-31
      """)
    #expect(state.people.map(\.rolesExtent) == [.atLeast, .exact, .exact])
    #expect(state.groups.map(\.membersExtent) == [.atLeast, .exact])
    #expect(state.groups.map(\.rolesExtent) == [.exact, .atLeast])
    guard case .written(let members, let place) = state.groups[0].members else { return #expect(Bool(false)) }
    // Whoever says it of themselves is in it as well, and the place is that of the entries, where edits are made.
    #expect(members.map(\.person.written) == ["ada@acme.com", "bob@acme.com", "cy@acme.com"])
    #expect(place.column == 27)
    guard case .written(let roles, _) = state.groups[1].roles else { return #expect(Bool(false)) }
    #expect(roles.map(\.until?.written) == ["2027-01-31"])
  }

  @Test func `of an included person stays one, and their own entry may make one`() throws {
    let included = try load(
      "people: {ada@acme.com: {name: Ada}}\n", shared: "people: {ada@acme.com: {roles: {at-least: []}}}\n")
    #expect(included.people.map(\.rolesExtent) == [.atLeast])
    let own = try load(
      "people: {ada@acme.com: {roles: {at-least: []}}}\n", shared: "people: {ada@acme.com: {name: Ada}}\n")
    #expect(own.people.map(\.rolesExtent) == [.atLeast])
  }

  @Test func `is pulled back where an entry was taken away by hand, and not for what is there besides`() throws {
    let state = try load(
      """
      people:
        ada@acme.com: {roles: {at-least: [Workspace Owner]}}
        cy@acme.com:
      groups:
        G: {members: {at-least: [cy@acme.com]}, roles: {at-least: []}}
      """)
    let actual = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles,
      people: [
        ActualPerson(
          id: "u-ada", email: "ada@acme.com", grants: [Grant(World.owner.id), Grant(World.sourceAdmin.id)].sorted()),
        ActualPerson(id: "u-cy", email: "cy@acme.com"), ActualPerson(id: "u-eve", email: "eve@acme.com"),
      ],
      groups: [
        ActualGroup(id: "g-1", name: "G", grants: [Grant(World.sourceReader.id)], members: ["eve@acme.com"])
      ])
    let adoption = makeAdoption(state, actual, at: World.now, picking: [])
    #expect(adoption.edits == [.removeMembership("cy@acme.com", group: "G")])
    let picked = makeAdoption(state, actual, at: World.now, picking: [.person("ada@acme.com")])
    #expect(picked.edits == [.addGrant(.person("ada@acme.com"), WrittenGrant(.name("Source Admin")))])
  }
}
