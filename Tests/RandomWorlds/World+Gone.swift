package import Access

/// What a policy outlives: entries that name what the workspace does not have any more, or never had.
extension World {
  /// In so many of a hundred worlds some lists name what is gone, in the place of an entry or beside the others.
  mutating func nameWhatIsGone(seed: UInt64, percent: Int = 25) {
    var dice = Dice(seed: seed &+ 0x60e5)
    guard dice.chance(percent) else { return }
    editLists { entries in
      guard dice.chance(35) else { return }
      let gone = World.gone(&dice)
      if !entries.isEmpty, dice.chance(50) {
        entries[Int.random(in: 0..<entries.count, using: &dice)] = gone
      } else {
        entries.append(gone)
      }
    }
  }

  private static func gone(_ dice: inout Dice) -> DesiredGrant {
    let place = Place(file: "gone.yaml", line: 7, column: 9)
    let until = dice.chance(20) ? Expiry(dice.pick(["2026-01-31", "2027-01-31"])) : nil
    guard let stage = LabelSet([Label("environment", "stage")]) else { preconditionFailure("not empty") }
    let references: [(RoleReference, ScopeReference)] = [
      (.name("Source Admin"), .resource(.source, "old-shop")), (.name("Source Read-only"), .labels(stage)),
      (.name("Function Admin"), .resource(.function, "fn-gone")), (.name("Retired Role"), .workspace),
      (.name("Workspace Ownr"), .workspace), (.id("role-gone"), .resource(.source, "website")),
    ]
    let (role, scope) = dice.pick(references)
    return DesiredGrant(role, on: scope, until: until, at: place)
  }

  /// Changes every written list of roles, people's first.
  package mutating func editLists(_ edit: (inout [DesiredGrant]) -> Void) {
    for index in desired.people.indices {
      guard case .written(var entries, let place) = desired.people[index].roles else { continue }
      edit(&entries)
      desired.people[index].roles = .written(entries, at: place)
    }
    for index in desired.groups.indices {
      guard case .written(var entries, let place) = desired.groups[index].roles else { continue }
      edit(&entries)
      desired.groups[index].roles = .written(entries, at: place)
    }
  }
}
