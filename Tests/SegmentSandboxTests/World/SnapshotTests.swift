import HTTPMessages
import Testing

@testable import SegmentSandbox

struct SnapshotTests {
  @Test func `what was read is written back, keys sorted`() throws {
    let written = try Fixture.sandbox().snapshot()
    #expect(try JSON(reading: written) == JSON(reading: Fixture.snapshot))
    #expect(String(decoding: written, as: UTF8.self).hasPrefix("{\n  \"complete\": true,\n  \"formatVersion\": 1,"))
    #expect(written.last == UInt8(ascii: "\n"))
  }

  @Test func `after any writes a saved world is the same world when loaded`() throws {
    let sandbox = try Fixture.sandbox(.unlimited)
    _ = try sandbox.ask(.post, "/groups", ["name": "N \"quoted\" \u{1F600}\n"])
    _ = try sandbox.ask(.post, "/invites", ["invites": [["email": "n@acme.com"]]])
    _ = try sandbox.ask(.delete, "/users?userIds.0=u-eve")
    let saved = sandbox.snapshot()
    let again = try Sandbox(snapshot: saved, behaviour: .unlimited, time: VirtualClock())
    #expect(String(decoding: again.snapshot(), as: UTF8.self) == String(decoding: saved, as: UTF8.self))
    for target in ["/users", "/groups", "/invites", "/audit-events"] {
      #expect(try again.ask(.get, target) == sandbox.ask(.get, target))
    }
    let ids = try [sandbox, again].map { try $0.ask(.post, "/groups", ["name": "M"]).data?["userGroup"]?["id"] }
    #expect(ids[0] == ids[1])
  }

  @Test func `what the sandbox makes nothing of is written back as it was`() throws {
    let snapshot = Fixture.snapshot.replacing(#""complete": true"#, with: #""complete": true, "later": [{"x": 1}]"#)
    #expect(try JSON(reading: Fixture.sandbox(snapshot: snapshot).snapshot()) == JSON(reading: snapshot))
  }

  @Test func `an incomplete snapshot stays one`() throws {
    let snapshot = Fixture.snapshot.replacing(#""complete": true"#, with: #""complete": false"#)
    #expect(try JSON(reading: Fixture.sandbox(snapshot: snapshot).snapshot())["complete"] == false)
  }

  @Test func `a snapshot written by hand may leave out ids and everything optional`() throws {
    let text =
      #"{"formatVersion":1,"workspace":{"id":"w","slug":"s"},"people":[{"email":"a@b.io"}],"groups":[{"name":"G","members":["A@b.io"]}]}"#
    let sandbox = try Fixture.sandbox(snapshot: text)
    let id = try #require(sandbox.world.person(email: "a@b.io")?.id)
    #expect(id.count == 22)
    #expect(sandbox.world.groups.values.first?.members == [id])
    #expect(try sandbox.ask(.get, "/roles").data?["roles"] == [])
  }

  @Test(arguments: [
    ("nonsense", "the snapshot is not JSON: line 1, column 1: expected a value"),
    ("{}", "the snapshot's formatVersion must be 1"),
    (#"{"formatVersion":2}"#, "the snapshot's formatVersion must be 1"),
    (#"{"formatVersion":1}"#, "the snapshot's workspace.id must be a string"),
    (
      #"{"formatVersion":1,"workspace":{"id":"w","slug":"s"},"people":[{"email":"a@b.io"},{"email":"A@b.io"}]}"#,
      "the snapshot's people[1].email stands twice"
    ),
    (
      #"{"formatVersion":1,"workspace":{"id":"w","slug":"s"},"groups":[{"name":"G","members":["a@b.io"]}]}"#,
      "the snapshot's groups[0].members[0] is nobody's among people"
    ),
    (
      #"{"formatVersion":1,"workspace":{"id":"w","slug":"s"},"people":[{"email":"a@b.io","grants":[{"roleID":"r","scope":{}}]}]}"#,
      "the snapshot's people[0].grants[0].scope must name the workspace, labels or a resource"
    ),
    (
      #"{"formatVersion":1,"workspace":{"id":"w","slug":"s"},"resources":[{"type":"WORKSPACE","id":"w"}]}"#,
      "the snapshot's resources[0].type must be one of SOURCE, WAREHOUSE, FUNCTION, SPACE"
    ),
    (#"{"formatVersion":1,"workspace":{"id":"w","slug":"s"},"people":{}}"#, "the snapshot's people must be a list"),
  ])
  func `a wrong snapshot names the place`(text: String, message: String) {
    let problem = #expect(throws: SnapshotProblem.self) { try Fixture.sandbox(snapshot: text) }
    #expect(problem?.description == message)
  }

  @Test func `ids are never handed out twice`() throws {
    var world = try World(snapshot: Array(Fixture.snapshot.utf8))
    var ids: Set<String> = []
    for number in 0..<2_000 { ids.insert(world.addPerson(email: "p\(number)@acme.com").id) }
    #expect(ids.count == 2_000)
  }
}
