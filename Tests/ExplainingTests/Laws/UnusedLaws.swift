import Access
import Explaining
import RandomWorlds
import Testing

/// What may be called unused, over random worlds with random trails.
struct UnusedLaws {
  private static let types = [
    "Source Modified", "Source Function Modified", "User Policy Updated", "Audience Created", "Model Created",
    "User Added via SSO", "Something New",
  ]

  private func trail(_ world: World, _ dice: inout Dice) -> [AuditEvent] {
    let actors = world.actual.people.map { "users/\($0.id.text)" } + ["public-api-token/1", "users/gone", "robot"]
    let number = Int.random(in: 0...6, using: &dice)
    return (0..<number).map { _ in
      let days = Int64.random(in: 0...85, using: &dice)
      return AuditEvent(
        dice.pick(Self.types), at: dice.chance(5) ? nil : Moment(seconds: World.now.seconds - days * 86_400),
        actor: dice.pick(actors))
    }
  }

  @Test func `nothing is called unused that somebody may have used, and each role that changes things is told of`()
    throws
  {
    try ReviewLaws.seeds.judge(atLeast: 20) { seed throws in
      let world = World(strange: seed)
      var dice = Dice(seed: seed &+ 4711)
      let (events, isWhole) = (trail(world, &dice), dice.chance(80))
      let read = AuditTrail.read(
        events, since: Moment(seconds: World.now.seconds - AuditTrail.kept), isWhole: isWhole)
      let review = try #require(reviewAccess(nil, world.actual, at: World.now).review)
        .explained(by: read, world.actual)
      let days = Int64.random(in: 1...60, using: &dice)
      let unused = UnusedAccess(review, for: days * 86_400, at: World.now)
      let since = Moment(seconds: World.now.seconds - days * 86_400)

      // Whoever changed anything at all in that time, and all where somebody unknown or at an unknown time did.
      let recent = events.filter { $0.at.map { $0 >= since } ?? true && $0.type != "User Added via SSO" }
      let ids = Set(world.actual.people.map { "users/\($0.id.text)" })
      let strangers = events.contains { ids.contains($0.actor) } ? ["robot"] : ["robot", "users/gone"]
      for row in unused.rows {
        let id = world.actual.people.first { $0.email == row.person }?.id.text ?? ""
        let own = recent.filter { $0.actor == "users/\(id)" }.map(\.type)
        let allowed = Self.allowed(row.grant?.role)
        #expect(allowed.isDisjoint(with: own), "seed \(seed): \(row)")
        #expect(!recent.contains { strangers.contains($0.actor) && allowed.contains($0.type) }, "seed \(seed): \(row)")
        #expect(isWhole, "seed \(seed)")
        #expect(events.contains { $0.at.map { $0 <= since } ?? false }, "seed \(seed)")
      }
      let changing = review.rows.filter { row in
        guard row.holding == .held, row.person != nil, case .grant(let grant) = row.gain else { return false }
        return [World.owner.id, World.sourceAdmin.id, World.functionAdmin.id].contains(grant.role)
      }
      guard unused.trouble == nil else {
        #expect(unused.rows == [], "seed \(seed)")
        return .empty
      }
      #expect(unused.rows.count + unused.doubtful.count + unused.used == changing.count, "seed \(seed)")
      return .judged
    }
  }

  private static func allowed(_ role: RoleID?) -> Set<String> {
    let open: Set<String> = ["Model Created", "Something New"]
    return switch role {
    case World.owner.id: Set(types).subtracting(["User Added via SSO"])
    case World.sourceAdmin.id: open.union(["Source Modified"])
    case World.functionAdmin.id: open.union(["Source Function Modified"])
    case _: []
    }
  }
}
