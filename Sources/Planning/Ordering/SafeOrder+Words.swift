package import Access

extension SafeOrder.Objection {
  /// `would leave 0 owners`
  package func inWords(_ names: Names) -> String {
    switch self {
    case .needs(let what): what
    case .emptiesList: "nothing would be left, and there is no base grant to leave in its place"
    case .breaksOwnerMinimum(let left): "would leave \(left) \(left == 1 ? "owner" : "owners")"
    case .gives(let email, let grant): "would give \(email) \(names.grant(grant)), which they are not to have"
    case .takes(let email, let grant):
      "\(email) is to keep \(names.grant(grant)) and does not have it otherwise yet"
    }
  }
}
