import Access
import AccessJSON
import Documents
import Planning
import RandomWorlds
import Reconciliation
import SegmentAPI
import Testing

@testable import SegmentSandbox

/// Random workspaces, read again and again by what an earlier read knew, each of these read in its turn from a file that
/// was read since another: what such a read says is what a full one says, or is marked as of then.
struct SinceLaws {
  /// What the trail is worth in a world.
  private enum Trail: CaseIterable {
    /// It tells all, once reads have caught up with writes, which takes less than a quarter of an hour.
    case whole
    /// Its events come late, after an hour or two.
    case late
    /// Some changes leave none.
    case gaps
  }

  private static let faults = ["status=503", "cursor-loop", "cut-body", "errors-200"]

  @Test func `a read since a file says what a full read says, or marks it`() throws {
    try Seeds().judge(atLeast: 60) { seed in
      var dice = Dice(seed: seed &+ 0x51CE)
      let trail = dice.pick(Trail.allCases)
      let bench = try SinceBench(SinceHistory.workspace(&dice), behaviour(trail, seed, &dice))
      var history = SinceHistory(bench: bench, dice: dice)
      try happen(&history, trail)
      var file = try bench.file(try bench.full())
      var tookOver = false
      for round in 1...3 as ClosedRange<Int> {
        bench.wait(minutes: Int64(history.dice.pick([0, 1, 20, 100])))
        try happen(&history, trail)
        let spoilt = try spoil(&history)
        let look = try bench.since(file)
        let full = try bench.full()
        let place = "round \(round), \(trail), \(look.reason ?? "taken over")"
        if spoilt { try expect(look.state.takenOver == nil, "taken over by a spoilt trail: \(place)") }
        try judge(look.state, full, file, isTold: isTold(trail, bench), place)
        tookOver = tookOver || look.state.takenOver != nil
        bench.sandbox.faults = []
        file = try bench.file(history.dice.chance(70) ? look.state : full)
      }
      return tookOver ? .judged : .missed
    }
  }

  private func behaviour(_ trail: Trail, _ seed: UInt64, _ dice: inout Dice) -> SandboxBehaviour {
    var behaviour = SandboxBehaviour.drawn(seed: seed)
    (behaviour.readsPerMinute, behaviour.writesPerMinute, behaviour.concurrency) = (nil, nil, nil)
    (behaviour.userListCarriesPermissions, behaviour.groupListCarriesPermissions) = (dice.chance(20), dice.chance(50))
    behaviour.auditSubject = dice.pick([.idAndName, .idAndName, .idOnly, .idOnly, .nameOnly, .nameOnly, .ofPolicy])
    switch trail {
    case .whole: behaviour.readLag = dice.pick([.none, .time(.seconds(300)), .time(.seconds(14 * 60))])
    case .late: behaviour.auditDelay = .seconds(dice.pick([20, 60, 120]) * 60)
    case .gaps: break
    }
    return behaviour
  }

  private func happen(_ history: inout SinceHistory, _ trail: Trail) throws {
    for _ in 0..<history.dice.pick([0, 0, 1, 2, 3]) {
      history.bench.wait(minutes: Int64(history.dice.pick([0, 2, 7])))
      if trail == .gaps, history.dice.chance(60) { history.silentStep() } else { try history.step() }
    }
  }

  /// Now and then the trail cannot be believed, and says so.
  private func spoil(_ history: inout SinceHistory) throws -> Bool {
    let sandbox = history.bench.sandbox
    // A trail that lags would not show it yet, and waiting lets lagging reads catch up between the two that are compared.
    guard sandbox.behaviour.readLag == .none else { return false }
    if history.dice.chance(5) {
      sandbox.faults = [try SandboxFault(parsing: "GET /audit-events:\(history.dice.pick(Self.faults))")]
      return true
    }
    guard history.dice.chance(5), sandbox.behaviour.auditDelay == .zero else { return false }
    let time = history.bench.bench.clock.sinceEpoch
    sandbox.change { $0.record("Access Reshuffled", of: .user, "u1", "p1@acme.com", by: "users/u0", at: time) }
    return true
  }

  /// Whether the trail has told by now of everything that happened.
  private func isTold(_ trail: Trail, _ bench: SinceBench) -> Bool {
    guard trail != .gaps else { return false }
    let shown = bench.bench.clock.sinceEpoch - bench.sandbox.behaviour.auditDelay
    return bench.sandbox.world.auditEvents.allSatisfy { $0.time <= shown }
  }

