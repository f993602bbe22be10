import Access

/// How much of something a plan removes.
struct RemovalShare {
  let name: String
  /// Whether the policy names what goes.
  let isNamed: Bool
  let removed: Int
  /// As read, less ignored and unmanaged.
  let present: Int
  /// The changes that remove; in a total some stand twice.
  let changes: [Change]
  /// What counts otherwise than once: `, a group's role once for each member`
  var counting = ""

  /// Integer arithmetic, so that no rounding lets a removal through; nothing of nothing is no breach.
  func exceeds(percent: Int) -> Bool { removed > 0 && removed * 100 > percent * present }

  /// `leave: 12 of 30 would go, at most 10 and at most 25 % may`; where that is not the number of changes, which is
  /// what a reader sees above, `revoke: 2 changes count as 13 of 854, a group's role once for each member; at most 10 may`.
  func words(_ limits: [String]) -> String {
    let limits = "\(limits.joined(separator: " and ")) may"
    let number = Set(changes).count
    if removed == number { return "\(name): \(removed) of \(present) would go, \(limits)" }
    let these = number == 1 ? "1 change counts" : "\(number) changes count"
    return "\(name): \(these) as \(removed) of \(present)\(counting); \(limits)"
  }
}
