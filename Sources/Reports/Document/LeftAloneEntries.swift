import Access

/// What no file declares and `manage` or a list says to leave alone: who and what it is, and what it gives. No
/// difference, but a reviewer has nowhere else to see it.
struct LeftAloneEntries {
  /// Of each kind so many are named; the rest is counted.
  static var limit: Int { 20 }

  private let wording: Wording
  private let holds: [Hold]

  init(_ plan: Plan) {
    wording = Wording(plan)
    let all = plan.holds.filter { $0.why == .undeclared }
    let whole = Set(all.filter { Kind($0.item).isWhole }.map(\.item.subject.key))
    // What somebody has who is left alone altogether stands with them.
    holds = all.filter { Kind($0.item).isWhole || !whole.contains($0.item.subject.key) }
  }

  var section: Document.Section {
    let kinds = Kind.allCases.map { kind in (kind: kind, holds: holds.filter { Kind($0.item) == kind }) }
      .filter { !$0.holds.isEmpty }
    let figures = listed(kinds.map { $0.kind.counted($0.holds.count) })
    return Document.Section(
      anchor: "left-alone", title: "Left alone, because no file declares it: \(figures)", short: "Left alone",
      layout: .lists, isFolded: true, entries: kinds.flatMap { entries($0.kind, $0.holds) })
  }

  /// An entry for each reason, together with no more names than the limit.
  private func entries(_ kind: Kind, _ holds: [Hold]) -> [Document.Entry] {
    // Whoever holds something is what a reviewer looks for.
    let ordered = holds.filter { !$0.isIdle } + holds.filter(\.isIdle)
    let shown = ordered.prefix(Self.limit)
    var reasons: [String] = []
    for hold in shown where !reasons.contains(hold.detail) { reasons.append(hold.detail) }
    var entries = reasons.map { reason in
      let all = kind.counted(ordered.count { $0.detail == reason })
      return Document.Entry(
        head: reason.isEmpty ? "\(all)" : "\(all) (\(reason))", items: items(shown.filter { $0.detail == reason }))
    }
    if ordered.count > shown.count {
      entries.append(
        Document.Entry(head: "and \(kind.counted(ordered.count - shown.count, more: true)); --format json names them"))
    }
    return entries
  }

  /// A line for each who holds something, and one for all the others.
  private func items(_ holds: [Hold]) -> [Document.Item] {
    let idle = holds.filter(\.isIdle).map { wording.subject(of: $0.item) }
    let named = holds.filter { !$0.isIdle }.map { Document.Item(line: wording.leftAlone(by: $0)) }
    return named
      + (idle.isEmpty ? [] : [Document.Item(line: "nothing but the account: \(idle.joined(separator: ", "))")])
  }

  private enum Kind: CaseIterable {
    case people, groups, roles, memberships

    init(_ item: AccessItem) {
      self =
        switch item {
        case .account, .invite: .people
        case .group: .groups
        case .grant, .roles: .roles
        case .membership: .memberships
        }
    }

    /// Whether it is somebody or a group altogether, with all that they have.
    var isWhole: Bool { self == .people || self == .groups }

    /// `2 people`, `4 more people`
    func counted(_ number: Int, more: Bool = false) -> String {
      let (one, several) =
        switch self {
        case .people: ("person", "people")
        case .groups: ("group", "groups")
        case .roles: ("role", "roles")
        case .memberships: ("membership", "memberships")
        }
      return Reports.counted(number, more ? "more \(one)" : one, more ? "more \(several)" : several)
    }
  }
}

extension Hold {
  /// Whether it is about an account through which nothing is held.
  fileprivate var isIdle: Bool {
    if case .account = item { given.gives.isEmpty } else { false }
  }
}
