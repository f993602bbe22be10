import Access
import Documents
import Explaining
import PolicyFiles
import RandomWorlds
import Testing

/// What a reviewer's decisions do to a policy.
@Suite struct `A reviewer's decisions` {
  private static let policy = """
    workspace:
      slug: acme
      manage: {people: at-least, direct-roles: at-least, groups: at-least}
    people:
      ada@acme.com: {roles: [Workspace Owner]}
      lin@acme.com:
        roles:
          - role: Source Admin
            scope: [source/website, source/app]   # both for now
            reason: SEC-142
      bob@acme.com:
      eve@acme.com: {roles: [bundle/reader]}
    teams:
      data: [lin@acme.com, bob@acme.com]
    bundles:
      reader: [Source Read-only]
    groups:
      Analytics:
        members: [team/data]
        roles: [bundle/reader, Source Admin]
      Support:
        members: [team/data]
        roles: []
      Others:
        members: [bob@acme.com, eve@acme.com]
        roles: [Source Admin, Source Read-only]
    ignore:
      - person: "*@segment.com"
        reason: support staff

    """

  private static let (owner, admin, reader) = (RoleID("r1"), RoleID("r2"), RoleID("r3"))

  private static let onSite = Grant(admin, on: .resource(.source, "s1"))

  private static var actual: ActualState {
    var actual = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: PolicyDirectory.now,
      roles: [
        Role(id: owner, name: "Workspace Owner"), Role(id: admin, name: "Source Admin"),
        Role(id: reader, name: "Source Read-only"),
      ])
    actual.resources = [Resource(.source, id: "s1", slug: "website"), Resource(.source, id: "s2", slug: "app")]
    actual.resourceKindsRead = [.source]
    actual.people = [
      ActualPerson(id: "u1", email: "ada@acme.com", grants: [Grant(owner)]),
      ActualPerson(id: "u2", email: "lin@acme.com", grants: [onSite]),
      ActualPerson(id: "u3", email: "bob@acme.com", grants: [Grant(reader)]),
      ActualPerson(id: "u4", email: "eve@acme.com", grants: [Grant(reader)]),
      ActualPerson(id: "u5", email: "rick@other.example", grants: [Grant(admin)]),
      ActualPerson(id: "u6", email: "case@segment.com"),
    ]
    let team: [Email] = ["lin@acme.com", "bob@acme.com"]
    actual.groups = [
      ActualGroup(id: "g1", name: "Analytics", grants: [Grant(reader), Grant(admin)], members: team),
      ActualGroup(id: "g2", name: "Support", members: team),
      ActualGroup(
        id: "g3", name: "Others", grants: [Grant(admin), Grant(reader)], members: ["bob@acme.com", "eve@acme.com"]),
    ]
    return actual
  }

  /// What is decided about every row of a person, of a group or of none, and of a role or of all.
  private struct Wish {
    let word: Decision.Word
    let person: Email
    var group: String?
    var grant: Grant?

    func isAbout(_ row: AccessRow) -> Bool {
      guard row.person == person, row.group?.name == group else { return false }
      return grant == nil ? (group != nil || row.gain.word == "account") : row.grant == grant
    }
  }

  /// The edits, what is not clear, and the lines of the policy that changed.
  private func decide(_ wishes: Wish...) throws -> (edits: [String], unclear: [String], text: [String]) {
    let directory = PolicyDirectory(["policy.yaml": Self.policy])
    let (loaded, text) = readPolicy(at: directory.path, now: PolicyDirectory.now)
    let desired = try #require(loaded.desired, "\(loaded.diagnostics)")
    let review = try #require(reviewAccess(desired, Self.actual, at: PolicyDirectory.now).review)
    var decisions: [Decision] = []
    for wish in wishes {
      for row in review.rows where wish.isAbout(row) {
        decisions.append(Decision(row, wish.word, line: decisions.count + 2))
      }
    }
    let decided = review.decided(decisions, desired, at: PolicyDirectory.now)
    let edited = try #require(text.edited(by: decided.steps.map(\.edit), .decided, now: PolicyDirectory.now))
    let notMade = edited.outcomes.compactMap { outcome -> String? in
      if case .notMade(let why, _) = outcome.result { "\(outcome.edit): \(why)" } else { nil }
    }
    let lines = { (text: String) in text.split(separator: "\n").map(String.init) }
    let before = lines(Self.policy)
    let after = edited.changed.first.map { lines(String(decoding: $0.bytes, as: UTF8.self)) } ?? before
    let difference = after.difference(from: before).map { change in
      switch change {
      case .insert(_, let line, _): "+\(line)"
      case .remove(_, let line, _): "-\(line)"
      }
    }
    return (decided.steps.map { "\($0.edit)" }, decided.unclear.map(\.message) + notMade, difference.sorted())
  }

  @Test func `take one scope out of an entry that has two`() throws {
    let result = try decide(Wish(word: .remove, person: "lin@acme.com", grant: Self.onSite))
    #expect(result.unclear == [])
    #expect(
      result.text == [
        "+        scope: [source/app]   # both for now",
        "-        scope: [source/website, source/app]   # both for now",
      ])
    #expect(result.edits.contains("lin@acme.com loses Source Admin on source/website"))
  }

  @Test func `take a person out of a group when all of it is to go`() throws {
    let result = try decide(Wish(word: .remove, person: "bob@acme.com", group: "Others"))
    #expect(result.edits == ["bob@acme.com leaves group Others"])
    #expect(result.unclear == [])
    #expect(
      result.text == ["+    members: [eve@acme.com]", "-    members: [bob@acme.com, eve@acme.com]"])
  }

  @Test func `take a role from a group when everybody is to lose it`() throws {
    let result = try decide(
      Wish(word: .remove, person: "bob@acme.com", group: "Others", grant: Grant(Self.admin)),
      Wish(word: .remove, person: "eve@acme.com", group: "Others", grant: Grant(Self.admin)),
      Wish(word: .keep, person: "bob@acme.com", group: "Others", grant: Grant(Self.reader)))
    #expect(result.edits == ["group Others loses Source Admin"])
    #expect(result.unclear == [])
    #expect(result.text == ["+    roles: [Source Read-only]", "-    roles: [Source Admin, Source Read-only]"])
  }

  @Test func `are not clear when one role of a group is to go for one person`() throws {
    let result = try decide(
      Wish(word: .remove, person: "bob@acme.com", group: "Others", grant: Grant(Self.admin)),
      Wish(word: .keep, person: "bob@acme.com", group: "Others", grant: Grant(Self.reader)))
    #expect(result.edits == [])
    #expect(
      result.unclear == [
        "it goes with Others, which also gives Source Read-only (line 3 says keep); decide alike"
      ])
  }

  @Test func `are not clear when a team is used elsewhere too`() throws {
    let result = try decide(Wish(word: .remove, person: "bob@acme.com", group: "Support"))
    #expect(result.edits == ["bob@acme.com leaves group Support"])
    #expect(
      result.unclear == [
        "bob@acme.com leaves group Support: they are there through team/data, which another uses too"
      ])
    #expect(result.text == [])
  }

  @Test func `make somebody leave, known to the policy or not`() throws {
    let result = try decide(
      Wish(word: .remove, person: "eve@acme.com"), Wish(word: .remove, person: "rick@other.example"))
    #expect(result.unclear == [])
    #expect(
      result.edits == [
        "eve@acme.com leaves the workspace (departed: true)",
        "rick@other.example leaves the workspace (departed: true)",
      ])
    #expect(result.text.count { $0.hasPrefix("+") && $0.contains("departed: true") } == 2, "\(result.text)")
    #expect(result.text.contains("+    members: [bob@acme.com]"))
  }

  @Test func `contradict themselves when an account goes and something of it is kept`() throws {
    let result = try decide(
      Wish(word: .remove, person: "bob@acme.com"), Wish(word: .keep, person: "bob@acme.com", group: "Support"))
    #expect(
      result.unclear == [
        "takes the whole account, while line 3 keeps something of it; decide alike",
        "kept, while line 2 takes the whole account; decide one of them otherwise",
      ])
    #expect(result.text == [])
  }

  @Test func `do not touch what is ignored or left alone`() throws {
    let result = try decide(
      Wish(word: .remove, person: "case@segment.com"),
      Wish(word: .remove, person: "bob@acme.com", grant: Grant(Self.reader)))
    #expect(result.edits == [])
    #expect(
      result.unclear == [
        "ignored: support staff (policy.yaml:28:5); take the ignore rule out first",
        "the policy leaves it alone (no roles written; direct-roles: at-least); declare it first, or take it away in Segment",
      ])
  }
}