  private func judge(
    _ since: ActualState, _ full: ActualState, _ file: ActualState, isTold: Bool, _ place: String
  ) throws {
    let (left, right) = (since.said, full.said)
    try expect(full.takenOver == nil, "a full read takes nothing over: \(place)")
    if isTold { try expectSame(left, right, place) }
    // Lists are always of now.
    try expect(left.roles == right.roles && left.invites == right.invites, "lists: \(place)")
    try expect(left.people.map(\.id) == right.people.map(\.id), "people: \(place)")
    try expect(left.groups.map(\.id) == right.groups.map(\.id), "groups: \(place)")
    try expect(since.incomplete.isEmpty && full.incomplete.isEmpty, "incomplete: \(since.incomplete) \(place)")
    for (mine, theirs) in zip(left.people, right.people) where mine != theirs {
      try expect(mine.email == theirs.email && mine.name == theirs.name, "who \(mine.id.text) is: \(place)")
      try expect(since.person(mine.id)?.asOf != nil, "\(mine.id.text) differs and is not marked: \(place)")
    }
    for (mine, theirs) in zip(left.groups, right.groups) where mine != theirs {
      try expect(mine.name == theirs.name, "the name of \(mine.id.text): \(place)")
      try expect(since.group(mine.id)?.asOf != nil, "\(mine.id.text) differs and is not marked: \(place)")
      let before = file.group(mine.id)?.members.count
      try expect(theirs.members.count == before, "\(mine.id.text) has another count, and was taken over: \(place)")
    }
    try judgeOwners(since, full, place)
    try judgeMarks(since, file, place)
    try judgePlans(since, full, file, place)
  }

  private func expectSame(_ left: ActualState, _ right: ActualState, _ place: String) throws {
    for (mine, theirs) in zip(left.people, right.people) where mine != theirs {
      throw Broken("\(mine) is \(theirs): \(place)")
    }
    for (mine, theirs) in zip(left.groups, right.groups) where mine != theirs {
      throw Broken("\(mine) is \(theirs): \(place)")
    }
    try expect(left == right, "the trail told of everything, and something else differs: \(place)")
  }

  /// No way to ownership is shown that is gone, and none is missing that the lists, the trail or the file knew of.
  private func judgeOwners(_ since: ActualState, _ full: ActualState, _ place: String) throws {
    let (shown, real) = (since.waysToOwn, full.waysToOwn)
    try expect(shown.isSubset(of: real), "shows owners that are none: \(shown.subtracting(real)): \(place)")
    for way in real.subtracting(shown) {
      let mark =
        way.group.map { since.group($0)?.asOf } ?? since.people.first { $0.email == way.email }?.asOf
      try expect(mark != nil, "does not show \(way), and marks nothing: \(place)")
    }
  }

  /// As old as in the file, and never too old.
  private func judgeMarks(_ since: ActualState, _ file: ActualState, _ place: String) throws {
    for person in since.people {
      guard let mark = person.asOf else { continue }
      try expect(mark == file.person(person.id)?.asOf ?? file.readThere, "\(person.id.text) is older: \(place)")
      try expect(since.readThere.seconds - mark.seconds < 6 * 3600, "\(person.id.text) is too old: \(place)")
      let known = file.person(person.id)?.grants ?? []
      try expect(!known.contains(Grant(RandomWorlds.World.owner.id)), "an owner was taken over: \(place)")
    }
    for group in since.groups {
      guard let mark = group.asOf else { continue }
      try expect(mark == file.group(group.id)?.asOf ?? file.readThere, "\(group.id.text) is older: \(place)")
      try expect(
        !group.grants.contains(Grant(RandomWorlds.World.owner.id)), "a group of owners was taken over: \(place)")
    }
  }

  /// A plan is that of the full read, or says that something was taken over.
  private func judgePlans(_ since: ActualState, _ full: ActualState, _ file: ActualState, _ place: String) throws {
    guard let desired = DesiredState(exactly: file.unmarked) else { return }
    let plans = [since, full].map { makePlan(desired, $0, at: full.readAt).plan }
    guard let mine = plans[0], let theirs = plans[1] else {
      return try expect(plans[0] == nil && plans[1] == nil, "only one can be planned: \(place)")
    }
    try expect(mine.actual.takenOver == since.takenOver, "the plan does not say what was taken over: \(place)")
    try expect((try Plan(file: Array(mine.fileText(accord: "0").utf8))).actual == mine.actual, "its file: \(place)")
    let isSame = since.said == full.said
    try expect(!isSame || mine.changes == theirs.changes, "another plan of the same workspace: \(place)")
    try expect(!isSame || mine.actual.digest == theirs.actual.digest, "another digest of the same: \(place)")
    try expect(isSame || mine.actual.takenOver != nil, "another plan, and nothing is marked: \(place)")
    for mark in mine.subjects {
      let own: Moment? =
        switch mark.which {
        case .person(let email, _): since.people.first { $0.email == email }?.asOf
        case .group(_, let id): id.flatMap { since.group($0)?.asOf }
        }
      try expect(mark.asOf == own, "a subject is not marked: \(place)")
    }
  }

  private func expect(_ isSo: Bool, _ what: String) throws { if !isSo { throw Broken(what) } }

  private struct Broken: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}

/// One way in which somebody owns the workspace.
private struct WayToOwn: Hashable {
  let email: Email
  let group: GroupID?
}

extension ActualState {
  /// Told from the state alone, not by planning.
  fileprivate var waysToOwn: Set<WayToOwn> {
    let owner = Grant(RandomWorlds.World.owner.id)
    let direct = people.filter { $0.grants.contains(owner) }.map { WayToOwn(email: $0.email, group: nil) }
    let through = groups.filter { $0.grants.contains(owner) }.flatMap { group in
      (group.members + group.invites).map { WayToOwn(email: $0, group: group.id) }
    }
    return Set(direct + through)
  }
}
