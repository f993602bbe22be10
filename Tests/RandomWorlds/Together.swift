package import Access
import Planning

/// A strange world with several things at once of which each alone is tried elsewhere: lists that are floors, names that
/// changed since a baseline, entries that name what is gone, plans that somebody reviewed.
package struct Together: Sendable {
  /// What a world may have of them.
  package enum Feature: String, Hashable, Sendable, CaseIterable {
    case floor
    case gone
    case renamed
    case readdressed
    case reviewed
    /// A departure of somebody who has another address now.
    case departs = "moved and leaving"
    /// All four kinds.
    case all
  }

  /// A plan that was reviewed, and the workspace that it was made from.
  package struct Review: Sendable {
    package let plan: Plan
    package let before: ActualState
  }

  package let seed: UInt64
  /// As it is now.
  package private(set) var world: World
  /// The workspace while everything had its old name; in a fourth of the worlds nothing has another.
  package let before: ActualState
  /// What everything was called then.
  package var baseline: Baseline { Baseline(before) }
  /// Of the same policy over an older workspace, and of an older policy.
  package let reviews: [Review]
  package let features: Set<Feature>

  package init(seed: UInt64) {
    self.seed = seed
    var dice = Dice(seed: seed &+ 0x7e6e)
    var world = World(strange: seed)
    if dice.chance(75) { world.writeFloors(&dice) }
    world.nameWhatIsGone(seed: seed &+ 0x70, percent: 60)
    let before = world
    self.before = before.actual
    if dice.chance(75) { world = world.moved(&dice).world }
    self.world = world
    reviews = dice.chance(85) ? Together.reviews(of: before, &dice) : []
    features = Together.features(world, before, reviews)
  }

  /// Made before anything got another name.
  private static func reviews(of world: World, _ dice: inout Dice) -> [Review] {
    var older = world.actual
    for index in older.groups.indices where dice.chance(50) {
      if dice.chance(50) { older.groups[index].members = Array(older.groups[index].members.dropFirst()) }
      if dice.chance(50) { older.groups[index].grants = Array(older.groups[index].grants.dropLast()) }
    }
    for index in older.people.indices where dice.chance(30) {
      older.people[index].grants = Array(older.people[index].grants.dropFirst())
    }
    let edited = world.desired.edited(&dice)
    return [(world.desired, older), (edited, world.actual)].compactMap { policy, state in
      makePlan(policy, state, at: World.now).plan.map { Review(plan: $0, before: state) }
    }
  }

  private static func features(_ world: World, _ before: World, _ reviews: [Review]) -> Set<Feature> {
    var features: Set<Feature> = []
    let names = Dictionary(before.actual.groups.map { ($0.id, $0.name) }) { first, _ in first }
    let addresses = Dictionary(before.actual.people.map { ($0.id, $0.email) }) { first, _ in first }
    let movers = world.actual.people.filter { person in addresses[person.id].map { $0 != person.email } ?? false }
    if world.hasFloors { features.insert(.floor) }
    if world.namesWhatIsGone { features.insert(.gone) }
    if world.actual.groups.contains(where: { group in names[group.id].map { $0 != group.name } ?? false }) {
      features.insert(.renamed)
    }
    if !movers.isEmpty { features.insert(.readdressed) }
    if !reviews.isEmpty { features.insert(.reviewed) }
    let leaving = Set(world.desired.people.filter { $0.presence != .declared && $0.presence != .endsOnly }.map(\.email))
    if movers.contains(where: { addresses[$0.id].map(leaving.contains) ?? false }) { features.insert(.departs) }
    if features.isSuperset(of: [.floor, .gone, .reviewed]),
      features.contains(.renamed) || features.contains(.readdressed)
    {
      features.insert(.all)
    }
    return features
  }
}

extension World {
  /// Lists of roles and members become floors.
  package mutating func writeFloors(_ dice: inout Dice) {
    for at in desired.people.indices where dice.chance(35) { desired.people[at].rolesExtent = .atLeast }
    for at in desired.groups.indices {
      if dice.chance(35) { desired.groups[at].rolesExtent = .atLeast }
      if dice.chance(35) { desired.groups[at].membersExtent = .atLeast }
    }
  }

  fileprivate var hasFloors: Bool {
    desired.people.contains { person in
      if case .written = person.roles { person.rolesExtent == .atLeast } else { false }
    }
      || desired.groups.contains { group in
        if case .written = group.members { group.membersExtent == .atLeast } else { false }
      }
      || desired.groups.contains { group in
        if case .written = group.roles { group.rolesExtent == .atLeast } else { false }
      }
  }

  fileprivate var namesWhatIsGone: Bool {
    var (world, isGone) = (self, false)
    world.editLists { entries in isGone = isGone || entries.contains { $0.at.file == "gone.yaml" } }
    return isGone
  }
}

extension Seeds {
  /// Tries a law on worlds that have several things at once, and counts in how many of those that it judged each was; a
  /// law that met one of them in too few of those fails.
  ///
  /// - Parameters:
  ///   - percent: as of ``judge(atLeast:name:_:)``.
  ///   - least: the share of the judged worlds that must have had each.
  package func judge(
    atLeast percent: Int = 60, each least: Int = 10, name: String = #function,
    together law: (Together) throws -> Verdict
  ) throws {
    var (judged, met) = (0, [Together.Feature: Int]())
    try judge(atLeast: percent, name: name) { seed in
      let world = Together(seed: seed)
      let verdict = try law(world)
      guard verdict == .judged else { return verdict }
      judged += 1
      for feature in world.features { met[feature, default: 0] += 1 }
      return verdict
    }
    let counts = Together.Feature.allCases.map { (feature: $0, number: met[$0] ?? 0) }
    let said = counts.map { "\($0.number) \($0.feature.rawValue)" }.joined(separator: ", ")
    if isTold { print("of \(judged) judged: \(said): \(name)") }
    let few = counts.filter { $0.feature != .departs && $0.number * 100 < least * judged }
    if judged >= 20, !few.isEmpty { throw Meagre(said: "of \(judged) judged: \(said)") }
  }

  private struct Meagre: Error, CustomStringConvertible {
    let said: String
    var description: String { "this law met something too seldom to say anything of it: \(said)" }
  }
}
