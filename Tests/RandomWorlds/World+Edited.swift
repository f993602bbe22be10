package import Access

/// A policy after a pull request: one to three of the edits that people make, mostly those by which somebody may come to
/// own the workspace.
extension DesiredState {
  package func edited(_ dice: inout Dice) -> DesiredState {
    var edited = self
    for _ in 0...Int.random(in: 0..<3, using: &dice) { edited.edit(&dice) }
    return edited
  }

  private mutating func edit(_ dice: inout Dice) {
    let place = Place(file: "edit.yaml", line: 1, column: 1)
    let owner = DesiredGrant(.name(Role.ownerName), until: end(&dice), at: place)
    let (person, group) = (people.indices.randomElement(using: &dice), groups.indices.randomElement(using: &dice))
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: if let person { give(owner, toPersonAt: person) }
    case 1: if let group { give(owner, toGroupAt: group) }
    case 2: if let person, let group { join(people[person].email, group, end(&dice), place) }
    case 3: if let person { (people[person].until, people[person].untilAt) = (end(&dice), place) }
    case 4: if let person { people[person].roles = .written([], at: place) }
    case 5: if let group { groups[group].members = .written([], at: place) }
    case 6: manage.people = dice.pick(Manage.People.allCases)
    default: lengthen(&dice)
    }
  }

  private func end(_ dice: inout Dice) -> Expiry? {
    dice.chance(50) ? nil : Expiry(dice.pick(["2026-01-31", "2027-01-31", "2027-06-30"]))
  }

  private mutating func give(_ owner: DesiredGrant, toPersonAt at: Int) {
    var entries: [DesiredGrant] = []
    if case .written(let written, _) = people[at].roles { entries = written }
    people[at].roles = .written(entries.filter { $0.role != owner.role } + [owner], at: owner.at)
  }

  private mutating func give(_ owner: DesiredGrant, toGroupAt at: Int) {
    var entries: [DesiredGrant] = []
    if case .written(let written, _) = groups[at].roles { entries = written }
    groups[at].roles = .written(entries.filter { $0.role != owner.role } + [owner], at: owner.at)
  }

  private mutating func join(_ email: Email, _ at: Int, _ until: Expiry?, _ place: Place) {
    guard case .written(let members, let list) = groups[at].members else { return }
    let entry = DesiredMembership(email, until: until, at: place)
    groups[at].members = .written(members.filter { $0.person != email } + [entry], at: list)
  }

  /// Every end of a list of roles comes later, or goes.
  private mutating func lengthen(_ dice: inout Dice) {
    let later = dice.chance(50) ? nil : Expiry("2028-01-31")
    for at in people.indices {
      guard case .written(var entries, let place) = people[at].roles else { continue }
      for index in entries.indices where entries[index].until != nil { entries[index].until = later }
      people[at].roles = .written(entries, at: place)
    }
  }
}
