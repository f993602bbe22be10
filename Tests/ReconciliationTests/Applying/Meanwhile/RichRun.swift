import Access
import AccessJSON
import HTTPMessages
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox

/// A plan with every kind of change in it, people of every standing, and what somebody may do meanwhile.
struct RichRun: Sendable {
  typealias Drawn = RandomWorlds.World
  let behaviour: SandboxBehaviour
  let actual: ActualState
  let plan: Plan
  let before: ActualState

  /// Everybody and everything that the plan is about.
  static let emails = ["ada", "bob", "cy", "dee", "eve", "fay", "kim", "new", "old", "olga", "pia"].map {
    "\($0)@acme.com"
  }
  static let groups = ["Alt", "Neu", "Fresh", "Gone", "Team"]

  init(_ behaviour: SandboxBehaviour) throws {
    self.behaviour = behaviour
    actual = RichRun.actual
    let bench = try Workbench(actual, behaviour)
    (plan, before) = try bench.plan(RichRun.desired)
  }

  /// Everything that Segment might do is left to it: nothing of what the laws forbid is refused by the sandbox.
  static func behaviour(_ seed: UInt64 = 0) -> SandboxBehaviour {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.lastOwner = .allowed
    behaviour.strangerInGroup = .invited
    behaviour.reinvite = .accepted
    behaviour.unknownDeletion = seed.isMultiple(of: 2) ? .ignored : .notFoundNothingRemoved
    behaviour.memberCount = seed % 4 < 2 ? .usersAndInvites : .usersOnly
    behaviour.userListCarriesPermissions = seed % 8 < 4
    behaviour.emailCase = .foldedStoredAsSent
    return behaviour
  }

  private static var actual: ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Drawn.now, roles: Drawn.roles)
    let held: [(String, [Role])] = [
      ("ada", [Drawn.owner]), ("olga", [Drawn.owner]), ("bob", [Drawn.base, Drawn.sourceAdmin]),
      ("cy", [Drawn.functionAdmin]), ("dee", [Drawn.owner]), ("eve", [Drawn.base]), ("fay", [Drawn.base]),
    ]
    state.people = held.map { name, roles in
      ActualPerson(id: UserID("u-\(name)"), email: Email("\(name)@acme.com"), grants: roles.map { Grant($0.id) })
    }
    state.invites = ["Pia@acme.com", "old@acme.com", "kim@acme.com"]
    let reader = Grant(Drawn.sourceReader.id)
    state.groups = [
      ActualGroup(id: "g-alt", name: "Alt", grants: [Grant(Drawn.base.id)], members: ["bob@acme.com"]),
      ActualGroup(id: "g-gone", name: "Gone", grants: [reader], members: ["fay@acme.com"]),
      ActualGroup(
        id: "g-team", name: "Team", grants: [reader, Grant(Drawn.base.id)], members: ["fay@acme.com", "bob@acme.com"],
        invites: ["kim@acme.com"]),
    ]
    state.resourceKindsRead = Set(ResourceKind.allCases)
    return state
  }

  private static var desired: DesiredState {
    let place = Place(file: "policy.yaml", line: 1, column: 1)
    func roles(_ names: [String]) -> [DesiredGrant] { names.map { DesiredGrant(.name($0), at: place) } }
    func person(_ name: String, _ names: String...) -> DesiredPerson {
      DesiredPerson(Email("\(name)@acme.com"), roles: .written(roles(names), at: place), at: place)
    }
    func group(_ name: String, _ names: [String], _ members: [String]) -> DesiredGroup {
      DesiredGroup(
        name, members: .written(members.map { DesiredMembership(Email("\($0)@acme.com"), at: place) }, at: place),
        roles: .written(roles(names), at: place), at: place)
    }
    var renamed = group("Neu", [], ["bob"])
    renamed.previously = ["Alt"]
    var state = DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: place),
      manage: Manage(people: .exact, directRoles: .exact, groups: .exact))
    state.people = [
      person("ada", Role.ownerName), person("olga"), person("bob", "Function Admin"), person("eve", "Source Read-only"),
      person("fay"), person("pia"), person("kim"), person("new", "Source Admin"),
    ]
    state.groups = [
      renamed, group("Team", ["Function Admin"], ["bob", "eve", "pia", "new"]),
      group("Fresh", ["Source Admin"], ["eve", "new"]),
    ]
    state.guardrails = [Guardrail(.maximumRemovals(count: 100, percent: 100), at: place)]
    return state
  }

  /// Carries the plan out while that happens.
  func carryOut(_ faults: [SandboxFault] = []) throws -> Told {
    let witness = Witness(plan)
    let clock = VirtualClock(.seconds(Drawn.now.seconds))
    let sandbox = try Sandbox(
      snapshot: Array(actual.snapshotText.utf8), behaviour: behaviour, faults: faults, time: clock)
    let transport = WitnessTransport(sandbox, witness)
    let stop = StopFlag()
    let connection = SegmentConnection(
      over: transport, token: try Token("secret-token"), timekeeper: clock, stop: stop)
    let applied = Applier(
      plan, before: before, reader: SegmentReader(connection), writer: SegmentWriter(connection), journal: NoJournal(),
      timekeeper: clock, stop: stop,
      onOutcome: { change, _ in witness.settled(change) }
    ).run()
    return Told(run: self, applied: applied, sandbox: sandbox, witness: witness)
  }
}
