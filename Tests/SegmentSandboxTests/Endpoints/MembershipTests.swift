import HTTPMessages
import Testing

@testable import SegmentSandbox

/// Groups, invites and what happens to memberships.
struct MembershipTests {
  private func emails(_ sandbox: Sandbox, _ group: String) throws -> [String] {
    let users = try sandbox.ask(.get, "/groups/\(group)/users").data?["users"]?.array ?? []
    let invites = try sandbox.ask(.get, "/groups/\(group)/invites").data?["emails"]?.array ?? []
    return users.compactMap { $0["email"]?.string } + invites.compactMap(\.string)
  }

  @Test func `members are added, replaced and removed by address, invites among them`() throws {
    let sandbox = try Fixture.sandbox()
    let added = try sandbox.ask(.post, "/groups/g-empty/users", ["emails": ["ADA@acme.com", "lin@acme.com"]])
    #expect(added.data?["userGroup"]?["memberCount"] == 2)
    #expect(try emails(sandbox, "g-empty") == ["ada@acme.com", "lin@acme.com"])
    let replaced = try sandbox.ask(.put, "/group/g-empty/users", ["emails": ["eve@acme.com", "ada@acme.com"]])
    #expect(replaced.data?["userGroup"]?["memberCount"] == 2)
    #expect(try emails(sandbox, "g-empty") == ["eve@acme.com", "ada@acme.com"])
    #expect(try sandbox.ask(.delete, "/group/g-empty/users?emails.0=eve@acme.com").data == ["status": "SUCCESS"])
    #expect(try emails(sandbox, "g-empty") == ["ada@acme.com"])
    #expect(try sandbox.ask(.put, "/group/g-empty/users", ["emails": []]).data?["userGroup"]?["memberCount"] == 0)
  }

