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

extension AccessReview {
  /// A grant in the words of a policy; nil where a policy cannot say it.
  func written(_ grant: Grant) -> WrittenGrant? {
    let scope: ScopeReference
    switch grant.scope {
    case .workspace: scope = .workspace
    case .labels(let labels):
      guard Set(labels.pairs.map(\.key)).count == labels.pairs.count else { return nil }
      scope = .labels(labels)
    case .resource(let kind, let id):
      // By its slug where that finds it again, else by its id.
      let slug = resources.first { $0.kind == kind && $0.id == id }?.slug ?? ""
      guard !slug.isEmpty, case .resource(id) = directory.match(kind, slug) else {
        return WrittenGrant(role(grant.role), on: .resource(kind, id.text))
      }
      scope = .resource(kind, slug)
    }
    return WrittenGrant(role(grant.role), on: scope)
  }

  private func role(_ id: RoleID) -> RoleReference {
    let name = names.role(id)
    return name.hasPrefix("id/") ? .id(id) : .name(RoleCatalog.currentName(name))
  }
}
