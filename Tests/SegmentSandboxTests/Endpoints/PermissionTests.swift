import HTTPMessages
import Testing

@testable import SegmentSandbox

/// Granting and revoking.
struct PermissionTests {
  private func permission(_ role: String, _ type: String, _ id: String, labels: JSON = []) -> JSON {
    ["roleId": .string(role), "resources": [["id": .string(id), "type": .string(type), "labels": labels]]]
  }

  private func held(_ sandbox: Sandbox, _ path: String, _ key: String) throws -> [String] {
    let permissions = try sandbox.ask(.get, path).data?[key]?["permissions"]?.array ?? []
    return permissions.map { permission in
      let ids = (permission["resources"]?.array ?? []).map { resource in
        (resource["id"]?.string ?? "")
          + (resource["labels"]?.array ?? []).map { "+\($0["value"]?.string ?? "")" }.joined()
      }
      return "\(permission["roleName"]?.string ?? ""): \(ids.joined(separator: " "))"
    }
  }

  @Test func `adding is a union, by role, and twice is once`() throws {
    let sandbox = try Fixture.sandbox()
    let body: JSON = ["permissions": [permission(Fixture.sourceAdmin, "SOURCE", "src-ios")]]
    for _ in 0..<2 { #expect(try sandbox.ask(.post, "/users/u-bob/permissions", body).status == 200) }
    #expect(
      try held(sandbox, "/users/u-bob", "user") == [
        "Minimal Workspace Access: \(Fixture.workspace)", "Source Admin: src-web src-ios",
      ])
  }

  @Test func `replacing leaves exactly what was sent, the base grant gone as asked`() throws {
    let sandbox = try Fixture.sandbox()
    let dev: JSON = [["key": "environment", "value": "dev", "description": "ignored"]]
    let body: JSON = ["permissions": [permission(Fixture.sourceAdmin, "WORKSPACE", Fixture.workspace, labels: dev)]]
    let reply = try sandbox.ask(.put, "/users/u-bob/permissions", body)
    #expect(reply.data?["permissions"]?.array?.first?.object?.keys.sorted() == ["resources", "roleId", "roleName"])
    #expect(try held(sandbox, "/users/u-bob", "user") == ["Source Admin: \(Fixture.workspace)+dev"])
  }

  @Test func `two label sets of one role stay two resources`() throws {
    let sandbox = try Fixture.sandbox()
    #expect(
      try held(sandbox, "/groups/g-data", "userGroup")
        == ["Source Admin: \(Fixture.workspace)+dev \(Fixture.workspace)+prod"])
  }

  @Test func `a resource that no list shows can be kept by whoever holds it, and by nobody else before`() throws {
    let hidden = Fixture.snapshot.replacing(
      #""scope": {"resource": "source/website", "id": "src-web"}"#,
      with: #""scope": {"resource": "source/hidden", "id": "src-hidden"}"#)
    let body: JSON = ["permissions": [permission(Fixture.sourceAdmin, "SOURCE", "src-hidden")]]
    #expect(try Fixture.sandbox(snapshot: hidden).ask(.put, "/users/u-bob/permissions", body).status == 200)
    #expect(try Fixture.sandbox().ask(.put, "/users/u-bob/permissions", body).status == 404)
  }

  @Test(arguments: ["/users/u-ada/permissions", "/group/g-own/users", "/groups/g-own/permissions"])
  func `ownership through a group counts, and the last owner cannot go`(target: String) throws {
    let sandbox = try Fixture.sandbox(.unlimited)
    sandbox.change { world in
      let owner = world.permission(roleNamed: "Workspace Owner")
      world.addGroup(id: "g-own", name: "Owners", permissions: [owner].compactMap { $0 })
      world.join("bob@acme.com", group: "g-own")
    }
    let base: JSON = ["permissions": [permission(Fixture.base, "WORKSPACE", Fixture.workspace)]]
    let body: JSON = target.hasSuffix("users") ? ["emails": []] : base
    #expect(try sandbox.ask(.put, target, body).status == 200)
    let other = target.hasPrefix("/users") ? "/groups/g-own/permissions" : "/users/u-ada/permissions"
    #expect(try sandbox.ask(.put, other, base).status == 400)
  }
}
