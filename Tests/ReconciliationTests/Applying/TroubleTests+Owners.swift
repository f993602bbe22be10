import Access
import Planning
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

// The last owner, when something has gone otherwise than planned.
extension TroubleTests {
  private func owners(_ names: String...) -> ActualState {
    var actual = state()
    actual.people = names.map {
      ActualPerson(id: UserID("u-\($0)"), email: Email("\($0)@acme.com"), grants: [Grant(Drawn.owner.id)])
    }
    return actual
  }

  private func person(_ name: String, _ roles: String...) -> DesiredPerson {
    DesiredPerson(
      Email("\(name)@acme.com"), roles: .written(roles.map { DesiredGrant(.name($0), at: place) }, at: place),
      at: place)
  }

  private func desired(_ people: [DesiredPerson], groups: [DesiredGroup] = []) -> DesiredState {
    var desired = policy(groups)
    desired.people = people
    desired.guardrails = [Guardrail(.maximumRemovals(count: 100, percent: 100), at: place)]
    return desired
  }

  private func departed(_ name: String) -> DesiredPerson {
    DesiredPerson(Email("\(name)@acme.com"), presence: .departed(place), at: place)
  }

  private func removals(_ applied: Applied) -> [String] {
    zip(applied.plan.changes, applied.outcomes).filter(\.0.kind.isRemoval)
      .map { "\($0.kind.rawValue) \($0.action.person?.written ?? $0.action.group?.name ?? ""): \($1.word)" }
  }

  private func stripped(at calls: String) throws -> SandboxFault {
    try somebody(at: calls) { $0.setPermissions([], ofPerson: "u-bob") }
  }

  @Test func `of owners who leave in one request one stays, where the new owner may not be there`() throws {
    var actual = owners("ada", "bob", "cy")
    actual.people.append(ActualPerson(id: "u-dee", email: "dee@acme.com"))
    let (applied, bench) = try applied(
      desired([person("dee", Role.ownerName)] + ["ada", "bob", "cy"].map(departed)), to: actual,
      [try SandboxFault(parsing: "POST /users/u-dee/permissions:reset")])
    #expect(
      removals(applied) == [
        "deprovision ada@acme.com: done", "deprovision bob@acme.com: done", "deprovision cy@acme.com: skipped",
      ])
    #expect(bench.sandbox.world.owners.count == 1)
  }

  @Test func `a removal whose answer was lost counts as one when owners are counted`() throws {
    var actual = owners("ada", "bob")
    actual.people.append(ActualPerson(id: "u-cy", email: "cy@acme.com"))
    let faults = ["POST /users/u-cy/permissions:reset", "PUT /users/u-ada/permissions:reset"]
    let (applied, bench) = try applied(
      desired([person("ada", "Source Admin"), person("bob", "Source Admin"), person("cy", Role.ownerName)]),
      to: actual, try faults.map { try SandboxFault(parsing: $0) })
    #expect(removals(applied) == ["revoke ada@acme.com: unknown", "revoke bob@acme.com: skipped"])
    #expect(bench.writes.map { "\($0.method) \($0.target)" }.last == "POST /users/u-bob/permissions")
  }

  @Test func `an owner who lost the role meanwhile does not let another one go`() throws {
    let roles = desired([person("ada", "Source Admin"), person("bob", Role.ownerName)])
    let leaver = desired([departed("ada"), person("bob", Role.ownerName)])
    for desired in [roles, leaver] {
      let (applied, bench) = try applied(desired, to: owners("ada", "bob"), [try stripped(at: "GET /users/u-bob")])
      #expect(removals(applied).map { $0.suffix(5) } == ["moved"], "\(applied.outcomes)")
      #expect(bench.sandbox.world.owners == ["u-ada"])
      #expect(bench.sandbox.log.allSatisfy { !$0.isWrite || $0.target.hasPrefix("/users/u-ada/permissions") })
    }
  }

  @Test func `who leaves beside an owner who may not go, leaves all the same`() throws {
    var actual = owners("ada", "bob")
    actual.people.append(ActualPerson(id: "u-cy", email: "cy@acme.com"))
    let (applied, bench) = try applied(
      desired([departed("ada"), person("bob", Role.ownerName), departed("cy")]), to: actual,
      [try stripped(at: "GET /users/u-bob")])
    #expect(removals(applied) == ["deprovision ada@acme.com: moved", "deprovision cy@acme.com: done"])
    #expect(bench.sandbox.world.owners == ["u-ada"])
    #expect(bench.writes.count == 1)
  }

  @Test(arguments: [true, false])
  func `a group of the last owners is neither deleted nor emptied`(isDeleted: Bool) throws {
    var actual = owners("bob")
    actual.people.append(ActualPerson(id: "u-cy", email: "cy@acme.com"))
    actual.groups = [ActualGroup(id: "g1", name: "Owners", grants: [Grant(Drawn.owner.id)], members: ["cy@acme.com"])]
    let kept = DesiredGroup(
      "Owners", members: .written([], at: place),
      roles: .written([DesiredGrant(.name(Role.ownerName), at: place)], at: place), at: place)
    let (applied, bench) = try applied(
      desired([person("bob", Role.ownerName), person("cy")], groups: isDeleted ? [] : [kept]), to: actual,
      [try stripped(at: "GET /users/u-bob")])
    #expect(removals(applied) == [isDeleted ? "delete-group Owners: moved" : "leave cy@acme.com: moved"])
    #expect(bench.sandbox.world.owners == ["u-cy"])
    #expect(bench.writes.isEmpty)
  }

  /// The look before the write came a moment too early, and no write follows whose look would tell.
  @Test(arguments: [false, true]) func `after the last write that takes ownership the owners are counted once more`(
    isStripped: Bool
  ) throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.lastOwner = .allowed
    let bench = try Workbench(owners("ada", "bob"), behaviour)
    let (plan, before) = try bench.plan(desired([person("ada", "Source Admin"), person("bob", Role.ownerName)]))
    bench.sandbox.faults = isStripped ? [try stripped(at: "PUT /users/u-ada/permissions")] : []
    let applied = bench.apply(plan, before: before)
    #expect(applied.allDone, "\(applied.outcomes)")
    #expect(applied.ownersLeft == (isStripped ? [] : nil))
    #expect(bench.sandbox.world.owners == (isStripped ? [] : ["u-bob"]))
  }
}
