import Access
import Explaining
import RandomWorlds
import Testing

/// Which class each difference is of.
struct DriftClassTests: PlanningSuite {
  private func drift(
    _ desired: DesiredState, _ actual: ActualState, within days: Int = 14, since baseline: Record? = nil
  ) throws -> Drift {
    let drifted = makeDrift(desired, actual, at: now, expiringWithin: days, baseline: baseline)
    return try #require(drifted.drift, "\(drifted.diagnostics)")
  }

  /// `unexpected bob@acme.com revoke, drift`
  private func found(_ drift: Drift) -> [String] {
    drift.findings.map { finding in
      let item = finding.parts[0].item
      let subject = [item.person?.written, item.group?.name].compactMap(\.self).joined(separator: " ")
      let kinds = finding.parts.map(\.kind.rawValue).joined(separator: "+")
      return "\(finding.kind.rawValue) \(subject) \(kinds)\(finding.isDrift ? ", drift" : "")"
    }
  }

  @Test func `a workspace that is as declared is in sync`() throws {
    let drift = try drift(policy([declaredAda]), workspace([ada]))
    #expect(drift.isInSync)
    #expect(drift.findings.isEmpty)
    #expect(drift.expiring.isEmpty)
  }

  @Test(arguments: [Manage.Extent.atLeast, .exact])
  func `a group that is to be deleted and is there is drift`(groups: Manage.Extent) throws {
    var desired = policy([declaredAda], manage: Manage(groups: groups))
    desired.deletedGroups = [DeletedGroup("Hackathon", at: at(90))]
    let drift = try drift(desired, workspace([ada], groups: [team("Hackathon")]))
    #expect(found(drift) == ["unexpected Hackathon delete-group, drift"])
    #expect(!drift.isInSync)
  }

