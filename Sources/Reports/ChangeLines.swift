import Access

/// Changes as lines: one each, sorted for a reader, in columns that end where most of them end.
struct ChangeLines {
  private let wording: Wording
  /// Columns are as wide as their widest cell, but no wider than this: one long name must not push every line's reason
  /// off the screen. The second has room for what is said most: a role on a resource, an invite with the base grant.
  private static let (widestSubject, widestPredicate) = (30, 46)

  init(_ plan: Plan) { wording = Wording(plan) }

  /// One change with what is said below it, such as an error.
  struct Entry {
    let change: Change
    var below: [Line] = []
  }

  func lines(_ changes: [Change]) -> [Line] { lines(changes.map { Entry(change: $0) }) }

  func lines(_ entries: [Entry]) -> [Line] {
    let subject = min(entries.map { wording.subject(of: $0.change).width }.max() ?? 0, Self.widestSubject)
    let predicate = min(entries.map { wording.predicate(of: $0.change).width }.max() ?? 0, Self.widestPredicate)
    return sorted(entries).flatMap { entry -> [Line] in
      let change = entry.change
      let (who, what) = (wording.subject(of: change).padded(to: subject), wording.predicate(of: change))
      let place: Line = change.at.map { "  \($0)" } ?? ""
      let sentence: Line = "\(String(change.kind.sign)) \(who)  \(what.padded(to: predicate))"
      let line: Line = "\(sentence.styled(change.kind.style))  \(change.reason)\(place)"
      let particulars = wording.particulars(of: change).map { Line(change.kind.style, "      \($0)") }
      return [line] + particulars + entry.below.map { "      \($0)" }
    }
  }

  /// Whole accounts and groups that go come first, then people by address, then groups by name; what happens to one of
  /// them stays in the plan's order.
  private func sorted(_ entries: [Entry]) -> [Entry] {
    entries.enumerated().sorted { left, right in
      let (first, second) = (left.element.change, right.element.change)
      let (a, b) = (first.action.readingOrder, second.action.readingOrder)
      return (first.kind.weight, a.rank, a.name, left.offset) < (second.kind.weight, b.rank, b.name, right.offset)
    }.map(\.element)
  }
}

extension Change.Kind {
  /// What a line about it begins with.
  var sign: Character {
    switch self {
    case .renameGroup: "~"
    case .createGroup, .invite, .grant, .join: "+"
    case .cancelInvite, .deprovision, .revoke, .leave, .deleteGroup: "-"
    }
  }

  var style: Style {
    switch self {
    case .renameGroup: .caution
    case .createGroup, .invite, .grant, .join: .addition
    case .cancelInvite, .deprovision, .revoke, .leave, .deleteGroup: .removal
    }
  }

  /// What goes whole stands before what loses a part.
  var weight: Int {
    switch self {
    case .deprovision: 0
    case .deleteGroup: 1
    case .renameGroup, .createGroup, .invite, .grant, .join, .cancelInvite, .revoke, .leave: 2
    }
  }
}
