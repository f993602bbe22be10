internal import Access

/// Of several ways to the same membership or grant the one that holds longest; ties are decided by what the ways say and
/// by where they stand last, so that the order of files changes nothing but places.
enum Ways {
  /// The one that holds longest, with the others in its train, in an order of their own.
  static func joined<Entry: WayEntry>(_ left: Entry, _ right: Entry) -> Entry {
    var all = [left, right] + left.others + right.others
    for at in all.indices { all[at].others = [] }
    all.sort(by: outlasts)
    var longest = all.removeFirst()
    longest.others = all
    return longest
  }

  private static func outlasts<Entry: WayEntry>(_ left: Entry, _ right: Entry) -> Bool {
    if let longer = longer(left.until, right.until) { return longer }
    let (first, second) = ((left.through ?? "", left.reason ?? ""), (right.through ?? "", right.reason ?? ""))
    return first == second ? left.at < right.at : first < second
  }

  /// Whether the left end is later; nil for one moment. No end is later than any.
  private static func longer(_ left: Expiry?, _ right: Expiry?) -> Bool? {
    switch (left, right) {
    case (nil, nil): nil
    case (nil, _): true
    case (_, nil): false
    case (let left?, let right?): left.last == right.last ? nil : left.last > right.last
    }
  }

  /// The earlier of two ends: a way through several entries ends with the first of them.
  static func earlier(_ left: Expiry?, _ right: Expiry?) -> Expiry? {
    guard let left, let right else { return left ?? right }
    return right.last < left.last ? right : left
  }
}

/// An entry that may be one of several to the same.
protocol WayEntry: Sendable {
  /// The team or bundle by which it is there.
  var through: String? { get }
  var until: Expiry? { get }
  var reason: String? { get }
  var at: Place { get }
  var others: [Self] { get set }
}

extension DesiredMembership: WayEntry {
  var through: String? { team }
}

extension DesiredGrant: WayEntry {
  var through: String? { bundle?.name }
}