  @Test func `an invite of a member is drift where a record knew the account, else something to look at`() throws {
    let (before, now) = (workspace([ada]), workspace([ada, member("bob")], invites: [email("ada"), email("bob")]))
    let record = Record(before, recordedAt: self.now, policyDigest: "", policyFiles: 1)
    let desired = policy([declaredAda, person("bob")])
    let first = try drift(desired, now)
    #expect(found(first) == ["stray-invite ada@acme.com cancel-invite", "stray-invite bob@acme.com cancel-invite"])
    #expect(first.isInSync)
    let later = try drift(desired, now, since: record)
    #expect(
      found(later) == ["stray-invite ada@acme.com cancel-invite, drift", "stray-invite bob@acme.com cancel-invite"])
    #expect(!later.isInSync)
  }

  @Test func `an entry that leads to nothing is one finding with all that it keeps`() throws {
    let gone = role("Source Admin", .resource(.source, "old-shop"))
    let retired = role("Retired Role")
    let desired = policy(
      [declaredAda, person("bob", [gone]), person("cy")],
      groups: [group("G", members: [with("bob"), with("cy")], roles: [retired])], manage: exact)
    let actual = workspace(
      [ada, member("bob", Held.website, Held.app), member("cy")],
      groups: [team("G", [Held.functions], members: ["bob"])])
    #expect(
      found(try drift(desired, actual)) == [
        "unresolved bob@acme.com grant+revoke+revoke, drift", "unresolved G grant+join+revoke, drift",
      ])
  }

  @Test func `another address is one finding with all that waits for it, and so is another name`() throws {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin"), role("Function Admin")])],
      groups: [
        group("G", members: [with("ada")], roles: [role("Source Admin")]),
        group("H", members: [with("bob")], roles: []),
      ], manage: exact)
    let before = workspace([ada, member("bob")], groups: [team("G"), team("H")])
    var now = before
    now.people[1].email = email("robert")
    now.groups[0].name = "Geeks"
    let drift = try drift(desired, now, since: Record(snapshot: before))
    #expect(
      found(drift) == [
        "renamed bob@acme.com invite+grant+grant+join, drift", "renamed G rename-group+join+grant, drift",
      ])
  }

  @Test func `a group that is probably another one is one finding with everybody who is in it`() throws {
    let g = group("G", members: [with("ada"), with("bob")], roles: [role("Source Admin")])
    let actual = workspace([ada, member("bob")], groups: [team("Geeks", [Held.admin], members: ["ada", "bob"])])
    let drift = try drift(policy([declaredAda, person("bob")], groups: [g], manage: exact), actual)
    #expect(
      found(drift) == ["undeclared-group Geeks delete-group, drift", "missing G create-group+join+join+grant, drift"])
  }

  @Test(arguments: [Manage.People.atLeast, .unmanaged])
  func `an invite that no file declares is drift, whatever manage says and a record knew`(people: Manage.People) throws
  {
    let actual = workspace([ada], invites: [email("eve")])
    let desired = policy([declaredAda], manage: Manage(people: people))
    let record = Record(actual, recordedAt: now, policyDigest: "", policyFiles: 1)
    for drift in [try drift(desired, actual), try drift(desired, actual, since: record)] {
      #expect(found(drift) == ["undeclared-person eve@acme.com cancel-invite, drift"])
      #expect(!drift.isInSync)
    }
    #expect(try drift(desired, workspace([ada, member("eve")])).isInSync, "an account shows what it holds")
  }

  @Test func `roles that wait for acceptance belong to the invite that they wait for`() throws {
    let entries = [role("Source Admin", until: "2027-01-31"), role(Role.ownerName)]
    let desired = policy([declaredAda, person("bob", entries), person("cy", entries)])
    let drift = try drift(desired, workspace([ada], invites: [email("bob")]))
    #expect(
      found(drift) == [
        "missing cy@acme.com invite+grant+grant, drift", "pending-invite bob@acme.com grant+grant+grant",
      ])
  }

  @Test func `what is declared and absent is missing`() throws {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin")]), person("cy")],
      groups: [group("Analytics", members: [with("bob")])])
    #expect(
      try found(drift(desired, workspace([ada, member("bob")]))) == [
        "missing bob@acme.com grant, drift", "missing bob@acme.com Analytics join, drift",
        "missing cy@acme.com invite, drift",
        "missing Analytics create-group, drift",
      ])
  }

  @Test func `what is there and in no list is unexpected, a departed account too`() throws {
    let desired = policy(
      [declaredAda, person("bob", []), departed("cy")], groups: [group("Analytics", members: [])], manage: exact)
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy")], groups: [team("Analytics", members: ["bob"])])
    #expect(
      try found(drift(desired, actual)) == [
        "unexpected bob@acme.com revoke, drift", "unexpected bob@acme.com Analytics leave, drift",
        "unexpected cy@acme.com deprovision, drift",
      ])
  }

  @Test func `a role on more than declared is widened, whether or not the narrower one is held too`() throws {
    let website = role("Source Admin", .resource(.source, "website"))
    let desired = policy([declaredAda, person("bob", [website]), person("cy", [website])])
    let actual = workspace([ada, member("bob", Held.admin), member("cy", Held.admin, Held.website)])
    #expect(
      try found(drift(desired, actual)) == [
        "widened bob@acme.com revoke+grant, drift", "widened cy@acme.com revoke, drift",
      ])
  }

  @Test func `a role on less than declared is narrowed, another resource is neither`() throws {
    let desired = policy([
      declaredAda, person("bob", [role("Source Admin")]),
      person("cy", [role("Source Admin", .resource(.source, "app"))]),
    ])
    let actual = workspace([ada, member("bob", Held.website, Held.app), member("cy", Held.website)])
    #expect(
      try found(drift(desired, actual)) == [
        "unexpected cy@acme.com revoke, drift", "narrowed bob@acme.com grant+revoke+revoke, drift",
        "missing cy@acme.com grant, drift",
      ])
  }

  @Test func `labels are wider than more labels and than a source that carries them`() throws {
    let (dev, both) = (Held.labels("environment:dev"), Held.labels("environment:dev", "product:truck"))
    let reader = World.sourceReader
    let desired = policy([
      declaredAda, person("bob", [role(reader.name, .labels(both))]),
      person("cy", [role(reader.name, .resource(.source, "app"))]),
      person("dee", [role(reader.name, .resource(.source, "website"))]),
    ])
    let held = Grant(reader.id, on: .labels(dev))
    let actual = workspace([ada, member("bob", held), member("cy", held), member("dee", held)])
    #expect(
      try found(drift(desired, actual)) == [
        "widened bob@acme.com revoke+grant, drift", "widened cy@acme.com revoke+grant, drift",
        "unexpected dee@acme.com revoke, drift", "missing dee@acme.com grant, drift",
      ])
  }

  @Test func `undeclared people and groups are drift where lists are exact, and found anyway where they are not`()
    throws
  {
    let actual = workspace(
      [ada, member("eve", Held.admin)], invites: [email("fay")], groups: [team("Strays", members: ["eve"])])
    #expect(
      try found(drift(policy([declaredAda], manage: exact), actual)) == [
        "undeclared-person eve@acme.com deprovision, drift", "undeclared-person fay@acme.com cancel-invite, drift",
        "undeclared-group Strays delete-group, drift",
      ])
    let lenient = try drift(policy([declaredAda]), actual)
    #expect(
      found(lenient) == [
        "undeclared-person eve@acme.com deprovision+revoke", "undeclared-person fay@acme.com cancel-invite, drift",
        "undeclared-group Strays delete-group",
      ])
    #expect(lenient.findings.map(\.details) == [["member of Strays"], [], ["member eve@acme.com"]])
  }

  @Test(arguments: [Manage.People.exact, .atLeast, .unmanaged])
  func `an undeclared way to Workspace Owner is never in sync`(people: Manage.People) throws {
    let desired = policy([declaredAda], manage: Manage(people: people))
    #expect(try !drift(desired, workspace([ada, member("eve", Held.owner)])).isInSync)
  }

  @Test func `what has ended is expired, what ends soon is listed and is no drift`() throws {
    let desired = policy(
      [
        declaredAda, person("bob", [role("Source Admin", until: "2026-11-20")]),
        person("cy", [role("Source Admin", until: "2026-12-04")], until: "2026-12-01"),
        person("dee", [role("Source Admin", until: "2026-12-05")]),
        person("eve", [role("Source Admin", until: "2026-11-30")]),
      ],
      groups: [group("Analytics", members: [with("cy", until: "2026-11-21")])],
      ignore: [IgnoreRule(person: Glob("*@x"), reason: "", until: Expiry("2026-11-25"), at: at(99))])
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy", Held.admin), member("dee", Held.admin), member("eve")],
      groups: [team("Analytics", members: ["cy"])])
    let drift = try drift(desired, actual)
    #expect(found(drift) == ["expired bob@acme.com revoke, drift", "missing eve@acme.com grant, drift"])
    let cy = try #require(actual.people.first { $0.email == email("cy") }.map { PersonReference($0) })
    let analytics = try #require(actual.groups.first.map { GroupReference($0) })
    #expect(
      drift.expiring.map(\.what) == [
        .access(.membership(PersonReference(email("cy")), analytics)), .ignoreRule(desired.ignore[0]),
        .access(.account(cy)), .access(.grant(Held.admin, of: .person(cy))),
      ])
    #expect(try self.drift(desired, actual, within: 15).expiring.count == 5)
  }

  @Test func `an ignore rule past its end makes drift, and still hides what it ignores`() throws {
    let rule = IgnoreRule(person: Glob("eve@*"), reason: "support", until: Expiry("2026-11-20"), at: at(99))
    let drift = try drift(
      policy([declaredAda], manage: exact, ignore: [rule]), workspace([ada, member("eve", Held.admin)]))
    #expect(drift.endedIgnoreRules == [rule])
    #expect(!drift.isInSync)
    #expect(drift.drifted.isEmpty)
    #expect(drift.count(of: .ignored) > 0)
    #expect(drift.coverage.people == Coverage.Count(declared: 1, ignored: 1))
    #expect(drift.coverage.grants == Coverage.Count(declared: 1, ignored: 1))
  }

  @Test func `what a floor lacks is listed by its kind, and is no drift`() throws {
    var (bob, g) = (person("bob", []), group("G"))
    (bob.rolesExtent, g.membersExtent, g.rolesExtent) = (.atLeast, .atLeast, .atLeast)
    let actual = workspace(
      [ada, member("bob", Held.admin)], groups: [team("G", [Held.reader], members: ["bob"])])
    let drift = try drift(policy([declaredAda, bob], groups: [g], manage: exact), actual)
    #expect(
      found(drift) == [
        "undeclared-role bob@acme.com revoke", "undeclared-role G revoke", "undeclared-membership bob@acme.com G leave",
      ])
    #expect(drift.isInSync)
  }

  @Test func `a protection of nobody is drift, whatever else is in accord`() throws {
    let rule = Guardrail(.protectedPeople([email("ade")]), at: at(90))
    let drift = try drift(policy([declaredAda], manage: exact, guardrails: [rule]), workspace([ada]))
    #expect(drift.idleProtections == [IdleProtection(person: email("ade"), rule: "protected-people", at: at(90))])
    #expect(!drift.isInSync)
    #expect(drift.drifted.isEmpty)
  }

  @Test func `a pending invite, a protected person and what is unmanaged are found and are no drift`() throws {
    var unmanaged = person("dee")
    unmanaged.roles = .unmanaged(at(12))
    let desired = policy(
      [declaredAda, person("bob", []), person("cy"), unmanaged],
      guardrails: [Guardrail(.protectedPeople([email("bob")]), at: at(90))])
    let actual = workspace([ada, member("bob", Held.admin), member("dee", Held.admin)], invites: [email("cy")])
    let drift = try drift(desired, actual)
    #expect(
      found(drift) == [
        "pending-invite cy@acme.com grant", "protected bob@acme.com revoke", "unmanaged dee@acme.com revoke",
      ])
    #expect(drift.isInSync)
    #expect(drift.coverage.people == Coverage.Count(declared: 4))
    #expect(drift.coverage.grants == Coverage.Count(declared: 1, unmanaged: 2))
  }

  @Test func `an incomplete read is never in sync`() throws {
    var actual = workspace([ada])
    actual.incomplete = [IncompleteRead(.groups, "503")]
    #expect(try !drift(policy([declaredAda]), actual).isInSync)
    actual.incomplete = [IncompleteRead(.roles, "503")]
    #expect(try !drift(policy([declaredAda]), actual).isInSync)
  }

  @Test func `a record tells a change of the workspace from one of the policy`() throws {
    let then = workspace([ada, member("bob", Held.admin)], groups: [team("Analytics", members: ["bob"])])
    let now = workspace([ada, member("bob", Held.admin, Held.functions)], groups: [team("Analytics")])
    let desired = policy(
      [declaredAda, person("bob", [role("Source Read-only")])], groups: [group("Analytics", members: [with("bob")])])
    let record = Record(then, recordedAt: self.now, policyDigest: "other", policyFiles: 1)
    let drift = try drift(desired, now, since: record)
    #expect(
      drift.findings.map { "\($0.kind.rawValue) \($0.origin?.rawValue ?? "")" } == [
        "unexpected segment", "unexpected policy", "missing policy", "missing segment",
      ])
    #expect(drift.drifted.count == 2)
    #expect(drift.unapplied.count == 2)
    #expect(!drift.isInSync)
    #expect(drift.baseline == Drift.Baseline(recordedAt: self.now, isSamePolicy: false))
    let untouched = try self.drift(
      desired, now, since: Record(now, recordedAt: self.now, policyDigest: "", policyFiles: 1))
    #expect(untouched.isInSync)
    #expect(untouched.unapplied.count == 4)
  }

  /// What was in a group that somebody deleted was not taken out of the policy's wishes by the policy.
  @Test func `a group deleted by hand is a change of the workspace, with all that was in it`() throws {
    let people = [ada, member("bob")]
    let then = workspace(people, groups: [team("Analytics", [Held.admin], members: ["bob"])])
    let desired = policy(
      [declaredAda, person("bob")],
      groups: [group("Analytics", members: [with("bob")], roles: [role("Source Admin")])])
    let record = Record(then, recordedAt: now, policyDigest: "", policyFiles: 1)
    let deleted = try drift(desired, workspace(people), since: record)
    #expect(deleted.findings.count == 3, "\(deleted)")
    #expect(deleted.findings.allSatisfy { $0.origin == .segment }, "\(deleted)")
    let remade = try drift(desired, workspace(people, groups: [team("Analytics", id: "g-2")]), since: record)
    #expect(remade.findings.count == 2, "\(remade)")
    #expect(remade.findings.allSatisfy { $0.origin == .segment }, "\(remade)")
  }

  @Test func `a group renamed by hand, and an address that changed, are one change of the workspace each`() throws {
    let record = Record(
      workspace([ada], groups: [team("Analytics", id: "g-1")]), recordedAt: now, policyDigest: "", policyFiles: 1)
    let desired = policy([declaredAda], groups: [group("Analytics")], manage: exact)
    let found = try drift(desired, workspace([ada], groups: [team("Analysts", id: "g-1")]), since: record)
    #expect(found.findings.map(\.kind) == [.renamed], "\(found)")
    #expect(found.findings.map(\.origin) == [.segment])
    var bob = member("bob")
    let known = Record(snapshot: workspace([ada, bob]))
    bob.email = email("robert")
    let moved = try drift(policy([declaredAda, person("bob")], manage: exact), workspace([ada, bob]), since: known)
    #expect(moved.findings.map(\.kind) == [.renamed], "\(moved)")
    #expect(!moved.isInSync, "\(moved)")
    #expect(moved.findings.map(\.origin) == [.segment])
    #expect(moved.baseline?.isSamePolicy == nil)
  }
}
