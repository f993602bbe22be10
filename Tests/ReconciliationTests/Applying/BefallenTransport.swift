import Access
import HTTPMessages
import RandomWorlds
import SegmentSandbox

/// Lets things befall people and groups before some of the exchanges, and keeps what each write of ours did.
///
/// Nothing happens between a look and the write that follows it: that is the round trip which nobody can close.
final class BefallenTransport: HTTPTransport {
  /// The worlds right before and right after one write of ours.
  struct Written {
    let before: SegmentSandbox.World
    let after: SegmentSandbox.World
  }

  private let inner: SandboxTransport
  private let fate: Fate

  init(_ sandbox: Sandbox, _ fate: Fate) {
    inner = SandboxTransport(sandbox)
    self.fate = fate
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    let peeked = PeekedSchedule(schedule)
    let sandbox = inner.sandbox
    fate.moments = [sandbox.world]
    if !peeked.beginsWithWrite { fate.strike(sandbox) }
    let (before, requests) = (sandbox.world, inner.log.count)
    inner.exchange(peeked, atMost: limit)
    let after = sandbox.world
    fate.moments.append(after)
    if inner.log[requests...].contains(where: \.isWrite) {
      fate.written.append(Written(before: before, after: after))
    }
  }
}

/// What is to happen and when, and what came of it.
final class Fate {
  /// By the number of exchanges that come before, from when it begins.
  private var waiting: [(after: Int, what: Happening)] = []
  private var exchanges = 0
  private(set) var struck: [Happening] = []
  /// Grants that somebody got by what happened: what others get by those is not our doing.
  private(set) var given: Set<Grant> = []
  /// Whom others put into groups that were there: what those groups get later is theirs as well.
  private(set) var placed: Set<String> = []
  var written: [BefallenTransport.Written] = []
  /// The world before and after the latest exchange.
  var moments: [SegmentSandbox.World] = []

  /// From here on things happen; what came before is forgotten.
  func begin(_ happenings: [(after: Int, what: Happening)]) { (waiting, exchanges, written) = (happenings, 0, []) }

  func strike(_ sandbox: Sandbox) {
    defer { exchanges += 1 }
    for (_, what) in waiting.filter({ $0.after <= exchanges }) {
      let before = sandbox.world
      sandbox.change { what.apply(to: &$0) }
      let after = sandbox.world
      given.formUnion(after.allGrants.subtracting(before.allGrants))
      for (person, grants) in after.access { given.formUnion(grants.subtracting(before.access[person] ?? [])) }
      for group in after.groups.values {
        guard let was = before.groups[group.id] else { continue }
        let new = Set(group.members).subtracting(was.members).compactMap { after.people[$0]?.email }
        placed.formUnion(new.map(SegmentSandbox.World.folded))
      }
      struck.append(what)
    }
    waiting.removeAll { $0.after <= exchanges }
  }
}

extension SegmentSandbox.World {
  /// Every grant of any person or group.
  fileprivate var allGrants: Set<Grant> {
    Set((people.values.map(\.permissions) + groups.values.map(\.permissions)).flatMap(grants))
  }
}

/// A schedule whose first request is known before it is sent.
private final class PeekedSchedule: RequestSchedule {
  private let inner: any RequestSchedule
  private var first: (tag: Int, request: HTTPRequest)?
  let beginsWithWrite: Bool

  init(_ schedule: any RequestSchedule) {
    inner = schedule
    first = schedule.next()
    beginsWithWrite = first.map { $0.request.method != .get } ?? false
  }

  func next() -> (tag: Int, request: HTTPRequest)? {
    defer { first = nil }
    return first ?? inner.next()
  }

  func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) { inner.finished(tag, answer) }
}
