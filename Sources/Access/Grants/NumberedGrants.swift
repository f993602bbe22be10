/// Every distinct grant of some people, and each person's grants as numbers of those.
///
/// Here and not where digests are taken: a table of grants is quick where the compiler sees how they are compared.
package struct NumberedGrants {
  /// In their order.
  package let grants: [Grant]
  /// Of each grant of each person in turn, which of them it is.
  package let numbers: [UInt32]

  package init(_ people: [ActualPerson]) {
    var (known, numbers) = ([Grant: UInt32](), [UInt32]())
    numbers.reserveCapacity(people.reduce(0) { $0 + $1.grants.count })
    for person in people {
      for grant in person.grants {
        if let number = known[grant] {
          numbers.append(number)
        } else {
          numbers.append(UInt32(known.count))
          known[grant] = UInt32(known.count)
        }
      }
    }
    let sorted = known.sorted { $0.key < $1.key }
    var ranks = [UInt32](repeating: 0, count: sorted.count)
    for (rank, entry) in sorted.enumerated() { ranks[Int(entry.value)] = UInt32(rank) }
    grants = sorted.map(\.key)
    self.numbers = numbers.map { ranks[Int($0)] }
  }
}
