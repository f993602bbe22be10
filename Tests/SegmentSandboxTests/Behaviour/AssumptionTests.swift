import HTTPMessages
import Testing

@testable import SegmentSandbox

/// Each assumption about undocumented behaviour, its switch in every position.
struct AssumptionTests {
  private func sandbox(_ change: (inout SandboxBehaviour) -> Void) throws -> Sandbox {
    var behaviour = SandboxBehaviour.unlimited
    change(&behaviour)
    return try Fixture.sandbox(behaviour)
  }

  private func permission(_ role: String, _ type: String = "WORKSPACE", _ id: String = Fixture.workspace) -> JSON {
    ["roleId": .string(role), "resources": [["id": .string(id), "type": .string(type)]]]
  }

  private func roles(_ reply: Reply) -> [String] {
    (reply.data?["permissions"]?.array ?? []).compactMap { $0["roleName"]?.string }
  }

  @Test(arguments: [
    (SandboxBehaviour.StrangerRule.notFound, 404, ["lin@acme.com"]), (.invalid, 422, ["lin@acme.com"]),
    (.invited, 200, ["lin@acme.com", "new@acme.com"]),
  ])
  func `A2 strangers in a group`(rule: SandboxBehaviour.StrangerRule, status: Int, invites: [String]) throws {
    let sandbox = try sandbox { $0.strangerInGroup = rule }
    #expect(try sandbox.ask(.post, "/groups/g-empty/users", ["emails": ["New@acme.com"]]).status == status)
    #expect(sandbox.world.invites.values.map(\.email) == invites)
    #expect(sandbox.world.groups["g-empty"]?.invites.count == (status == 200 ? 1 : 0))
  }

  @Test(arguments: ["/users/u-bob/permissions", "/groups/g-data/permissions"])
  func `A3 empty permission lists`(target: String) throws {
    for rule in SandboxBehaviour.EmptyListRule.allCases {
      let sandbox = try sandbox { ($0.emptyUserPermissions, $0.emptyGroupPermissions) = (rule, rule) }
      let reply = try sandbox.ask(.put, target, ["permissions": []])
      switch rule {
      case .refused: #expect(reply.status == 422)
      case .leavesBaseGrant: #expect(roles(reply) == ["Minimal Workspace Access"])
      case .leavesNothing: #expect(reply == Reply(200, data: ["permissions": []]))
      }
    }
  }

  @Test(arguments: [(SandboxBehaviour.MergeRule.mergeByRole, 1), (.asSent, 3)])
  func `A4 several entries of one role`(rule: SandboxBehaviour.MergeRule, entries: Int) throws {
    let sandbox = try sandbox { $0.permissionMerging = rule }
    let web = permission(Fixture.sourceAdmin, "SOURCE", "src-web")
    let ios = permission(Fixture.sourceAdmin, "SOURCE", "src-ios")
    let reply = try sandbox.ask(.put, "/users/u-bob/permissions", ["permissions": [web, ios, web]])
    #expect(roles(reply).count == entries)
    let read = try sandbox.ask(.get, "/users/u-bob").data?["user"]?["permissions"]
    #expect(read?.array?.count == entries)
  }

  @Test(arguments: [(SandboxBehaviour.NewGroupRule.baseGrant, ["Minimal Workspace Access"]), (.nothing, [])])
  func `A5 what a new group holds`(rule: SandboxBehaviour.NewGroupRule, expected: [String]) throws {
    let sandbox = try sandbox { $0.newGroupPermissions = rule }
    let id = try sandbox.ask(.post, "/groups", ["name": "N"]).data?["userGroup"]?["id"]?.string ?? ""
    let group = try sandbox.ask(.get, "/groups/\(id)").data?["userGroup"]
    #expect(group?["permissions"]?.array?.compactMap { $0["roleName"]?.string } == expected)
  }

  @Test(arguments: [
    (SandboxBehaviour.BaseGrantRule.removedAsAsked, ["Source Admin"]),
    (.putBack, ["Source Admin", "Minimal Workspace Access"]),
  ])
  func `A6 a list without the base grant`(rule: SandboxBehaviour.BaseGrantRule, expected: [String]) throws {
    let sandbox = try sandbox { $0.baseGrantRemoval = rule }
    let body: JSON = ["permissions": [permission(Fixture.sourceAdmin)]]
    #expect(roles(try sandbox.ask(.put, "/users/u-bob/permissions", body)) == expected)
    #expect(roles(try sandbox.ask(.put, "/users/u-eve/permissions", body)) == ["Source Admin"])
  }

