package import HTTPMessages
import Serving
import Synchronization

/// An embedded Segment: a workspace behind the Public API, with the API's limits, quirks and faults.
///
/// Reach it in this process through ``SandboxTransport`` or over HTTP through ``SandboxServer``; both may be used at
/// once, requests are answered one after the other. Nothing here shares code or types with the client: it is a second
/// reading of the same documents, so that a misreading shows.
package final class Sandbox: Sendable {
  let time: any Timekeeper
  private let state: Mutex<SandboxState>

  /// Seeds the workspace from a snapshot (format 1), which is the whole truth: there are no default roles or people.
  package init(
    snapshot: [UInt8], behaviour: SandboxBehaviour = SandboxBehaviour(), faults: [SandboxFault] = [],
    time: any Timekeeper
  ) throws(SnapshotProblem) {
    self.time = time
    state = Mutex(SandboxState(try World(snapshot: snapshot), behaviour, faults))
  }

  /// A sandbox around a world that was made in code.
  package init(
    world: World, behaviour: SandboxBehaviour = SandboxBehaviour(), faults: [SandboxFault] = [],
    time: any Timekeeper
  ) {
    self.time = time
    state = Mutex(SandboxState(world, behaviour, faults))
  }

  /// The workspace as a snapshot (format 1), as it is now, whatever lag reads have.
  package func snapshot() -> [UInt8] { world.snapshot(readAt: time.sinceEpoch) }

  /// The workspace as it is now, whatever lag reads have.
  package var world: World { state.withLock { $0.history.current } }

  /// What an administrator does by hand, in one step; reads lag behind it as behind any write.
  package func change<Result: Sendable>(_ change: @Sendable (inout World) -> Result) -> Result {
    let now = time.sinceEpoch
    return state.withLock { $0.change(now, change) }
  }

  /// How it behaves from the next request on.
  package var behaviour: SandboxBehaviour {
    get { state.withLock { $0.behaviour } }
    set { state.withLock { $0.behaviour = newValue } }
  }

  /// The faults from the next request on; setting them starts their counting anew.
  package var faults: [SandboxFault] {
    get { state.withLock { $0.faults.faults } }
    set { state.withLock { $0.faults = FaultInjector(newValue) } }
  }

  /// How often any of these faults came true.
  package var faultsFired: Int { state.withLock { $0.faults.fired } }

  /// Every request so far, in the order they were answered; of a great many the latest.
  package var log: [LoggedRequest] { state.withLock { $0.log.entries } }

  /// Forgets the requests so far.
  package func clearLog() { state.withLock { $0.log = RequestLog() } }

  /// The invited person signs up; see ``World/acceptInvite(email:name:at:staysListed:)``.
  @discardableResult
  package func acceptInvite(email: String, name: String = "") -> World.Person? {
    let (now, staysListed) = (time.sinceEpoch, behaviour.acceptedInvitesStayListed)
    return change { $0.acceptInvite(email: email, name: name, at: now, staysListed: staysListed) }
  }

  /// Somebody logs in through the identity provider; see ``World/addUserBySSO(email:name:at:)``.
  @discardableResult
  package func addUserBySSO(email: String, name: String = "") -> World.Person {
    let now = time.sinceEpoch
    return change { $0.addUserBySSO(email: email, name: name, at: now) }
  }

  /// Answers one request, from whatever carried it.
  ///
  /// - Parameter isOneTooMany: whether it came when as many as may be at once were under way, for a transport that knows
  ///   better than the clock.
  func deliver(_ request: RawRequest, isOneTooMany: Bool = false) -> Delivery {
    let now = time.sinceEpoch
    return state.withLock { $0.deliver(request, now, isOneTooMany: isOneTooMany) }
  }
}
