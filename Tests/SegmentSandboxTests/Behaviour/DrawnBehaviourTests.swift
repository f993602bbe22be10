import HTTPMessages
import Testing

@testable import SegmentSandbox

struct DrawnBehaviourTests {
  @Test func `the same seed draws the same behaviour, another one another`() {
    #expect(SandboxBehaviour.drawn(seed: 1) == .drawn(seed: 1))
    #expect(Set((0..<50).map { SandboxBehaviour.drawn(seed: $0) }).count == 50)
  }

  @Test(arguments: [UInt64](0..<50))
  func `under any behaviour every list can be read whole`(seed: UInt64) throws {
    let sandbox = try Fixture.sandbox(.drawn(seed: seed))
    for (target, key, expected) in [("/users", "users", 3), ("/groups", "userGroups", 2), ("/roles", "roles", 4)] {
      var items: [JSON] = []
      var cursor = "MA=="
      for _ in 0..<10 where !cursor.isEmpty {
        let data = try sandbox.ask(.get, "\(target)?pagination.count=1000&pagination.cursor=\(cursor)").data
        items += data?[key]?.array ?? []
        cursor = data?["pagination"]?["next"]?.string ?? ""
      }
      #expect(Set(items.compactMap { $0["id"] }).count == expected)
      #expect(items.count == expected)
    }
  }
}
