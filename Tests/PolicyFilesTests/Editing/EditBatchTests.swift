import Access
import Explaining
import PolicyFiles
import RandomWorlds
import Testing

/// What edits cost: a reading of all texts for each round.
@Suite struct `Many edits` {
  private static let people = (0..<60).map { Email("person-\(100 + $0)@acme.com") }

  private static var policy: String {
    let entries = people.map {
      "  \($0):\n    roles: [Source Read-only, {role: PII Access, scope: [space/a, space/b]}]\n"
    }
    let members = people.map { "      - \($0)\n" }.joined()
    return "workspace: {slug: acme}\npeople:\n\(entries.joined())groups:\n  G:\n    members:\n\(members)    roles: []\n"
  }

  private func edited(_ edits: [PolicyEdit]) throws -> EditedPolicy {
    let directory = PolicyDirectory(["policy.yaml": Self.policy])
    let (loaded, text) = readPolicy(at: directory.path, now: PolicyDirectory.now)
    #expect(loaded.desired != nil, "\(directory.report())")
    return try #require(text.edited(by: edits, .decided, now: PolicyDirectory.now))
  }

  @Test func `that wait for nothing are read once, those that wait for one another once a wait`() throws {
    let new = (0..<60).map { Email("new-\($0)@acme.com") }
    let edits =
      Self.people.flatMap { email -> [PolicyEdit] in
        [
          .removeGrant(.person(email), PolicyEdit.reader), .removeMembership(email, group: "G"),
          .removeGrant(.person(email), .init(.name("PII Access"), on: .resource(.space, "a"))),
        ]
      } + new.flatMap { [.addPerson(.init($0)), .addMembership($0, group: "G")] }
    let edited = try edited(edits)
    #expect(edited.outcomes.filter { !$0.isMade } == [])
    #expect(edited.readings == 2)
  }

  @Test func `of which one cannot be borne are made but for that one, after a few readings more`() throws {
    // A bundle that the policy does not have: the loader alone finds out.
    let wrong = PolicyEdit.addGrant(.person(Self.people[31]), .init(.name("bundle/none")))
    let others = Self.people.map { PolicyEdit.addGrant(.person($0), PolicyEdit.admin) }
    let edited = try edited(others[..<40] + [wrong] + others[40...])
    #expect(edited.outcomes.filter { !$0.isMade }.map(\.edit) == [wrong])
    #expect(edited.readings <= 8, "\(edited.readings)")
  }
}
