import Access
import Planning
import RandomWorlds
import Testing

@Suite struct `An entry that names what the workspace does not have`: PlanningSuite {
  private let oldShop = ScopeReference.resource(.source, "old-shop")
  private let gone = "this workspace has no source 'old-shop'"

  private func reference(
    _ owner: Subject, _ role: String = "Source Admin", _ scope: ScopeReference? = nil, line: Int = 50
  ) -> UnresolvedReference {
    UnresolvedReference(
      .subject(owner), WrittenGrant(.name(role), on: scope ?? oldShop), detail: gone, at: at(line))
  }

  private func bob(_ id: UserID? = "u-bob") -> Subject { .person(PersonReference(email("bob"), id: id)) }

  @Test func `is told, and everything else is planned`() throws {
    let desired = policy(
      [
        declaredAda, departed("cy"), person("bob", [role("Source Admin", oldShop), role("Function Admin")]),
      ], manage: exact)
    let actual = workspace([ada, member("bob", Held.reader), member("cy")])
    let plan = try plan(desired, actual)
    #expect(
      plan.does == [
        "deprovision cy@acme.com", "grant Function Admin to bob@acme.com", "revoke Source Read-only from bob@acme.com",
      ])
    #expect(plan.unresolved == [reference(bob())])
    #expect(plan.leavesUndone)
    #expect(plan.unresolved.allSatisfy { $0.isError })
    #expect(errors(desired, actual) == ["policy.yaml:50:3: error: \(gone)"])
  }

  @Test func `counts for nothing once it has ended, or its person leaves or is not of this workspace`() throws {
    var elsewhere = person("dee", [role("Source Admin", oldShop)])
    elsewhere.presence = .endsOnly
    let desired = policy([
      declaredAda, person("bob", [role("Source Admin", oldShop, until: "2026-01-31")]),
      person("cy", [role("Retired")], until: "2026-01-31"), elsewhere,
    ])
    let plan = try plan(desired, workspace([ada, member("bob", Held.website), member("cy"), member("dee")]))
    #expect(plan.unresolved == [])
    #expect(
      plan.does.sorted() == ["deprovision cy@acme.com", "revoke Source Admin on source/website from bob@acme.com"])
  }

  @Test func `keeps the grants of its role, whatever their scope, and no others`() throws {
    let desired = policy([declaredAda, person("bob", [role("Source Admin", oldShop)])])
    let plan = try plan(desired, workspace([ada, member("bob", Held.website, Held.admin, Held.functions, Held.owner)]))
    #expect(Set(plan.changes.compactMap(\.action.grant)) == [Held.functions, Held.owner])
    #expect(
      plan.keeps == [
        "revoke bob@acme.com Source Admin on source/website: unresolved",
        "revoke bob@acme.com Source Admin: unresolved",
      ])
    #expect(
      plan.holds.allSatisfy {
        $0.at == at(50)
          && $0.detail == "stays until 'Source Admin on source/old-shop' is corrected, which may mean it; \(gone)"
      })
  }

  @Test(arguments: [("Retired Role", false), ("Workspace Ownr", true), ("workspace owner", true), ("Owner", false)])
  func `that is an unknown role keeps all of them, Workspace Owner only if it is nearly that`(
    name: String, keepsOwner: Bool
  ) throws {
    let desired = policy([declaredAda, person("bob", [role(name)])])
    let plan = try plan(desired, workspace([ada, member("bob", Held.website, Held.functions, Held.owner)]))
    #expect(plan.does == (keepsOwner ? [] : ["revoke Workspace Owner from bob@acme.com"]))
    #expect(plan.holds.count == (keepsOwner ? 3 : 2))
    #expect(plan.holds.allSatisfy { $0.why == .unresolved })
  }

  @Test func `never keeps what has ended`() throws {
    let entries = [
      role("Source Admin", oldShop), role("Source Admin", .resource(.source, "website"), until: "2026-01-31"),
    ]
    let plan = try plan(policy([declaredAda, person("bob", entries)]), workspace([ada, member("bob", Held.website)]))
    #expect(plan.does == ["revoke Source Admin on source/website from bob@acme.com"])
    #expect(plan.holds == [])
  }

  @Test func `closes a group that keeps a role because of it: nobody joins, people leave, roles come`() throws {
    let desired = policy(
      [declaredAda, person("bob"), person("cy")],
      groups: [group("Team", members: [with("bob")], roles: [role("Source Admn"), role("Function Admin")])])
    let plan = try plan(
      desired, workspace([ada, member("bob"), member("cy")], groups: [team("Team", [Held.website], members: ["cy"])]))
    #expect(plan.does == ["take cy@acme.com out of group Team", "grant Function Admin to group Team"])
    #expect(
      plan.keeps == [
        "join bob@acme.com group Team: unresolved", "revoke group Team Source Admin on source/website: unresolved",
      ])
  }

  @Test func `leaves a group open that keeps nothing because of it`() throws {
    let desired = policy(
      [declaredAda, person("bob")],
      groups: [group("Team", members: [with("bob")], roles: [role("Source Admin", oldShop)])])
    let plan = try plan(desired, workspace([ada, member("bob")], groups: [team("Team", [Held.functions])]))
    #expect(plan.does == ["revoke Function Admin from group Team", "add bob@acme.com to group Team"])
  }

  @Test func `is not carried by an invite, which carries the rest`() throws {
    let entries = [role("Source Admin", oldShop), role("Function Admin")]
    let plan = try plan(policy([declaredAda, person("bob", entries)]), workspace([ada]))
    #expect(plan.changes.map(\.action) == [.invite(email("bob"), carrying: [Held.functions])])
    #expect(plan.unresolved == [reference(bob(nil))])
  }

  @Test func `is a warning where the run leaves its subject out`() throws {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin", oldShop)]), person("cy", [])],
      groups: [group("Team", roles: [role("Retired", line: 60)])])
    let actual = workspace([ada, member("bob"), member("cy", Held.admin)], groups: [team("Team")])
    func outside(_ options: PlanOptions) throws -> [Bool] {
      try self.plan(desired, actual, options).unresolved.map(\.isOutsideSelection)
    }
    #expect(try outside(PlanOptions()) == [false, false])
    #expect(try outside(PlanOptions(noRemovals: true)) == [false, false])
    #expect(try outside(PlanOptions(expiredOnly: true)) == [true, true])
    #expect(try outside(PlanOptions(only: [.person(email("cy"))])) == [true, true])
    #expect(try outside(PlanOptions(only: [.person(email("bob"))])) == [false, true])
    #expect(try outside(PlanOptions(only: [.group("Team")])) == [true, false])
    #expect(errors(desired, actual, PlanOptions(only: [.person(email("cy"))])) == [])
  }

  @Test func `is no error beside a base that has it, wherever it stands there`() throws {
    let old = role("Source Admin", oldShop)
    let base = policy([declaredAda, person("bob", [role("Source Admin", oldShop, line: 90)])])
    let head = policy([declaredAda, person("bob", [old, role("Retired", line: 51)])])
    let plan = try #require(makePlan(head, since: base, workspace([ada, member("bob")]), at: now).plan)
    #expect(plan.unresolved.map(\.mark) == [.alreadyPending, .thisChange])
    #expect(plan.unresolved.map(\.isError) == [false, true])
    let broken = try #require(makePlan(head, since: nil, workspace([ada, member("bob")]), at: now).plan)
    #expect(broken.unresolved.allSatisfy { $0.isError })
  }

  @Test func `of a bundle that nobody has is told where it is a role`() throws {
    var desired = policy([declaredAda])
    desired.bundles = [
      DesiredBundle("reader", roles: [role("Sorce Admin", line: 5), role("Source Admin", oldShop, line: 6)])
    ]
    let plan = try plan(desired, workspace([ada]))
    #expect(
      plan.unresolved == [
        UnresolvedReference(
          .bundle("reader"), WrittenGrant(.name("Sorce Admin")),
          detail: "this workspace has no role 'Sorce Admin'; did you mean 'Source Admin'?", at: at(5))
      ])
    #expect(plan.unresolved[0].isError)
    #expect(!plan.leavesUndone)
  }

  @Test func `of a shared bundle is a warning where only this workspace lacks the role`() throws {
    var desired = policy([declaredAda])
    desired.bundles = [DesiredBundle("reader", roles: [role("Warehouse Admin", line: 5)], isIncluded: true)]
    let plan = try plan(desired, workspace([ada]))
    #expect(plan.unresolved == [])
    #expect(
      plan.warnings.map(\.description) == [
        "policy.yaml:5:3: warning: this workspace does not offer 'Warehouse Admin'; the bundle cannot give it here"
      ])
  }

  @Test func `is an incomplete read where its list was not read whole`() throws {
    var actual = workspace([ada, member("bob", Held.website)])
    actual.incomplete = [IncompleteRead(.resources(.source), "page 2 did not arrive")]
    let plan = try plan(policy([declaredAda, person("bob", [role("Source Admin", oldShop)])]), actual)
    #expect(plan.unresolved == [])
    #expect(plan.keeps == ["revoke bob@acme.com Source Admin on source/website: incomplete-read"])
  }
}
