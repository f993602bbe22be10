/// Where a workspace lives. A token is bound to one, and nothing in it tells which.
package enum Region: String, Hashable, Sendable, CaseIterable {
  case us
  case eu

  /// The base of the API's URLs; the paths have no prefix and no version.
  package var url: String {
    switch self {
    case .us: "https://api.segmentapis.com"
    case .eu: "https://eu1.api.segmentapis.com"
    }
  }
}