  @Test func `whoever accepts an invite holds what it carried and is in its groups`() throws {
    let sandbox = try Fixture.sandbox(.unlimited)
    let body = try JSON(
      reading: """
        {"invites":[{"email":"New@acme.com","permissions":[{"roleId":"\(Fixture.sourceAdmin)",
          "resources":[{"id":"\(Fixture.workspace)","type":"WORKSPACE"}],"labels":[{"key":"environment","value":"dev"}]}]}]}
        """)
    #expect(try sandbox.ask(.post, "/invites", body).data == ["emails": ["new@acme.com"]])
    _ = try sandbox.ask(.post, "/groups/g-empty/users", ["emails": ["new@acme.com"]])
    // Through a save and a load: what an invite carries is remembered.
    let reloaded = try Sandbox(snapshot: sandbox.snapshot(), time: VirtualClock())
    let person = try #require(reloaded.acceptInvite(email: "new@acme.com", name: "Newt"))
    #expect(person.id.count == 22)
    let user = try reloaded.ask(.get, "/users/\(person.id)").data?["user"]
    let labels: JSON = [["key": "environment", "value": "dev"]]
    #expect(
      user?["permissions"] == [
        [
          "roleId": .string(Fixture.sourceAdmin), "roleName": "Source Admin",
          "resources": [["id": .string(Fixture.workspace), "type": "WORKSPACE", "labels": labels]],
        ]
      ])
    #expect(try emails(reloaded, "g-empty") == ["new@acme.com"])
    #expect(try reloaded.ask(.get, "/invites").data?["invites"] == ["lin@acme.com"])
  }

  @Test func `labels inside an invite's resource are no part of the schema and are lost`() throws {
    let sandbox = try Fixture.sandbox()
    let body = try JSON(
      reading: """
        {"invites":[{"email":"new@acme.com","permissions":[{"roleId":"\(Fixture.sourceAdmin)","resources":[
          {"id":"\(Fixture.workspace)","type":"WORKSPACE","labels":[{"key":"environment","value":"dev"}]}]}]}]}
        """)
    #expect(try sandbox.ask(.post, "/invites", body).status == 201)
    #expect(sandbox.world.invite(email: "new@acme.com")?.permissions.first?.resources.first?.labels == [])
  }

  @Test func `an invite without permissions becomes a member with the base grant`() throws {
    let sandbox = try Fixture.sandbox()
    let person = try #require(sandbox.acceptInvite(email: "LIN@acme.com"))
    #expect(person.permissions.map(\.roleID) == [Fixture.base])
    #expect(try emails(sandbox, "g-data") == ["bob@acme.com", "lin@acme.com"])
    #expect(sandbox.acceptInvite(email: "lin@acme.com") == nil)
  }

  @Test func `somebody may be member and invited at once`() throws {
    let sandbox = try Fixture.sandbox()
    let person = sandbox.addUserBySSO(email: "lin@acme.com")
    #expect(person.permissions.map(\.roleID) == [Fixture.base])
    #expect(try sandbox.ask(.get, "/invites").data?["invites"] == ["lin@acme.com"])
    #expect(try emails(sandbox, "g-data") == ["bob@acme.com", "lin@acme.com"])
  }

  @Test func `a member who accepts an older invite holds what both gave`() throws {
    let sandbox = try Fixture.sandbox()
    sandbox.change { $0.addInvite(email: "eve@acme.com", permissions: [$0.permission(roleID: Fixture.sourceAdmin)]) }
    sandbox.change { $0.setPermissions([$0.permission(roleID: Fixture.base)], ofPerson: "u-eve") }
    let person = try #require(sandbox.acceptInvite(email: "eve@acme.com"))
    #expect(person.id == "u-eve")
    #expect(person.permissions.map(\.roleID) == [Fixture.base, Fixture.sourceAdmin])
  }

  @Test func `an accepted invite that stays listed is in no group any more`() throws {
    var behaviour = SandboxBehaviour()
    behaviour.acceptedInvitesStayListed = true
    let sandbox = try Fixture.sandbox(behaviour)
    sandbox.acceptInvite(email: "lin@acme.com")
    #expect(try sandbox.ask(.get, "/groups/g-data").data?["userGroup"]?["memberCount"] == 2)
    #expect(try sandbox.ask(.get, "/groups/g-data/invites").data?["emails"] == [])
    #expect(try sandbox.ask(.get, "/invites").data?["invites"] == ["lin@acme.com"])
  }

  @Test func `a person's address may change under the same id, unless it is taken`() throws {
    let sandbox = try Fixture.sandbox()
    sandbox.change { $0.changeEmail(ofPerson: "u-bob", to: "Robert@acme.com") }
    sandbox.change { $0.changeEmail(ofPerson: "u-eve", to: "ada@acme.com") }
    #expect(sandbox.world.people.values.map(\.email) == ["ada@acme.com", "Robert@acme.com", "eve@acme.com"])
    #expect(try emails(sandbox, "g-data") == ["Robert@acme.com", "lin@acme.com"])
    sandbox.change { $0.changeEmail(ofPerson: "u-bob", to: "robert@acme.com") }
    #expect(sandbox.world.person(email: "ROBERT@acme.com")?.email == "robert@acme.com")
  }

  @Test func `revoking an invite and removing a person end their memberships`() throws {
    let sandbox = try Fixture.sandbox()
    _ = try sandbox.ask(.delete, "/invites?emails.0=Lin@acme.com")
    _ = try sandbox.ask(.delete, "/users?userIds.0=u-bob")
    #expect(try emails(sandbox, "g-data") == [])
    #expect(try sandbox.ask(.get, "/users").data?["pagination"]?["totalEntries"] == 2)
  }

  @Test func `deleting a group leaves its members in the workspace`() throws {
    let sandbox = try Fixture.sandbox()
    #expect(try sandbox.ask(.delete, "/groups/g-data").status == 200)
    #expect(try sandbox.ask(.get, "/users/u-bob/groups").data?["groups"] == [])
    #expect(try sandbox.ask(.get, "/users/u-bob").status == 200)
  }

  @Test func `a group's name changes and its id stays`() throws {
    let sandbox = try Fixture.sandbox()
    #expect(try sandbox.ask(.patch, "/groups/g-data", ["name": "Data 2"]).data?["userGroup"]?["name"] == "Data 2")
    #expect(try sandbox.ask(.get, "/groups/g-data").data?["userGroup"]?["name"] == "Data 2")
  }

  @Test func `paging a list by one meets every entry once`() throws {
    let sandbox = try Fixture.sandbox()
    var seen: [String] = []
    var cursor = ""
    for _ in 0..<3 {
      let data = try sandbox.ask(
        .get, "/users?pagination.count=1&pagination.cursor=\(cursor.isEmpty ? "MA==" : cursor)"
      ).data
      seen += data?["users"]?.array?.compactMap { $0["id"]?.string } ?? []
      cursor = data?["pagination"]?["next"]?.string ?? ""
    }
    #expect(seen == ["u-ada", "u-bob", "u-eve"])
    #expect(cursor.isEmpty)
  }
}
