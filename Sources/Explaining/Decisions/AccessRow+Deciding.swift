import Access

extension AccessRow.Gain {
  /// Whether it is the whole account or invite.
  var isAccount: Bool {
    switch self {
    case .account, .invite: true
    case .grant, .membership, .notUnderstood: false
    }
  }
}

extension AccessRow {
  var reasonToGo: String { detail.isEmpty ? standing.rawValue : detail }

  /// Why no edit of the policy can take it away.
  var obstacle: String? {
    guard let link = links.first(where: { $0.standing == standing }) else { return nil }
    let place = link.at.map { " (\($0))" } ?? ""
    switch standing {
    case .ignored: return "\(detail)\(place); take the ignore rule out first"
    case .unclear: return "it is not clear what it is: \(detail)"
    case .unmanaged where links.allSatisfy({ $0.standing == .unmanaged }):
      return "the policy leaves it to others (\(detail))\(place); take it away there"
    case .undeclared where !gain.isAccount:
      return "the policy leaves it alone (\(detail)); declare it first, or take it away in Segment"
    case .unjudged, .declared, .unmanaged, .missing, .undeclared, .ended, .departed: return nil
    }
  }

  /// Whether only the place in the group is not declared, so that declaring it keeps everything.
  var isDeclaredButForItsMember: Bool {
    links.allSatisfy { link in
      switch link.part {
      case .membership: link.standing == .undeclared
      case .account, .role: link.standing == .declared || link.standing == .unmanaged
      }
    }
  }
}
