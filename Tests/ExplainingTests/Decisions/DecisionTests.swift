import Access
import Documents
import Explaining
import RandomWorlds
import Testing

/// What decisions mean where somebody has more than one address, or something more than one name.
struct DecisionTests: PlanningSuite {
  private struct Wish {
    let word: Decision.Word
    let person: String
    var group: String?
    let gain: String
    /// Of several grants the one that is meant.
    var of: Grant?
  }

  /// The edits, what is not clear by line, and the notes.
  private func decide(
    _ desired: DesiredState, _ actual: ActualState, _ wishes: Wish...
  ) throws -> (edits: [String], unclear: [String], notes: [String]) {
    let reviewed = reviewAccess(desired, actual, at: now)
    let review = try #require(reviewed.review, "\(reviewed.diagnostics)")
    let decisions = try wishes.enumerated().map { at, wish in
      let row = try #require(
        review.rows.first {
          $0.person == email(wish.person) && $0.group?.name == wish.group && $0.gain.word == wish.gain
            && (wish.of == nil || $0.grant == wish.of)
        }, "\(wish)")
      return Decision(row, wish.word, line: at + 2)
    }
    let decided = review.decided(decisions, desired, at: now)
    return (
      decided.steps.map { "\($0.edit)" }, decided.unclear.map { "\($0.line): \($0.message)" },
      decided.steps.flatMap(\.notes)
    )
  }

  /// Without an entry the access would stay where it is.
  @Test(arguments: [true, false])
  func `what a floor gives, or leaves alone, goes by an entry that has ended`(isListed: Bool) throws {
    var bob = person("bob", isListed ? [role("Source Admin")] : [])
    var g = group("G", members: isListed ? [with("bob")] : [])
    (bob.rolesExtent, g.membersExtent) = (.atLeast, .atLeast)
    let actual = workspace([ada, member("bob", Held.admin)], groups: [team("G", members: ["bob"])])
    let decided = try decide(
      policy([declaredAda, bob], groups: [g]), actual, Wish(word: .remove, person: "bob", gain: "grant"),
      Wish(word: .remove, person: "bob", group: "G", gain: "membership"))
    #expect(
      decided.edits == [
        "bob@acme.com loses Source Admin (until \(now))", "bob@acme.com leaves group G (until \(now))",
      ])
    #expect(decided.unclear == [])
  }

  @Test func `what goes with a deleted group is settled, and said to be held where it is`() throws {
    var desired = policy([declaredAda, person("bob")])
    desired.deletedGroups = [DeletedGroup("G", at: at(90))]
    let actual = workspace([ada, member("bob")], groups: [team("G", [Held.admin], members: ["bob"])])
    let wish = Wish(word: .remove, person: "bob", group: "G", gain: "grant")
    #expect(try decide(desired, actual, wish) == ([], [], []))
    desired.ignore = [IgnoreRule(person: Glob("bob@acme.com"), group: Glob("G"), reason: "theirs", at: at(95))]
    let held = try decide(desired, actual, wish).unclear
    #expect(held == ["2: G is to be deleted, and that is held back; accord plan says why"])
  }

  @Test func `what an entry that leads to nothing may mean is not said to be taken away`() throws {
    let gone = role("Source Admin", .resource(.source, "old-shop"), line: 60)
    let bob = person("bob", [role("Source Admin"), role("Function Admin"), gone], previously: ["bobby"])
    let g = group("G", members: [with("bob")], roles: [role("Source Admin"), role("Function Admin"), gone])
    let actual = workspace(
      [ada, member("bobby", Held.admin, Held.functions)],
      groups: [team("G", [Held.admin, Held.functions], members: ["bobby"])])
    let why =
      "it would stay, because it may be what 'Source Admin on source/old-shop' means (policy.yaml:60:3), which leads to nothing; mend or take out that entry first"
    let decided = try decide(
      policy([declaredAda, bob], groups: [g]), actual,
      Wish(word: .remove, person: "bobby", gain: "grant", of: Held.admin),
      Wish(word: .remove, person: "bobby", gain: "grant", of: Held.functions),
      Wish(word: .remove, person: "bobby", group: "G", gain: "grant", of: Held.admin))
    #expect(decided.edits == ["bob@acme.com loses Function Admin"])
    #expect(decided.unclear == ["2: \(why)", "4: \(why)"])
  }

  /// Known to an included file alone, with an account under either address.
  private func included(_ name: String, previously: String) -> DesiredPerson {
    var person = person(name, previously: [previously])
    person.presence = .endsOnly
    return person
  }

  private static let contradiction = [
    "2: takes the whole account, while line 3 keeps something of it; decide alike",
    "3: kept, while line 2 takes the whole account; decide one of them otherwise",
  ]

  @Test(arguments: [("bob", "old"), ("old", "bob")])
  func `keeping one address of somebody and removing another is a contradiction, whoever declares them`(
    removed: String, kept: String
  ) throws {
    let result = try decide(
      policy([declaredAda, included("bob", previously: "old")]), workspace([ada, member("bob"), member("old")]),
      Wish(word: .remove, person: removed, gain: "account"), Wish(word: .keep, person: kept, gain: "account"))
    #expect(result.edits == [])
    #expect(result.unclear == Self.contradiction)
  }

  @Test func `keeping a pending invite of an older address contradicts removing the account`() throws {
    let result = try decide(
      policy([declaredAda, included("bob", previously: "old")]),
      workspace([ada, member("bob")], invites: [email("old")]),
      Wish(word: .remove, person: "bob", gain: "account"), Wish(word: .keep, person: "old", gain: "invite"))
    #expect(result.edits == [])
    #expect(result.unclear == Self.contradiction)
  }

  @Test func `nobody leaves under one address only while another is not decided`() throws {
    let policy = policy([declaredAda, person("bob", previously: ["old"])])
    let actual = workspace([ada, member("old")], invites: [email("bob")])
    let invite = Wish(word: .remove, person: "bob", gain: "invite")
    let alone = try decide(policy, actual, invite)
    #expect(alone.edits == [])
    #expect(alone.unclear == ["2: takes the account of old@acme.com along, not decided; decide alike"])
    let both = try decide(policy, actual, invite, Wish(word: .remove, person: "old", gain: "account"))
    #expect(both.edits == ["bob@acme.com leaves the workspace (departed: true)"])
    #expect(both.unclear == [])
  }

  @Test func `whoever a pinned id leads to leaves under the address of the policy`() throws {
    let (policy, actual) = (policy([declaredAda, person("bob", id: "u-other")]), workspace([ada, member("other")]))
    let removed = Wish(word: .remove, person: "other", gain: "account")
    let result = try decide(policy, actual, removed)
    #expect(result.edits == ["bob@acme.com leaves the workspace (departed: true)"])
    #expect(result.unclear == [])
  }

  @Test func `whoever is protected by an older address does not leave`() throws {
    let result = try decide(
      policy(
        [declaredAda, person("bob", previously: ["old"])],
        guardrails: [Guardrail(.protectedPeople([email("old")]), at: at(90))]),
      workspace([ada, member("bob")]), Wish(word: .remove, person: "bob", gain: "account"))
    #expect(result.edits == [])
    #expect(
      result.unclear == ["2: the guardrail protected-people protects bob@acme.com; take them out of it first"])
  }

  @Test func `a place in a group is not taken for one in the group that has the name by its id`() throws {
    let result = try decide(
      policy([declaredAda, person("bob")], groups: [group("G", members: [], id: "g-2")], manage: exact),
      workspace([ada, member("bob")], groups: [team("G", members: ["bob"], id: "g-1"), team("G", id: "g-2")]),
      Wish(word: .keep, person: "bob", group: "G", gain: "membership"))
    #expect(result.edits == [])
    #expect(result.unclear.count == 1 && result.unclear[0].hasPrefix("2: kept, but the policy takes it away"))
  }

  @Test func `a group that only the leaver keeps is not deleted with them unasked`() throws {
    let rules = ["bob@*", "eve@*"].map { glob in
      IgnoreRule(person: Glob(glob), group: Glob("Strays"), reason: "theirs", at: at(95))
    }
    let removed = Wish(word: .remove, person: "bob", gain: "account")
    let shared = workspace([ada, member("bob"), member("eve")], groups: [team("Strays", members: ["bob", "eve"])])
    let people = [declaredAda, person("bob"), person("eve")]
    let unasked = try decide(policy(people, manage: exact, ignore: [rules[0]]), shared, removed)
    #expect(unasked.edits == [])
    #expect(
      unasked.unclear == [
        "2: without bob@acme.com the next apply deletes the group Strays, which others have; declare it first"
      ])
    let departs = ["bob@acme.com leaves the workspace (departed: true)"]
    let kept = try decide(policy(people, manage: exact, ignore: rules), shared, removed)
    #expect(kept.edits == departs)
    #expect(kept.unclear == [])
    let alone = try decide(
      policy(people, manage: exact, ignore: [rules[0]]),
      workspace([ada, member("bob")], groups: [team("Strays", members: ["bob"])]), removed)
    #expect(alone.edits == departs)
    #expect(alone.unclear == [])
  }

  @Test func `what somebody keeps under another address is noted`() throws {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin")], previously: ["old"])],
      manage: Manage(people: .unmanaged, directRoles: .atLeast, groups: .exact))
    let result = try decide(
      desired, workspace([ada, member("bob", Held.admin), member("old", Held.admin)]),
      Wish(word: .remove, person: "bob", gain: "grant"))
    #expect(result.edits == ["bob@acme.com loses Source Admin"])
    #expect(result.unclear == [])
    #expect(result.notes == ["old@acme.com still has Source Admin directly"])
  }
}
