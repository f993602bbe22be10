package import Access

/// The resources of a workspace and those that somebody holds a role on, found by id, slug or name.
package struct ResourceDirectory {
  private struct Key: Hashable {
    let kind: ResourceKind
    let text: String
  }

  private var byID: [Key: Resource] = [:]
  private var bySlug: [Key: [Resource]] = [:]
  private var byName: [Key: [Resource]] = [:]
  /// One of these that no list shows is accepted with a warning.
  private let held: HeldResources
  private let unread: [ResourceKind: String]
  private let notOnThisPlan: Set<ResourceKind>
  private let labels: Set<Label>
  private let hasNoLabels: Bool
  private let unreadLabels: String?
  /// What each is offered as.
  private var names: [ResourceKind: [String]]

  /// Of everything that was read.
  package init(_ actual: ActualState) {
    for resource in actual.resources {
      byID[Key(kind: resource.kind, text: resource.id.text)] = resource
      if !resource.slug.isEmpty { bySlug[Key(kind: resource.kind, text: resource.slug), default: []].append(resource) }
      if !resource.name.isEmpty { byName[Key(kind: resource.kind, text: resource.name), default: []].append(resource) }
    }
    held = HeldResources(actual)
    var unread = Dictionary(
      uniqueKeysWithValues: ResourceKind.allCases.filter { !actual.resourceKindsRead.contains($0) }
        .map { ($0, "the list of \($0.rawValue)s was not read") })
    hasNoLabels = actual.notOnThisPlan.contains(.labels)
    var unreadLabels: String?
    for part in actual.incomplete {
      switch part.part {
      case .resources(let kind): unread[kind] = part.reason
      case .labels: unreadLabels = part.reason
      case .roles, .people, .invites, .groups, .person, .group: continue
      }
    }
    notOnThisPlan = Set(ResourceKind.allCases.filter { actual.notOnThisPlan.contains($0.feature) })
    self.unread = unread
    self.unreadLabels = unreadLabels
    labels = Set(actual.labels)
    names = [:]
    names = Dictionary(grouping: actual.resources, by: \.kind).mapValues { $0.map(word(for:)) }
  }

  /// Nil for one that no list shows, even where somebody holds a role on it.
  func listed(_ kind: ResourceKind, _ id: ResourceID) -> Resource? { byID[Key(kind: kind, text: id.text)] }

  /// What a reference leads to.
  package enum Match {
    case resource(ResourceID)
    /// No list shows it, but somebody holds a role on it.
    case heldOnly(ResourceID)
    /// The list it would be in could not be read.
    case unread(String)
    /// A message for the policy's author.
    case problem(String)
  }

  /// What `source/website` leads to.
  package func match(_ kind: ResourceKind, _ text: String) -> Match {
    let found = found(kind, text)
    if found.count == 1 { return .resource(found[0].id) }
    if found.count > 1 {
      return .problem("\(found.count) \(kind.rawValue)s are called '\(text)'; name one as \(choice(among: found))")
    }
    if held.contains(kind, ResourceID(text)) { return .heldOnly(ResourceID(text)) }
    if notOnThisPlan.contains(kind) {
      return .problem("this workspace's Segment plan does not include \(kind.rawValue)s")
    }
    if let reason = unread[kind] { return .unread(reason) }
    let offer = NearestName.nearest(to: text, among: names[kind] ?? []).map {
      "; did you mean '\(kind.rawValue)/\($0)'?"
    }
    return .problem("this workspace has no \(kind.rawValue) '\(text)'\(offer ?? "")")
  }

  /// Those that a text leads to: by id before slug, by slug before name.
  private func found(_ kind: ResourceKind, _ text: String) -> [Resource] {
    let key = Key(kind: kind, text: text)
    return byID[key].map { [$0] } ?? bySlug[key] ?? byName[key] ?? []
  }

  /// What leads to one resource and no other: its slug, its name or its id.
  private func word(for resource: Resource) -> String {
    [resource.slug, resource.name].first { !$0.isEmpty && found(resource.kind, $0) == [resource] } ?? resource.id.text
  }

  /// `source/website or source/website-2`
  private func choice(among resources: [Resource]) -> String {
    resources.map { "\($0.kind.rawValue)/\(word(for: $0))" }.sorted().joined(separator: " or ")
  }

  /// What a label leads to.
  enum LabelMatch: Equatable {
    case known
    case unread(String)
    case problem(String)
  }

  func match(_ label: Label) -> LabelMatch {
    if labels.contains(label) { return .known }
    if hasNoLabels { return .problem("this workspace's Segment plan does not include labels") }
    if let unreadLabels { return .unread(unreadLabels) }
    let offer = NearestName.nearest(to: "\(label)", among: labels.map(\.description)).map { "; did you mean '\($0)'?" }
    return .problem("this workspace has no label '\(label)'\(offer ?? "")")
  }
}
