package import Access

extension SafeOrder.Objection {
  /// Why a change is held that this stands against.
  func reason(_ names: Names, isNarrowed: Bool) -> Hold.Reason {
    switch self {
    case .needs(let need): .waits(.needs(need), isNarrowed: isNarrowed)
    case .emptiesList: .noBaseGrant(ofInvite: false)
    case .breaksOwnerMinimum(let left): .waits(.owners(left: left), isNarrowed: isNarrowed)
    case .gives(let email, let grant): .waits(.gives(email, names.grant(grant)), isNarrowed: isNarrowed)
    case .takes(let email, let grant): .waits(.takes(email, names.grant(grant)), isNarrowed: isNarrowed)
    }
  }

  /// `would leave 0 owners`
  package func inWords(_ names: Names) -> String { reason(names, isNarrowed: false).inWords }
}
