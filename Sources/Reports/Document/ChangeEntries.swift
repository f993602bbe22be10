import Access

/// Changes as entries of a document: one for each person and group, with all that happens to them, removals first.
struct ChangeEntries {
  private let wording: Wording
  private let readAt: Moment
  private let uses: [Change.Action: Plan.Use]

  init(_ plan: Plan) {
    wording = Wording(plan)
    readAt = plan.actual.readAt
    uses = Dictionary(
      plan.uses.map { (plan.changes[$0.change].action, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// One change with what is said below it, such as an error.
  typealias Item = (change: Change, below: [Line])

  /// Whole accounts and groups that go come first, then people by address, then groups by name.
  func entries(_ items: [Item]) -> [Document.Entry] {
    subjects(items).map { changes in
      let removals = changes.filter(\.change.kind.isRemoval)
      let others = changes.filter { !$0.change.kind.isRemoval }
      return Document.Entry(head: wording.subject(of: changes[0].change), items: (removals + others).map(item))
    }
  }

  /// Those that take something from somebody, with whatever else happens to the same subjects; and the rest.
  func parted(_ items: [Item]) -> (losing: [Item], others: [Item]) {
    let subjects = subjects(items)
    let losing = subjects.filter { $0.contains { $0.change.kind.isRemoval } }
    let others = subjects.filter { !$0.contains { $0.change.kind.isRemoval } }
    return (losing.flatMap(\.self), others.flatMap(\.self))
  }

  private func item(_ item: Item) -> Document.Item {
    let change = item.change
    return Document.Item(
      line: wording.predicate(of: change), note: "\(change.reason)", places: [change.at].compactMap(\.self),
      style: change.kind.style, sign: change.kind.sign,
      particulars: wording.particulars(of: change) + used(change) + item.below)
  }

  /// `used 3 days ago: Source Function Modified`
  private func used(_ change: Change) -> [Line] {
    guard let use = uses[change.action] else { return [] }
    let days = max(0, (readAt.seconds - use.deed.at.seconds) / 86_400)
    let ago = days == 0 ? "less than a day ago" : "\(counted(Int(days), "day")) ago"
    let by: Line = use.by == change.action.item.person ? "" : " by \(name: use.by.written)"
    return ["used \(ago)\(by): \(use.deed.event)"]
  }

  private func subjects(_ items: [Item]) -> [[Item]] {
    var order: [Subject.Key] = []
    var gathered: [Subject.Key: [Item]] = [:]
    for item in items {
      let subject = item.change.action.item.subject.key
      if gathered[subject] == nil { order.append(subject) }
      gathered[subject, default: []].append(item)
    }
    return order.compactMap { gathered[$0] }.enumerated().sorted { left, right in
      let (a, b) = (left.element.rank, right.element.rank)
      return (a.weight, a.order.rank, a.order.name, left.offset) < (b.weight, b.order.rank, b.order.name, right.offset)
    }.map(\.element)
  }
}

extension [ChangeEntries.Item] {
  /// `8; 2 more changes of the same people and groups`, where all of these are of somebody who loses something.
  var removalsCounted: String {
    let removals = count(where: \.change.kind.isRemoval)
    let more = count - removals
    return more == 0 ? "\(removals)" : "\(removals); \(counted(more, "more change")) of the same people and groups"
  }

  fileprivate var rank: (weight: Int, order: (rank: Int, name: String)) {
    (map(\.change.kind.weight).min() ?? 0, self[0].change.action.readingOrder)
  }
}

extension Change.Kind {
  /// What a line about it begins with.
  var sign: Character {
    switch effect {
    case .added: "+"
    case .removed: "-"
    case .renamed: "~"
    }
  }

  var style: Style {
    switch effect {
    case .added: .addition
    case .removed: .removal
    case .renamed: .caution
    }
  }

  /// What goes whole stands before what loses a part.
  fileprivate var weight: Int {
    switch (effect, itemKind) {
    case (.removed, .account): 0
    case (.removed, .group): 1
    case (.removed, _), (.added, _), (.renamed, _): 2
    }
  }
}
