import RandomWorlds
import Testing

@testable import Access
@testable import AccessJSON
@testable import Documents

@Suite struct `The plan file` {
  @Test(arguments: 0..<500)
  func `survives the round trip`(seed: Int) throws {
    var random = Dice(seed: UInt64(seed))
    let plan = random.plan()
    let text = plan.fileText(accord: "0.1.0")
    let back = try Plan(file: Array(text.utf8))
    #expect(back == plan, "seed \(seed)")
    #expect(back.fileText(accord: "0.1.0") == text, "seed \(seed)")
  }

  @Test func `counts every kind of change`() {
    #expect(Set(Change.Kind.readingOrder) == Set(Change.Kind.allCases))
    #expect(Change.Kind.readingOrder.count == Change.Kind.allCases.count)
  }

  @Test func `is written as the format says`() {
    #expect(small.fileText(accord: "0.1.0") == smallText)
  }

  @Test func `of an apply says what became of each change`() {
    let applied = Applied(
      plan: small, outcomes: [.done, .unknown("no answer")], wrote: true, stopped: .trouble("Ctrl-C"), requests: 9,
      writes: 4, rateLimited: 1
    )
    let text = applied.reportText(accord: "0.1.0")
    #expect(text.contains(#""cause": "declared", "outcome": "done"}"#))
    #expect(text.contains(#""loses": ["Analytics"], "outcome": "unknown", "detail": "no answer"}"#))
    #expect(text.contains(#""outcome": "skipped", "detail": "not attempted"}"#))
    #expect(
      text.contains(#""run": {"wrote": true, "stopped": "Ctrl-C", "requests": 9, "writes": 4, "rateLimited": 1}"#))
    #expect { try Plan(file: Array(text.utf8)) } throws: {
      $0 as? FileError == FileError(.plan, .otherDocument("what an apply printed"))
    }
  }

  @Test(arguments: [
    ("\"invite\": 1", "\"invite\": 0", "changed after accord wrote it: summary.invite: is 0, and the contents say 1"),
    ("\"applyable\": true", "\"applyable\": false", "applyable: is false, and the contents say true"),
    ("\"complete\": true", "\"complete\": false", "actual.complete: is false, and the contents say true"),
    ("\"summary\": {", "\"summary\": {\"praise\": 1, ", "summary.praise: is a kind of change"),
    ("\"formatVersion\": 2", "\"formatVersion\": 2.0", "plan format 2.0; this accord reads formats 1 and 2"),
    ("\"formatVersion\": 2", "\"formatVersion\": 3", "plan format 3; this accord reads formats 1 and 2"),
    ("\"formatVersion\": 2,", "", "formatVersion: is missing"),
    ("\"newOwners\": [],", "", "newOwners: is missing"),
    ("\"unresolved\": [", "\"unsolved\": [", "unsolved: is a key that this format does not have"),
    ("\"requests\": 3", "\"requests\": 1e400", "requests: expected a whole number from 0, found a number"),
    ("\"requests\": 3", "\"requests\": -1", "requests: expected a whole number from 0, found a whole number"),
    ("\"requests\": 3", "\"requests\": 99999999999999999999", "requests: expected a whole number from 0"),
    ("\"kind\": \"invite\"", "\"kind\": \"invent\"", "changes[0].kind: unknown word \"invent\"; one of rename-group"),
    (
      "\"cause\": \"departed\"", "\"cause\": \"departed\", \"hidden\": 1",
      "changes[1].hidden: is a key that deprovision"
    ),
    ("\"at\": \"people.yaml:12:3\"", "\"at\": \"people.yaml\"", "changes[0].at: expected a place"),
    ("\"at\": \"people.yaml:12:3\"", "\"at\": null", "changes[0].at: expected text, found null"),
    ("\"at\": \"people.yaml:12:3\"", "\"at\": \"p:99999999999999999999:1\"", "changes[0].at: expected a place"),
    ("\"group\": \"Analytics\", ", "\"group\": \"Analytics\", \"person\": \"x@acme.com\", ", "either person or group"),
    (
      "\"role\": \"Source Admin\"", "\"role\": \"Workspace Owner\"",
      "changes[2]: calls the role r1 'Source Admin', which is 'Workspace Owner' elsewhere in the file"
    ),
    ("lin@acme.com", "lim@acme.com", "digest: is not that of the contents"),
    (",\n  \"digest\": \"sha256:bcbc", ",\n  \"digest\": \"sha256:0000", "digest: is not that of the contents"),
    ("\"workspace\": {", "\"requests\": 3, \"workspace\": {", "the key \"requests\" stands twice"),
  ])
  func `names the place of a fault`(old: String, new: String, message: String) {
    let text = smallText.replacing(old, with: new, maxReplacements: 1)
    #expect(text != smallText)
    #expect { try Plan(file: Array(text.utf8)) } throws: { "\($0)".contains(message) }
  }

  @Test func `of format 1 is read, and written as it was`() throws {
    let text = smallText.replacing("\"formatVersion\": 2", with: "\"formatVersion\": 1")
      .replacing("  \"newOwners\": [],\n", with: "").replacing(unresolvedText, with: "")
      .replacing(secondDigest, with: firstDigest)
    let plan = try Plan(file: Array(text.utf8))
    #expect(plan.format == .first)
    #expect(plan.changes == small.changes)
    #expect(plan.newOwners == [])
    #expect(plan.fileText(accord: "0.1.0") == text)
  }

