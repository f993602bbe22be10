extension Visit {
  /// Whether a recorded answer of this list shows `totalEntries`.
  enum TotalEntries { case documented, undocumented }

  /// The asked-for page of a list under `key`, with its `pagination`.
  func page<Item>(
    _ key: String, _ items: [Item], _ total: TotalEntries, _ counting: Page.Counting = .entries,
    _ document: (Item) -> JSON
  ) throws(ErrorResponse) -> Answer {
    let page = try Page(call.query.object("pagination"), counting, behaviour)
    let cursors = page.cursors(counting, of: items.count)
    return Answer(data: [
      key: .array(page.slice(items).map(document)),
      "pagination": pagination(cursors, totalEntries: showsTotal(total) ? items.count : nil),
    ])
  }

  func pagination(
    _ cursors: (previous: String?, current: String, next: String?), totalEntries: Int?
  ) -> JSON {
    .members([
      "current": .string(cursors.current),
      "previous": shown(cursors.previous),
      "next": shown(cursors.next),
      "totalEntries": totalEntries.map(JSON.integer),
    ])
  }

  private func shown(_ cursor: String?) -> JSON? {
    if let cursor { return .string(cursor) }
    return switch behaviour.absentCursor {
    case .omitted: nil
    case .null: .null
    case .empty: ""
    }
  }

  func showsTotal(_ total: TotalEntries) -> Bool {
    switch behaviour.totalEntries {
    case .asDocumented: total == .documented
    case .always: true
    case .never: false
    }
  }

  /// The items in the order the behaviour wants; `key` must tell them apart.
  func arranged<Item>(_ items: [Item], by key: (Item) -> String) -> [Item] {
    switch behaviour.listOrder {
    case .creation: items
    case .reversed: items.reversed()
    case .shuffled(let seed):
      // Ordered by a hash of each item's key: an item that comes or goes leaves the order of the others alone.
      items.map { (fnv1a("\(seed) \(key($0))".utf8), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
