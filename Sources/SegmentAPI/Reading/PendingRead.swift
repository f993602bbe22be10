/// A list or an item to be read: made by its factory, handed to ``SegmentReader/run(_:)``, then asked for its outcome.
///
/// The requirements are the batch engine's: it asks for the next call and brings every answer to the one who asked.
package protocol PendingRead: AnyObject {
  /// The call to send next; nil once the outcome stands.
  func nextCall(_ sizes: PageSizes) -> Call?

  /// Takes the body of a 2xx; returns what is wrong with it when it cannot be understood.
  func receive(_ body: [UInt8]) -> String?

  /// Takes an error that no further attempt will mend.
  func fail(_ error: SegmentError)

  /// Asks for the same in smaller pages; false where there is nothing smaller to ask for.
  func shrinkPages(by sizes: PageSizes) -> Bool
}

/// Why a list or an item is not there.
package enum ReadFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// A request failed for good.
  case failed(SegmentError)
  /// Every request was answered, and the answers do not add up to a whole list, nor did they in a second reading.
  case incomplete(doing: String, reason: String)
  /// The batch it belongs to was never run.
  case notRun

  package var description: String {
    switch self {
    case .failed(let error): error.description
    case .incomplete(let doing, let reason): "\(doing): the list is not whole: \(reason)"
    case .notRun: "it was never read"
    }
  }
}

/// A list of which every item arrived once.
package struct Listing<Item: Hashable & Sendable>: Hashable, Sendable {
  /// In the order of Segment's pages.
  package let items: [Item]
  /// Whether Segment's own paging said that this is the end; false where its answer left paging out, as the schema of
  /// the audit trail allows.
  package let saysItEnds: Bool
  /// Whether one answer held all of it. Between two pages a list may shift and leave somebody out.
  package let isOnePage: Bool

  package init(_ items: [Item], saysItEnds: Bool = true, isOnePage: Bool = true) {
    self.items = items
    self.saysItEnds = saysItEnds
    self.isOnePage = isOnePage
  }
}
