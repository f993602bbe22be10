import Access
import HTTPMessages
import RandomWorlds
import SegmentSandbox

/// Lets things befall people and groups before some of the exchanges, and keeps what each write of ours did.
///
/// Nothing happens between a look and the write that follows it: that is the round trip which nobody can close. Nor does
/// anything in the middle of what is read at once, which a token that bears one request at a time stretches to many.
final class BefallenTransport: HTTPTransport {
  /// The worlds right before and right after one write of ours.
  struct Written {
    let before: SegmentSandbox.World
    let after: SegmentSandbox.World
  }

  private let inner: SandboxTransport
  private let fate: Fate
  /// What is being sent, in as many exchanges as limits make of it.
  private var current: (any RequestSchedule)?

  init(_ sandbox: Sandbox, _ fate: Fate) {
    inner = SandboxTransport(sandbox)
    self.fate = fate
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    let (peeked, sandbox) = (PeekedSchedule(schedule), inner.sandbox)
    // A limit may let nothing go yet.
    guard let kind = peeked.kind else { return inner.exchange(peeked, atMost: limit) }
    let isNew = schedule !== current
    current = schedule
    if isNew, kind != .write { fate.strike(sandbox) }
    let (before, requests) = (sandbox.world, inner.log.count)
    inner.exchange(peeked, atMost: limit)
    let after = sandbox.world
    if isNew { fate.note([before, after], of: kind) }
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
  /// The worlds in which the latest look or write took place.
  private(set) var moments: [SegmentSandbox.World] = []
  private var latest: PeekedSchedule.Kind?

  /// From here on things happen; what came before is forgotten.
  func begin(_ happenings: [(after: Int, what: Happening)]) { (waiting, exchanges, written) = (happenings, 0, []) }

  /// Whoever a list does not show is asked for by id, and a list of several pages is read twice: that is one look, and
  /// each part of it saw its own world.
  fileprivate func note(_ worlds: [SegmentSandbox.World], of kind: PeekedSchedule.Kind) {
    moments = (latest == .list && kind != .write ? moments : []) + worlds
    latest = kind
  }

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
  /// What the first request is.
  enum Kind {
    case write
    /// Of the workspace's people, invites or groups, or of those in a group.
    case list
    case item
  }

  private let inner: any RequestSchedule
  private var first: (tag: Int, request: HTTPRequest)?
  /// Nil where there is none.
  let kind: Kind?

  init(_ schedule: any RequestSchedule) {
    inner = schedule
    first = schedule.next()
    kind = first.map { _, request in
      if request.method != .get { return .write }
      let path = request.target.prefix { $0 != "?" }.split(separator: "/")
      return path.count == 1 || path.count == 3 && path[0] == "groups" ? .list : .item
    }
  }

  func next() -> (tag: Int, request: HTTPRequest)? {
    defer { first = nil }
    return first ?? inner.next()
  }

  func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) { inner.finished(tag, answer) }
}
