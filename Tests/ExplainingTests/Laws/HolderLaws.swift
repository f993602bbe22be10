import Access
import Explaining
import RandomWorlds
import Testing

/// Who has a thing, over random worlds: the rows that the review has of it, no more and no fewer, and the same as an
/// explanation of each person says.
struct HolderLaws {
  private func review(_ world: World) throws -> AccessReview {
    let reviewed = reviewAccess(world.desired, world.actual, at: World.now)
    return try #require(reviewed.review, "\(reviewed.diagnostics)")
  }

  /// Everything that can be asked about, as somebody writes it.
  private func things(_ world: World, _ review: AccessReview) throws -> [AccessThing] {
    let resources = world.actual.resources.map { ThingReference("\($0.kind.rawValue)/\($0.id.text)") }
    let roles = world.actual.roles.map { ThingReference("id/\($0.id.text)") }
    let groups = review.groups.map { AccessThing.group($0) }
    for group in review.groups {
      guard let id = group.reference.id else { continue }
      #expect(try review.thing(ThingReference("group/\(id.text)")) == .group(group))
    }
    return try ([.workspace] + resources + roles).map(review.thing) + groups
  }

  @Test func `who has a thing is every row of the review that leads to it, and no other`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let review = try review(world)
      for thing in try things(world, review) {
        let holders = review.holders(of: thing)
        let expected = review.rows.filter { Reaching(world).leads($0, to: thing) }
        #expect(holders.paths.map(\.row) == expected, "seed \(seed): \(thing)")
      }
      return .judged
    }
  }

  @Test func `every row of the review is among those of its role, its group, its resource or the workspace`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let review = try review(world)
      let told = try Set(things(world, review).flatMap { review.holders(of: $0).paths.map(\.row) })
      let untold = Set(review.rows).symmetricDifference(told)
      #expect(untold == [], "seed \(seed)")
      return .judged
    }
  }

  @Test func `who has a thing and what everybody has are the same, for a role alone too`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let review = try review(world)
      for resource in world.actual.resources {
        let written = "\(resource.kind.rawValue)/\(resource.id.text)"
        let thing = try review.thing(ThingReference(written))
        for role in [nil, World.owner.id, World.sourceReader.id] {
          let holders = review.holders(of: thing, by: role).paths.filter { $0.row.person != nil }
          let each = try review.people.flatMap { try review.explain($0.email, resource: written, by: role).paths }
          #expect(holders == each, "seed \(seed): \(written) \(String(describing: role))")
        }
      }
      for role in world.actual.roles.map(\.id) {
        let holders = review.holders(of: .role(role)).paths.map(\.row).filter { $0.person != nil }
        let each = try review.people.flatMap { try review.explain($0.email, by: role).paths.map(\.row) }
        #expect(holders == each, "seed \(seed): \(role)")
      }
      return .judged
    }
  }

  @Test func `narrowed to a role it leaves out only what is by another, and says how much that is`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let review = try review(world)
      for thing in try things(world, review) {
        let (all, narrow) = (review.holders(of: thing), review.holders(of: thing, by: World.sourceAdmin.id))
        let expected = all.paths.map(\.row).filter { Reaching(world).leads($0, to: .role(World.sourceAdmin.id)) }
        #expect(narrow.paths.map(\.row) == expected, "seed \(seed): \(thing)")
        #expect(narrow.passedOver == all.paths.count - expected.count, "seed \(seed): \(thing)")
      }
      return .judged
    }
  }

  /// Of a plain world, by the policy's own lists.
  @Test func `the policy alone gives what its lists say, whatever the workspace has`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(seed: seed)
      let reviewed = declaredAccess(world.desired, at: World.now)
      let review = try #require(reviewed.review, "seed \(seed): \(reviewed.diagnostics)")
      let said = review.rows.compactMap { row in
        row.grant.flatMap { grant in
          row.person.map { "\($0) \(row.group?.name ?? "-") \(review.names.grant(grant))" }
        }
      }
      #expect(said.sorted() == Listed(world.desired).lines, "seed \(seed)")
      for row in review.rows { #expect(row.holding == .notAsked, "seed \(seed): \(row)") }
      for row in review.rows where row.grant != nil && row.standing != .unmanaged {
        #expect(row.standing == .declared, "seed \(seed): \(row)")
      }
      return said.isEmpty ? .empty : .judged
    }
  }
}

/// What leads where, worked out from the workspace and not by the code that is tested.
private struct Reaching {
  let world: World

  init(_ world: World) { self.world = world }

  func leads(_ row: AccessRow, to thing: AccessThing) -> Bool {
    let isBlurred = if case .notUnderstood = row.gain { true } else { false }
    switch thing {
    case .group(let group): return row.group?.key == group.reference.key
    case .workspace:
      if case .account = row.gain { return true }
      return row.gain == .invite || isBlurred || row.grant?.scope == .workspace
    case .role(let role): return row.gain == .invite || isBlurred || row.grant?.role == role
    case .resource(let resource):
      return row.gain == .invite || isBlurred || row.grant.map { acts($0, on: resource) } ?? false
    }
  }

  private func acts(_ grant: Grant, on resource: Resource) -> Bool {
    switch grant.scope {
    case .resource(_, let id): return id == resource.id
    case .labels(let labels): return resource.kind == .source && labels.pairs.allSatisfy(resource.labels.contains)
    case .workspace:
      let kinds: [RoleID: [ResourceKind]] = [
        World.owner.id: ResourceKind.allCases, World.sourceAdmin.id: [.source], World.sourceReader.id: [.source],
        World.functionAdmin.id: [.function],
      ]
      return kinds[grant.role]?.contains(resource.kind) ?? false
    }
  }
}

/// `bob@acme.com Analytics Source Admin on source/website` of every list of a policy.
private struct Listed {
  let policy: DesiredState

  init(_ policy: DesiredState) { self.policy = policy }

  var lines: [String] {
    let here = policy.people.filter { $0.presence == .declared && counts($0.until) }
    let direct = here.flatMap { person -> [String] in
      guard case .written(let entries, _) = person.roles else { return [] }
      return grants(entries).map { "\(person.email) - \($0)" }
    }
    let grouped = policy.groups.flatMap { group -> [String] in
      guard case .written(let entries, _) = group.roles, case .written(let seats, _) = group.members else { return [] }
      return seats.filter { seat in counts(seat.until) && here.contains { $0.email == seat.person } }
        .flatMap { seat in grants(entries).map { "\(seat.person) \(group.name) \($0)" } }
    }
    return (direct + grouped).sorted()
  }

  private func counts(_ until: Expiry?) -> Bool { until?.hasEnded(at: World.now) != true }

  private func grants(_ entries: [DesiredGrant]) -> Set<String> {
    Set(
      entries.filter { counts($0.until) }.map { entry in
        switch entry.scope {
        case .workspace: "\(entry.role)"
        case .labels(let labels): "\(entry.role) on \(labels)"
        case .resource(let kind, let name): "\(entry.role) on \(kind.rawValue)/\(name)"
        }
      })
  }
}
