import Access
import AccessJSON
import HTTPMessages
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox

/// A workspace that is read, changed, and read again by what was known before.
struct SinceBench {
  let bench: Workbench
  var needs = Needs.everything
  var sandbox: Sandbox { bench.sandbox }
  var writer: SegmentWriter { SegmentWriter(bench.connection) }
  var now: Moment { Moment(seconds: bench.clock.sinceEpoch.components.seconds) }

  init(
    _ actual: ActualState, _ behaviour: SandboxBehaviour = .unlimited,
    over carry: (Sandbox) -> any HTTPTransport = { SandboxTransport($0) }
  ) throws {
    bench = try Workbench(actual, behaviour, over: carry)
  }

  /// Lets time pass.
  func wait(minutes: Int64) { bench.clock.wait(.seconds(minutes * 60)) }

  func full() throws -> ActualState { try StateReader(SegmentReader(bench.connection), needs: needs).read(at: now) }

  /// As whoever writes a file and reads it again knows it.
  func file(_ state: ActualState) throws -> ActualState { try ActualState(snapshot: Array(state.snapshotText.utf8)) }

  /// What a read since an earlier one gave, and what it asked.
  struct Look {
    let state: ActualState
    /// Why everything was read.
    let reason: String?
    let requests: [LoggedRequest]

    /// Whether something was asked of anything whose path begins so.
    func asked(_ path: String) -> Bool { requests.contains { $0.target.hasPrefix(path) } }
  }

  func since(_ earlier: ActualState, fullEvery: Duration = .seconds(6 * 3600)) throws -> Look {
    sandbox.clearLog()
    let read = try StateReader(SegmentReader(bench.connection), needs: needs).read(
      at: now, since: EarlierRead(earlier, fullEvery: fullEvery))
    return Look(state: read.state, reason: read.reason, requests: sandbox.log)
  }

  /// Gives a role as an administrator does through the API: with the events that this leaves.
  func give(_ role: Role, to subject: SegmentWriter.Subject) throws {
    let here = SegmentResource(id: sandbox.world.workspace.id, type: .workspace)
    _ = try writer.addPermissions([PermissionInput(roleId: role.id.text, resources: [here])], to: subject)
  }

  /// 20 people, of whom the first owns the workspace, and five groups of four of them; the last group does too.
  static var workspace: ActualState {
    typealias Roles = RandomWorlds.World
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Roles.now, roles: Roles.roles)
    state.resourceKindsRead = Set(ResourceKind.allCases)
    state.resources = Roles.resources
    state.labels = Roles.labels
    state.people = (0..<20).map { at in
      ActualPerson(
        id: UserID("u\(at)"), email: Email("p\(at)@acme.com"), name: "Person \(at)",
        grants: [Grant(at == 0 ? Roles.owner.id : Roles.base.id)])
    }
    state.groups = (0..<5).map { at in
      ActualGroup(
        id: GroupID("g\(at)"), name: "Group \(at)", grants: [Grant(at == 4 ? Roles.owner.id : Roles.sourceAdmin.id)],
        members: (0..<4).map { state.people[at * 4 + $0].email })
    }
    return state
  }
}

extension ActualState {
  func person(_ id: UserID) -> ActualPerson? { people.first { $0.id == id } }
  func group(_ id: GroupID) -> ActualGroup? { groups.first { $0.id == id } }

  /// What it says of the workspace, in an order of its own: neither when it was read nor what was taken over.
  var said: ActualState {
    var state = unmarked
    (state.readAt, state.clockDifference, state.segmentTime) = (Moment(seconds: 0), nil, nil)
    state.people.sort { $0.id < $1.id }
    state.groups.sort { $0.id < $1.id }
    for at in state.groups.indices {
      state.groups[at].members.sort()
      state.groups[at].invites.sort()
    }
    state.invites.sort()
    state.roles.sort { $0.id < $1.id }
    state.unlistedRoles.sort { $0.id < $1.id }
    state.resources.sort { $0.id < $1.id }
    state.labels.sort()
    return state
  }
}