  @Test func `is not a snapshot`() {
    #expect { try Plan(file: Array(ActualState.acme.snapshotText.utf8)) } throws: {
      $0 as? FileError == FileError(.plan, .otherDocument("a snapshot"))
    }
  }

  @Test func `with its keys in another order is the same plan`() throws {
    let text = smallText.replacing(
      "\"invite\": 1, \"cancel-invite\": 0", with: "\"cancel-invite\": 0, \"invite\": 1")
    #expect(try Plan(file: Array(text.utf8)) == small)
  }
}

private var small: Plan {
  var names = Names()
  names.name(RoleID("r1"), "Source Admin")
  names.name(.source, "s1", "website")
  var plan = Plan(
    workspace: Workspace(id: "ws1", slug: "acme", name: "Acme"), policyDigest: "sha256:aa", policyFiles: 7,
    actual: .init(
      digest: "sha256:bb", readAt: Moment(rfc3339: "2026-11-21T08:00:00Z")!, source: .segment, incomplete: []),
    changes: [
      Change(
        .invite("lin@acme.com", carrying: [Grant("r1", on: .resource(.source, "s1"))]),
        reason: "declared, not in the workspace", at: Place(file: "people.yaml", line: 12, column: 3), cause: .declared),
      Change(
        .deprovision(PersonReference("bob@acme.com", id: "u2")), reason: "departed", cause: .departed,
        loses: ["Analytics"]),
      Change(
        .revoke(.group(GroupReference("Analytics", id: "g1")), Grant("r1")), reason: "not listed", cause: .notListed,
        precedesReplacement: true),
    ],
    subjects: [SubjectMark(.group("Analytics", "g1"), before: "sha256:cc")],
    holds: [
      Hold(
        .grant, .roles(of: .person(PersonReference("eve@acme.com"))), why: .invitePending,
        detail: "what it carries is unknown")
    ],
    names: names, requests: 3, secondsAtLimits: 2)
  plan.unresolved = [
    UnresolvedReference(
      .subject(.person(PersonReference("eve@acme.com", id: "u3"))),
      WrittenGrant(.name("Source Admin"), on: .resource(.source, "old-shop")), bundle: "reader",
      detail: "this workspace has no source 'old-shop'", at: Place(file: "bundles.yaml", line: 3, column: 7))
  ]
  return plan
}

private let unresolvedText = #"""
    "unresolved": [
      {"person": "eve@acme.com", "personID": "u3", "role": "Source Admin", "scope": {"resource": "source/old-shop"}, "through": "reader", "detail": "this workspace has no source 'old-shop'", "at": "bundles.yaml:3:7"}
    ],

  """#

private let firstDigest = "sha256:33bcd6ad73465b7ca5cf22f64acdd90e4eee06e83120698979d0bc019b89115c"
private let secondDigest = "sha256:bcbc5c25cc18cc8a2e7c80d300ad78383f4435510e16d206c74aafdc6a513dd2"

private let smallText = #"""
  {
    "formatVersion": 2,
    "accord": "0.1.0",
    "workspace": {"id": "ws1", "slug": "acme", "name": "Acme"},
    "policy": {"digest": "sha256:aa", "files": 7},
    "actual": {"digest": "sha256:bb", "readAt": "2026-11-21T08:00:00Z", "complete": true, "source": "segment"},
    "options": {"only": [], "noRemovals": false, "expiredOnly": false},
    "overrides": [],
    "changes": [
      {"kind": "invite", "person": "lin@acme.com", "grants": [{"role": "Source Admin", "roleID": "r1", "scope": {"resource": "source/website", "id": "s1"}}], "reason": "declared, not in the workspace", "at": "people.yaml:12:3", "cause": "declared"},
      {"kind": "deprovision", "person": "bob@acme.com", "personID": "u2", "reason": "departed", "cause": "departed", "loses": ["Analytics"]},
      {"kind": "revoke", "group": "Analytics", "groupID": "g1", "role": "Source Admin", "roleID": "r1", "scope": {"workspace": true}, "reason": "not listed", "cause": "not-listed", "precedesReplacement": true}
    ],
    "subjects": [
      {"group": "Analytics", "id": "g1", "before": "sha256:cc"}
    ],
    "holds": [
      {"kind": "grant", "person": "eve@acme.com", "why": "invite-pending", "detail": "what it carries is unknown"}
    ],
    "unresolved": [
      {"person": "eve@acme.com", "personID": "u3", "role": "Source Admin", "scope": {"resource": "source/old-shop"}, "through": "reader", "detail": "this workspace has no source 'old-shop'", "at": "bundles.yaml:3:7"}
    ],
    "undeclaredOwners": [],
    "newOwners": [],
    "refusals": [],
    "warnings": [],
    "guarding": {"guardrails": [], "ignore": [], "unmanagedGroups": [], "groupsOfUnmanagedRoles": [], "peopleOfUnmanagedRoles": [], "peopleUnmanaged": false},
    "summary": {"invite": 1, "cancel-invite": 0, "deprovision": 1, "grant": 0, "revoke": 1, "join": 0, "leave": 0, "create-group": 0, "rename-group": 0, "delete-group": 0},
    "requests": 3,
    "secondsAtLimits": 2,
    "applyable": true,
    "digest": "\#(secondDigest)"
  }

  """#
