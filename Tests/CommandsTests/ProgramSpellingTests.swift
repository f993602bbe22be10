import Testing

/// What accord sends names whom Segment knows as Segment does: the sandbox takes two spellings for two addresses.
@Suite struct `An address in another spelling of Unicode` {
  private let accord: Accord
  /// As macOS would write them, and as everybody else.
  private let eve = "e\u{301}ve@acme.com"
  private let zoe = "zoe\u{308}@acme.com"
  private let composedEve = "\u{E9}ve@acme.com"
  private let composedZoe = "zo\u{EB}@acme.com"

  init() throws {
    accord = Accord(place: try PrivatePlace())
    let roles = #"{"id": "r1", "name": "Workspace Owner"}, {"id": "r2", "name": "Minimal Workspace Access"}, "#
    let owner = #"{"roleID": "r1", "scope": {"workspace": true}}"#
    try accord.place.write(
      "decomposed.json",
      """
      {"formatVersion": 1, "workspace": {"id": "\(accord.place.path)", "slug": "acme", "name": "Acme"},
       "readAt": "2026-11-20T06:00:00Z", "complete": true, "notOnThisPlan": [],
       "roles": [\(roles){"id": "r3", "name": "Source Admin"}],
       "people": [{"id": "u1", "email": "ada@acme.com", "name": "Ada", "grants": [\(owner)]},
                  {"id": "u2", "email": "\(eve)", "name": "Eve", "grants": []}],
       "invites": ["\(zoe)"],
       "groups": [{"id": "g1", "name": "Old", "grants": [], "members": ["\(eve)"], "invites": ["\(zoe)"]},
                  {"id": "g2", "name": "New", "grants": [], "members": [], "invites": []}],
       "resources": [], "labels": []}
      """)
  }

  private func policy(_ people: String, members: String) throws {
    try accord.place.writeOnly(
      "policies", "policy.yaml",
      """
      workspace: {slug: acme, manage: exact}
      people:
        ada@acme.com: {roles: [Workspace Owner]}
      \(people)
      groups:
        Old: {members: [], roles: []}
        New: {members: [\(members)], roles: []}
      guardrails:
        - {rule: maximum-removals, percent: 100}
      """)
  }

  @Test func `is the same person in every request, and nobody is invited or removed for it`() throws {
    try policy(
      "  \(composedEve): {roles: [Source Admin]}\n  \(composedZoe):", members: "\(composedEve), \(composedZoe)")
    let apply = try accord("apply", "policies", "--sandbox", "decomposed.json", "--yes")
    #expect(apply.code == 0, "\(apply.everything)")
    #expect(!apply.output.contains("invited"), "\(apply.output)")
    #expect(!apply.output.contains("deprovision"), "\(apply.output)")
    let again = try accord("plan", "policies", "--sandbox", "decomposed.json", "--detailed-exitcode")
    #expect(again.code == 0, "\(again.everything)")
    #expect(again.output.contains("No changes"), "\(again.everything)")
    let now = try accord.place.text("decomposed.json")
    #expect(now.utf8.contains(0xCC), "still as Segment wrote them: \(now)")
    #expect(!now.utf8.contains(0xC3), "still as Segment wrote them: \(now)")
  }

  @Test func `is found for what takes it away`() throws {
    try policy("  \(composedEve): {departed: true}\n  \(composedZoe): {departed: true}", members: "")
    let apply = try accord("apply", "policies", "--sandbox", "decomposed.json", "--yes")
    #expect(apply.code == 0, "\(apply.everything)")
    let left = try accord("snapshot", "--sandbox", "decomposed.json").output
    #expect(left.contains("ada@acme.com"), "\(left)")
    #expect(!left.contains("ve@acme.com"), "\(left)")
    #expect(!left.contains("zo"), "\(left)")
  }

  @Test func `is explained, selected and reviewed`() throws {
    try policy("  \(composedEve):\n  \(composedZoe):", members: composedEve)
    let explained = try accord("explain", composedEve, "--policy", "policies", "--snapshot", "decomposed.json")
    #expect(explained.code == 0, "\(explained.everything)")
    #expect(explained.output.contains("group New"), "\(explained.everything)")
    let plan = try accord("plan", "policies", "--sandbox", "decomposed.json", "--only", "person/\(composedEve)")
    #expect(plan.code == 0, "\(plan.everything)")
    #expect(plan.output.contains("New"), "\(plan.everything)")
    #expect(plan.output.contains("Old"), "\(plan.everything)")
  }
}
