import Access

extension TextSection {
  /// What could not be read whole; what stops an apply first.
  static func missing(_ reads: [IncompleteRead]) -> TextSection {
    TextSection(
      Line(.alarm, "! Not everything could be read"),
      reads.inOrder.map { Line(.caution, "? \($0.part.phrase): \($0.reason)") })
  }
}

extension [IncompleteRead] {
  /// What stops an apply first.
  var inOrder: [IncompleteRead] {
    let sorted = sorted()
    return sorted.filter(\.part.stopsEverything) + sorted.filter { !$0.part.stopsEverything }
  }
}

extension IncompleteRead.Part {
  var phrase: String {
    switch self {
    case .roles: "roles"
    case .people: "people"
    case .invites: "invites"
    case .groups: "groups"
    case .person(let id): "person \(id.text)"
    case .group(let id): "group \(id.text)"
    case .resources(let kind): "\(kind.rawValue)s"
    case .labels: "labels"
    }
  }
}
