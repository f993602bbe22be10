/// How many entries to ask for in a page. An endpoint that refused the largest page once is not asked for it again.
package final class PageSizes {
  /// The limit since March 2024, and the one before it: Segment's own documents still name both.
  static let largest = 1000
  static let smaller = 200

  private var refused: Set<Endpoint> = []

  func size(for endpoint: Endpoint) -> Int { refused.contains(endpoint) ? Self.smaller : Self.largest }

  func refuse(_ endpoint: Endpoint) { refused.insert(endpoint) }
}
