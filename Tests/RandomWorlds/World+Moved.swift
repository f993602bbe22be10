package import Access

/// What people do in Segment's own pages between two runs: groups are renamed, accounts get other addresses, and now and
/// then two swap theirs or a new account gets one that was somebody else's.
extension World {
  /// The world afterwards, and what everything was called before.
  package func moved(_ dice: inout Dice) -> (world: World, baseline: Baseline) {
    var moved = self
    for at in moved.actual.people.indices where dice.chance(30) {
      let old = moved.actual.people[at].email
      moved.call(old, Email("new-\(old.written)"))
    }
    if dice.chance(20), moved.actual.people.count > 1 { moved.swapPeople() }
    if dice.chance(20), let first = moved.actual.people.first { moved.reuse(first, actual) }
    for at in moved.actual.groups.indices where dice.chance(30) {
      moved.actual.groups[at].name = "Other \(moved.actual.groups[at].name)"
    }
    if dice.chance(15), moved.actual.groups.count > 1 {
      let first = moved.actual.groups[0].name
      moved.actual.groups[0].name = moved.actual.groups[1].name
      moved.actual.groups[1].name = first
    }
    return (moved, Baseline(actual))
  }

  private mutating func call(_ old: Email, _ new: Email) {
    for at in actual.people.indices where actual.people[at].email == old { actual.people[at].email = new }
    for at in actual.groups.indices {
      actual.groups[at].members = actual.groups[at].members.map { $0 == old ? new : $0 }
    }
  }

  private mutating func swapPeople() {
    let (first, second) = (actual.people[0].email, actual.people[1].email)
    call(first, "between@acme.com")
    call(second, first)
    call("between@acme.com", second)
  }

  /// The first account's old address goes to somebody new.
  private mutating func reuse(_ first: ActualPerson, _ before: ActualState) {
    guard let old = before.people.first(where: { $0.id == first.id })?.email, old != first.email,
      !actual.people.contains(where: { $0.email == old })
    else { return }
    actual.people.append(ActualPerson(id: "u-newcomer", email: old, grants: [Grant(World.base.id)]))
  }
}