  @Test(arguments: [(SandboxBehaviour.DuplicateRule.allowed, 200), (.conflict, 409)])
  func `A7 two groups of one name`(rule: SandboxBehaviour.DuplicateRule, status: Int) throws {
    let sandbox = try sandbox { $0.duplicateGroupNames = rule }
    #expect(try sandbox.ask(.post, "/groups", ["name": "Data"]).status == status)
    #expect(try sandbox.ask(.patch, "/groups/g-empty", ["name": "Data"]).status == status)
    #expect(try sandbox.ask(.patch, "/groups/g-data", ["name": "Data"]).status == 200)
  }

  @Test(arguments: [(SandboxBehaviour.ReinviteRule.badRequest, 400), (.conflict, 409), (.accepted, 201)])
  func `A8 inviting again, or a member`(rule: SandboxBehaviour.ReinviteRule, status: Int) throws {
    let sandbox = try sandbox { $0.reinvite = rule }
    for email in ["lin@acme.com", "LIN@ACME.COM", "bob@acme.com"] {
      let reply = try sandbox.ask(.post, "/invites", ["invites": [["email": .string(email)]]])
      #expect(reply.status == status)
      if status == 400 {
        #expect(reply.errors == ["-: One or more email address was already invited to join workspace."])
      }
    }
    #expect(sandbox.world.invites.count == 1)
  }

  @Test(arguments: [(SandboxBehaviour.UnknownDeletionRule.notFoundNothingRemoved, 404, 3), (.ignored, 200, 2)])
  func `A9 deleting what is not there`(rule: SandboxBehaviour.UnknownDeletionRule, status: Int, people: Int) throws {
    let sandbox = try sandbox { $0.unknownDeletion = rule }
    #expect(try sandbox.ask(.delete, "/invites?emails.0=x@acme.com").status == status)
    #expect(try sandbox.ask(.delete, "/group/g-data/users?emails.0=ada@acme.com").status == status)
    #expect(try sandbox.ask(.delete, "/users?userIds.0=u-bob&userIds.1=u-nobody").status == status)
    #expect(sandbox.world.people.count == people)
  }

  @Test(arguments: [(SandboxBehaviour.LastOwnerRule.badRequest, 400), (.conflict, 409), (.allowed, 200)])
  func `A10 the last owner`(rule: SandboxBehaviour.LastOwnerRule, status: Int) throws {
    let sandbox = try sandbox { $0.lastOwner = rule }
    let base: JSON = ["permissions": [permission(Fixture.base)]]
    #expect(try sandbox.ask(.put, "/users/u-ada/permissions", base).status == status)
    #expect(sandbox.world.owners.isEmpty == (rule == .allowed))
  }

  @Test(arguments: [
    (SandboxBehaviour.EmailCaseRule.foldedStoredLowercase, "mixed@acme.com"), (.foldedStoredAsSent, "Mixed@Acme.com"),
  ])
  func `A11 the case of addresses`(rule: SandboxBehaviour.EmailCaseRule, stored: String) throws {
    let sandbox = try sandbox { $0.emailCase = rule }
    let reply = try sandbox.ask(.post, "/invites", ["invites": [["email": "Mixed@Acme.com"]]])
    #expect(reply.data == ["emails": [.string(stored)]])
    #expect(try sandbox.ask(.delete, "/invites?emails.0=mIXED@acme.com").status == 200)
  }

  @Test(arguments: [(SandboxBehaviour.UnknownReferenceRule.notFound, 404), (.invalid, 422)])
  func `A12 unknown roles, resources and labels`(rule: SandboxBehaviour.UnknownReferenceRule, status: Int) throws {
    let sandbox = try sandbox { $0.unknownReference = rule }
    var labelled = permission(Fixture.sourceAdmin)
    labelled = [
      "roleId": .string(Fixture.sourceAdmin),
      "resources": [
        [
          "id": .string(Fixture.workspace), "type": "WORKSPACE", "labels": [["key": "no", "value": "such"]],
        ]
      ],
    ]
    for unknown in [
      permission("nobody"), permission(Fixture.sourceAdmin, "SOURCE", "nowhere"),
      permission(Fixture.owner, "WORKSPACE", "other"), labelled,
    ] {
      #expect(try sandbox.ask(.post, "/users/u-bob/permissions", ["permissions": [unknown]]).status == status)
    }
  }

  @Test(arguments: [(SandboxBehaviour.PairingRule.badRequest, 400), (.accepted, 200)])
  func `A12 roles on resources that they are not for`(rule: SandboxBehaviour.PairingRule, status: Int) throws {
    let sandbox = try sandbox { $0.illegalPairing = rule }
    let labels: JSON = [["key": "environment", "value": "dev"]]
    func labelled(_ role: String, _ type: String, _ id: String) -> JSON {
      ["roleId": .string(role), "resources": [["id": .string(id), "type": .string(type), "labels": labels]]]
    }
    for pairing in [
      permission(Fixture.owner, "SOURCE", "src-web"), permission(Fixture.sourceAdmin, "FUNCTION", "dfn_1"),
      labelled(Fixture.functionAdmin, "WORKSPACE", Fixture.workspace),
      labelled(Fixture.sourceAdmin, "SOURCE", "src-web"),
    ] {
      #expect(try sandbox.ask(.post, "/users/u-bob/permissions", ["permissions": [pairing]]).status == status)
    }
  }

