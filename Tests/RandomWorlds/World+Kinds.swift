internal import Access
import Planning
import Synchronization

/// What the worlds of a range come to: most have a plan that no guardrail refuses, a tenth have nothing to change, and
/// about a twelfth are refused. Drawn freely a third would be refused, and none would be settled.
extension World {
  package init(seed: UInt64) {
    self = Drawn.usual.world(seed) { World(of: seed, salt: 170) { World(drawn: $0) } }
  }

  /// A world with what makes planning hard; see ``init(strangelyDrawn:)``.
  package init(strange seed: UInt64) {
    self = Drawn.strange.world(seed) { World(of: seed, salt: 1058) { World(strangelyDrawn: $0) } }
  }

  /// The world of a number, or of one that follows from it, that has what a law is about; if none of many has, the last.
  package init(seed: UInt64, strange: Bool = false, where hasIt: (World) throws -> Bool) rethrows {
    let draw = { (seed: UInt64) in strange ? World(strange: seed) : World(seed: seed) }
    var (tries, next) = (0, seed)
    self = draw(next)
    while tries < 20, try !hasIt(self) {
      (tries, next) = (tries + 1, next &* 0x5851_f42d_4c95_7f2d &+ 1)
      self = draw(next)
    }
  }

  /// A world whose plan guardrails refuse.
  package init(refused seed: UInt64) {
    self.init(strangelyDrawn: seed)
    if isRefused { return }
    let place = Place(file: "guardrails.yaml", line: 1, column: 3)
    desired.guardrails.append(Guardrail(.maximumChanges(count: 0), name: "nothing", at: place))
  }

  /// The first draw stands if it passes. Others are drawn in the place of most that are refused.
  ///
  /// - Parameter salt: under which those of `failing-seeds` that are older than this are still the worlds that they were.
  private init(of seed: UInt64, salt: UInt64, _ draw: (UInt64) -> World) {
    self = draw(seed)
    // After everything else is settled, so that a world is otherwise what it was.
    defer {
      nameWhatIsGone(seed: seed)
      inviteMembers(seed: seed)
      bury(seed: seed)
    }
    var dice = Dice(seed: seed &+ salt)
    guard isRefused else {
      if dice.chance(16) { settle(&dice) }
      return
    }
    if dice.chance(25) { return }
    for attempt in 1...8 as ClosedRange<UInt64> {
      let next = draw(seed &+ attempt &* 0x5851_f42d_4c95_7f2d)
      guard next.isRefused else {
        self = next
        return
      }
    }
  }

  private var isRefused: Bool {
    makePlan(desired, actual, at: World.now).plan.map { !$0.standingRefusals.isEmpty } ?? false
  }

  /// Makes the policy say what there is, or less where it leaves alone what it does not say.
  private mutating func settle(_ dice: inout Dice) {
    guard var policy = DesiredState(exactly: actual) else { return }
    (policy.guardrails, policy.ignore) = (desired.guardrails, desired.ignore)
    if dice.chance(40) {
      policy.manage.groups = .atLeast
      policy.groups.removeAll { _ in dice.chance(40) }
    }
    if dice.chance(40) {
      policy.manage.directRoles = .atLeast
      for index in policy.people.indices where dice.chance(40) { policy.people[index].roles = .unwritten }
    }
    if dice.chance(40) {
      policy.manage.people = dice.pick([.atLeast, .unmanaged])
      let members = policy.groups.reduce(into: Set<Email>()) { all, group in
        guard case .written(let entries, _) = group.members else { return }
        all.formUnion(entries.map(\.person))
      }
      policy.people.removeAll { !members.contains($0.email) && dice.chance(40) }
    }
    desired = policy
  }
}

/// Worlds that are drawn already. A hundred laws ask for the same ones, and to draw one takes a plan or more.
private final class Drawn: Sendable {
  static let usual = Drawn()
  static let strange = Drawn()

  /// A long night draws more than there is memory for.
  private static let most = 4000
  private let worlds = Mutex<[UInt64: World]>([:])

  func world(_ seed: UInt64, _ draw: () -> World) -> World {
    if let known = worlds.withLock({ $0[seed] }) { return known }
    let world = draw()
    worlds.withLock { worlds in if worlds.count < Drawn.most { worlds[seed] = world } }
    return world
  }
}
