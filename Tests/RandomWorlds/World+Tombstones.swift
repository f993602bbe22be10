import Access

extension World {
  /// In a seventh of the worlds some groups are to be gone, declared ones and those that no file declared.
  mutating func bury(seed: UInt64) {
    var dice = Dice(seed: seed &+ 0xdead)
    guard dice.chance(15) else { return }
    let place = Place(file: "graves.yaml", line: 3, column: 5)
    for group in desired.groups where dice.chance(40) {
      desired.deletedGroups.append(
        DeletedGroup(group.name, id: group.id, previously: group.previously, at: place))
    }
    let buried = Set(desired.deletedGroups.map(\.name))
    desired.groups.removeAll { buried.contains($0.name) }
    let names = Set(desired.groups.flatMap { [$0.name] + $0.previously }).union(buried)
    for group in actual.groups where !names.contains(group.name) && dice.chance(30) {
      desired.deletedGroups.append(DeletedGroup(group.name, id: dice.chance(50) ? group.id : nil, at: place))
    }
  }
}