  @Test func `A13 the order of lists`() throws {
    func ids(_ order: SandboxBehaviour.ListOrder) throws -> [String] {
      let sandbox = try sandbox { $0.listOrder = order }
      return try (0..<3).flatMap { page in
        let cursor = Page.cursor(page)
        let data = try sandbox.ask(.get, "/users?pagination.count=1&pagination.cursor=\(cursor)").data
        return data?["users"]?.array?.compactMap { $0["id"]?.string } ?? []
      }
    }
    #expect(try ids(.creation) == ["u-ada", "u-bob", "u-eve"])
    #expect(try ids(.reversed) == ["u-eve", "u-bob", "u-ada"])
    let shuffles = try (0..<20).map { try ids(.shuffled(seed: $0)) }
    #expect(shuffles.allSatisfy { $0.sorted() == ["u-ada", "u-bob", "u-eve"] })
    #expect(Set(shuffles).count > 1)
    #expect(try ids(.shuffled(seed: 1)) == shuffles[1])
  }

  @Test(arguments: ["x-request-id", "request-id", nil])
  func `A14 the request id`(name: String?) throws {
    let sandbox = try sandbox { $0.requestIDHeader = name }
    let answers = try ["/", "/nothing"].map { try sandbox.send(.get, $0).get().fields }
    let named = answers.map { fields in fields.filter { $0.name.lowercased().contains("request-id") } }
    #expect(named.map { $0.map(\.name) } == Array(repeating: [name].compactMap(\.self), count: 2))
    if name != nil { #expect(Set(named.flatMap { $0.map(\.value) }).count == 2) }
  }

  @Test(arguments: [(SandboxBehaviour.RightsRule.unauthorized, 401), (.forbidden, 403)])
  func `A15 a member's token sees the workspace and nothing in it`(
    rule: SandboxBehaviour.RightsRule, status: Int
  ) throws {
    let sandbox = try sandbox { ($0.insufficientRights, $0.tokenAccess) = (rule, .member) }
    #expect(try sandbox.ask(.get, "/").status == 200)
    #expect(try sandbox.ask(.get, "/users").status == status)
    #expect(try sandbox.ask(.post, "/groups", ["name": "N"]).status == status)
  }

  @Test(arguments: [(false, 2), (true, 4)])
  func `A17 what a person's groups hold`(isMixed: Bool, resources: Int) throws {
    let sandbox = try sandbox { $0.mixesGroupPermissionsIntoUsers = isMixed }
    let permissions = try sandbox.ask(.get, "/users/u-bob").data?["user"]?["permissions"]?.array ?? []
    #expect(permissions.count == 2)
    #expect(permissions.flatMap { $0["resources"]?.array ?? [] }.count == resources)
  }

  @Test(arguments: [(SandboxBehaviour.MemberCountRule.usersAndInvites, 2), (.usersOnly, 1)])
  func `A18 the member count`(rule: SandboxBehaviour.MemberCountRule, count: Int) throws {
    let sandbox = try sandbox { $0.memberCount = rule }
    #expect(try sandbox.ask(.get, "/groups/g-data").data?["userGroup"]?["memberCount"] == .integer(count))
  }

  @Test func `A19 limits on arrays and bodies`() throws {
    let sandbox = try sandbox { ($0.maximumItems, $0.maximumBody) = (1, 60) }
    #expect(try sandbox.ask(.post, "/groups/g-empty/users", ["emails": ["ada@acme.com"]]).status == 200)
    #expect(try sandbox.ask(.post, "/groups/g-empty/users", ["emails": ["a@a.io", "b@a.io"]]).status == 422)
    let long: JSON = ["name": .string(String(repeating: "n", count: 60))]
    #expect(try sandbox.ask(.post, "/groups", long).status == 413)
  }

  @Test(arguments: [(SandboxBehaviour.Tier.business, true, 4), (.team, true, 3), (.team, false, 4)])
  func `A20 the role list and the plan`(tier: SandboxBehaviour.Tier, follows: Bool, count: Int) throws {
    let sandbox = try sandbox { ($0.tier, $0.rolesFollowTier) = (tier, follows) }
    #expect(try sandbox.ask(.get, "/roles").data?["roles"]?.array?.count == count)
    let reply = try sandbox.ask(.post, "/users/u-eve/permissions", ["permissions": [permission(Fixture.functionAdmin)]])
    #expect(reply.status == (tier == .business ? 200 : 400))
  }
}
