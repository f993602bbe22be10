import Access
import AccessJSON
import HTTPMessages
import RandomWorlds
import SegmentSandbox
import Testing

/// Law 10: a crash after any request, then `apply`, reaches the same end. A crashed run leaves nothing behind but what
/// its writes did, so every state that Segment was in on the way is where a second run may have to begin.
struct CrashLaws {
  @Test func `law 10: killed after any of its writes, an apply that runs again reaches the same end`() throws {
    try Seeds(percent: 6).judge { seed throws in
      let world = RandomWorlds.World(seed: seed)
      let behaviour = ApplyingLaws.behaviour(seed)
      let way = Stops()
      let bench = try Workbench(world.actual, behaviour) { CrashableTransport($0, way) }
      let (plan, actual) = try bench.plan(world.desired)
      // A policy that breaks its own guardrail is only warned while things are no worse than they were. Halfway they may
      // be better, and then the rest is refused: nobody loses anything, and the same end is not reached.
      guard plan.isApplyable, plan.refusals.isEmpty else { return .refused }
      #expect(bench.apply(plan, before: actual).allDone, "seed \(seed)")
      let end = try End(bench.read(world.desired))
      for (write, stop) in way.all.enumerated() {
        let second = try Workbench(try ActualState(snapshot: stop.snapshot), behaviour)
        let (rest, fresh) = try second.plan(world.desired)
        let place = "seed \(seed), killed after write \(write + 1)"
        #expect(rest.standingRefusals == [], "\(place)")
        #expect(second.apply(rest, before: fresh).outcomes.filter { $0 != .done } == [], "\(place)")
        #expect(try End(second.read(world.desired)) == end, "\(place)")
        let twice = stop.invited.intersection(Workbench.invited(second.sandbox))
        #expect(twice.isEmpty, "\(place): \(twice) invited again")
      }
      return way.all.isEmpty ? .empty : .judged
    }
  }
}

/// Who holds what in the end, whatever the ids of groups. The base grant is left out: Segment gives it to a new group or
/// does not, and accord lets it be.
private struct End: Equatable {
  private let people: [String: Set<Grant>]
  private let pending: Set<Email>
  private let groups: [String: Holdings.Group]

  init(_ actual: ActualState) {
    let holdings = Holdings(actual)
    let base = Grant(RandomWorlds.World.base.id)
    people = Dictionary(uniqueKeysWithValues: holdings.members.map { ($0.key.key, Set($0.value).subtracting([base])) })
    pending = holdings.pending
    groups = Dictionary(
      uniqueKeysWithValues: holdings.groups.values.map { group in
        (
          group.name,
          Holdings.Group(name: group.name, grants: group.grants.subtracting([base]), members: group.members)
        )
      })
  }
}

/// The states on the way, one after each write.
private final class Stops {
  var all: [(snapshot: [UInt8], invited: Set<String>)] = []
}

/// Keeps what Segment was like after each write.
private final class CrashableTransport: HTTPTransport {
  private let inner: SandboxTransport
  private let way: Stops

  init(_ sandbox: Sandbox, _ way: Stops) {
    inner = SandboxTransport(sandbox)
    self.way = way
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    inner.exchange(schedule, atMost: limit)
    guard inner.log.last?.isWrite == true else { return }
    way.all.append((inner.sandbox.snapshot(), Workbench.invited(inner.sandbox)))
  }
}

extension Workbench {
  /// Everybody who was sent an e-mail.
  fileprivate static func invited(_ sandbox: Sandbox) -> Set<String> {
    Set(sandbox.world.auditEvents.filter { $0.type.contains("Invited to Workspace") }.map(\.resourceName))
  }
}
