import Access

extension World {
  /// In a tenth of the worlds members have a pending invite besides, some of them in their groups too.
  mutating func inviteMembers(seed: UInt64) {
    var dice = Dice(seed: seed &+ 0x57a7)
    guard dice.chance(10) else { return }
    for person in actual.people where dice.chance(30) {
      actual.invites.append(person.email)
      for index in actual.groups.indices where dice.chance(20) { actual.groups[index].invites.append(person.email) }
    }
  }
}
