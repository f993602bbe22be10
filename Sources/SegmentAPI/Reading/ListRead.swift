/// One of Segment's lists, read page by page and believed only when it is whole.
///
/// Paging is by offset behind the cursor, so whatever is added or removed meanwhile may repeat or skip an entry. A list
/// counts as whole when every page arrived, nothing came twice, and the total that Segment states is the number received.
/// One that does not is read once more from its start; if it fails again, it is incomplete, never shorter.
package final class ListRead<Item: Decodable & Hashable & Sendable>: PendingRead {
  /// The whole list, or why it is not one.
  package private(set) var outcome: Result<Listing<Item>, ReadFailure> = .failure(.notRun)

  private let query: ListQuery
  private let identity: (Item) -> String
  private var isFinished = false
  private var isSecondReading = false
  private var sentPageSize = 0
  private var reading = Reading()

  /// What one reading from the start has gathered.
  private struct Reading {
    var items: [Item] = []
    var identities: Set<String> = []
    var cursor: String?
    var cursors: Set<String> = []
    var total: Int?
    var pages = 0
    /// Whether the latest page said where it stands.
    var isPaged = false
  }

  init(_ query: ListQuery, identity: @escaping (Item) -> String) {
    self.query = query
    self.identity = identity
  }

  package func nextCall(_ sizes: PageSizes) -> Call? {
    guard !isFinished else { return nil }
    sentPageSize = sizes.size(for: query.endpoint)
    return query.call(pageSize: sentPageSize, cursor: reading.cursor)
  }

  package func receive(_ body: [UInt8]) -> String? {
    do {
      let page = try Answer<[Item]>.read(body, key: query.key)
      if query.paging == .always, page.pagination == nil { return "data.pagination is missing" }
      take(page)
      return nil
    } catch {
      return error.what
    }
  }

  package func fail(_ error: SegmentError) { finish(.failure(.failed(error))) }

  package func shrinkPages(by sizes: PageSizes) -> Bool {
    guard query.paging != .never, sentPageSize > PageSizes.smaller else { return false }
    sizes.refuse(query.endpoint)
    reading = Reading()
    return true
  }
}

extension ListRead {
  private func take(_ page: Answer<[Item]>) {
    reading.pages += 1
    reading.isPaged = page.pagination != nil
    if let flaw = add(page) ?? advance(to: page.pagination?.next) { readAgain(flaw) }
  }

  /// Adds the items of a page; returns what is wrong with them.
  private func add(_ page: Answer<[Item]>) -> String? {
    if let total = page.pagination?.totalEntries {
      if let before = reading.total, before != total {
        return "the number of entries that Segment states changed from \(before) to \(total) between pages"
      }
      reading.total = total
    }
    for item in page.value {
      // By its number, not by its id: nothing that a server wrote goes into a message unescaped.
      guard reading.identities.insert(identity(item)).inserted else {
        return "entry \(reading.items.count + 1) was listed before"
      }
      reading.items.append(item)
    }
    return nil
  }

  /// Goes to the next page or ends the list; returns what is wrong with doing so.
  private func advance(to next: String?) -> String? {
    guard query.paging != .never, let next, !next.isEmpty else { return end() }
    guard reading.cursors.insert(next).inserted else { return "the pages lead in a circle" }
    guard reading.pages < query.pageLimit else {
      // No second reading: it would be as long.
      finish(.failure(.incomplete(doing: query.doing, reason: "it has more than \(query.pageLimit) pages")))
      return nil
    }
    reading.cursor = next
    return nil
  }

  private func end() -> String? {
    if let total = reading.total, total != reading.items.count {
      return "Segment states \(total) entries and listed \(reading.items.count)"
    }
    let saysItEnds = reading.isPaged || query.paging == .never
    finish(.success(Listing(reading.items, saysItEnds: saysItEnds, isOnePage: reading.pages == 1)))
    return nil
  }

  private func readAgain(_ flaw: String) {
    reading = Reading()
    if isSecondReading { finish(.failure(.incomplete(doing: query.doing, reason: flaw))) }
    isSecondReading = true
  }

  private func finish(_ outcome: Result<Listing<Item>, ReadFailure>) {
    isFinished = true
    reading = Reading()
    self.outcome = outcome
  }
}
