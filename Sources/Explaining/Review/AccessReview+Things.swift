package import Access
import Planning
import Syntax

extension AccessReview {
  /// What a reference leads to, in the workspace or in the policy.
  ///
  /// - Throws: ``Unexplained/thing(_:)``, with the nearest names.
  package func thing(_ reference: ThingReference) throws(Unexplained) -> AccessThing {
    switch reference {
    case .workspace: .workspace
    case .resource(let kind, let name): .resource(try resource(kind, name))
    case .group(let name): .group(try group(name))
    case .role(let role): .role(try self.role(role))
    }
  }

  /// - Throws: ``Unexplained/thing(_:)``, with the nearest names.
  package func role(_ reference: RoleReference) throws(Unexplained) -> RoleID {
    if let missing = incomplete.first(where: { $0.part == .roles }) {
      throw .thing("'\(reference)' cannot be looked up: \(missing.reason)")
    }
    switch (roles.match(reference), reference) {
    case (.role(let role), _): return role.id
    case (.problem(let message), .id(let id)):
      // Somebody may hold a role that nothing offers.
      guard names.namedRoles.contains(where: { $0.id == id }) else { throw .thing(message) }
      return id
    case (.problem(let message), .name(let name)):
      let held = names.namedRoles.filter { $0.name == name }
      if held.count > 1 { throw .thing(message) }
      guard let role = held.first else { throw unknown(name) }
      return role.id
    }
  }

  func resource(_ kind: ResourceKind, _ name: String) throws(Unexplained) -> Resource {
    switch directory.match(kind, name) {
    case .resource(let id):
      return resources.first { $0.kind == kind && $0.id == id } ?? Resource(kind, id: id)
    case .heldOnly(let id): return Resource(kind, id: id)
    case .unread(let reason): throw .thing("\(kind.rawValue) '\(name)' cannot be looked up: \(reason)")
    case .problem(let message):
      guard isOfPolicyAlone else { throw .thing(message) }
      throw unknown("\(kind.rawValue)/\(name)")
    }
  }

  private func group(_ name: String) throws(Unexplained) -> KnownGroup {
    let byID = groups.filter { $0.reference.id?.text == name }
    let called = groups.filter { $0.reference.name == name }
    let other = groups.filter { $0.otherNames.contains(name) }
    let found = [byID, called, other].first { !$0.isEmpty } ?? []
    if found.count > 1 {
      let ids = found.map { $0.reference.id?.text ?? "one that is to be created" }.sorted().joined(separator: " and ")
      throw .thing("several groups are called '\(name)': \(ids); name one by its id, such as group/ID")
    }
    if let group = found.first { return group }
    if let missing = incomplete.first(where: { $0.part == .groups }) {
      throw .thing("group '\(name)' cannot be looked up: \(missing.reason)")
    }
    throw unknown("group/\(name)")
  }
}

extension AccessReview {
  /// For what nobody knows, with what was meant.
  private func unknown(_ text: String) -> Unexplained {
    let whose =
      switch judge {
      case .both: "neither the policy nor the workspace has"
      case .policy: "the policy does not name"
      case .workspace: "the workspace does not have"
      }
    let meant = nearest(to: text)
    let offer =
      meant.isEmpty
      ? "; write an address, a role, workspace, group/… or one of \(Self.kinds)"
      : "; did you mean \(meant.map { "'\($0)'" }.joined(separator: " or "))?"
    return .thing("\(whose) '\(text)'\(offer)")
  }

  static var kinds: String { ResourceKind.allCases.map { "\($0.rawValue)/…" }.joined(separator: ", ") }

  /// Whatever has just this name without its kind before it; else the one thing whose name is nearest.
  private func nearest(to text: String) -> [String] {
    let bare = Dictionary(grouping: things, by: \.bare)
    if let exact = bare[text] { return Set(exact.map(\.written)).sorted() }
    let written = Set(things.map(\.written)).filter {
      $0 != Role.ownerName || NearestName.mayOffer(owner: $0, for: text)
    }
    if let near = NearestName.nearest(to: text, among: written) { return [near] }
    guard !text.holds("/"), let near = NearestName.nearest(to: text, among: bare.keys) else { return [] }
    return (bare[near] ?? []).map(\.written).filter(written.contains).sorted()
  }

  /// Everything that can be asked about, by its own name and as it is written.
  private var things: [(bare: String, written: String)] {
    let ofResources = resources.flatMap { resource in
      Set([resource.slug, resource.id.text, resource.name]).filter { !$0.isEmpty }.map {
        (bare: $0, written: names.resource(resource.kind, resource.id))
      }
    }
    let ofGroups = groups.map { (bare: $0.reference.name, written: "group/\($0.reference.name)") }
    let ofPeople = people.map { person in
      (bare: person.email.written.parted(by: "@", most: 2)[0], written: person.email.written)
    }
    return names.namedRoles.map { (bare: $0.name, written: $0.name) } + ofResources + ofGroups + ofPeople
      + [(bare: "workspace", written: "workspace")]
  }
}
