internal import Access
internal import YAML

extension SourceReader {
  /// `roles:` of a person or a group.
  func roles(_ pair: Pair) -> RolesDeclaration? {
    if let at = unmanaged(pair) { return .unmanaged(at) }
    guard let items = list(pair, pair.key.text, orElse: ", or unmanaged to leave them alone") else { return nil }
    return .written(grants(items, inBundle: false), at: place(pair.value.mark))
  }

  /// Where the word `unmanaged` stands alone as the value.
  func unmanaged(_ pair: Pair) -> Place? {
    guard case .scalar(let scalar) = pair.value, scalar.text == "unmanaged" else { return nil }
    return place(scalar.mark)
  }

  func grants(_ items: [Node], inBundle: Bool) -> [GrantEntry] {
    withoutSplitNames(items).compactMap { grantEntry($0, inBundle: inBundle) }
  }

  private func grantEntry(_ node: Node, inBundle: Bool) -> GrantEntry? {
    guard let entry = entry(node, "a role entry", RoleEntryKey.self) else { return nil }
    let slashed = Self.slashed(entry.name, "bundle")
    if let slashed, entry.fields != nil { return slashInMapping(entry.name, "bundle", slashed) }
    guard entry.key == .bundle || slashed != nil else {
      guard let role = role(entry.name), let scopes = scopes(entry.fields, of: role) else { return nil }
      return GrantEntry(target: .role(role, scopes), details: entry.details)
    }
    return bundleEntry(entry, named: slashed ?? entry.name.text, inBundle: inBundle)
  }

  private func bundleEntry(_ entry: Entry<RoleEntryKey>, named name: String, inBundle: Bool) -> GrantEntry? {
    guard !inBundle else {
      error(entry.name.mark, "a bundle cannot hold another bundle; write its roles")
      return nil
    }
    if let pair = entry.fields?[.scope] ?? entry.fields?[.labels] {
      error(pair.key.mark, "\(pair.key.text): belongs to the roles of the bundle; write it there")
      return nil
    }
    return identity(name, entry.name, "a bundle's name").map {
      GrantEntry(target: .bundle($0), details: entry.details)
    }
  }

  /// A role by name, today's name for one that documents or older versions use, or by `id/…`.
  func role(_ scalar: Scalar) -> RoleReference? {
    if let id = Self.slashed(scalar, "id") { return identity(id, scalar, "a role's id").map { .id(RoleID($0)) } }
    return identity(scalar, "a role's name").map { .name(RoleCatalog.currentName($0)) }
  }

  /// Role names, as guardrails list them, sorted; nil when something in the list is wrong.
  func roleList(_ pair: Pair) -> [RoleReference]? {
    list(pair, pair.key.text).flatMap { roleList($0, at: pair.value.mark) }
  }

  func roleList(_ items: [Node], at mark: Mark) -> [RoleReference]? {
    guard !items.isEmpty else {
      error(mark, "an empty list of roles makes a rule of nothing; name a role, or remove the rule")
      return nil
    }
    let roles = withoutSplitNames(items).compactMap { scalar($0, "a role").flatMap(role) }
    return roles.count == items.count ? roles.sorted() : nil
  }

  /// `[Unify Read-only, Engage User]` is two texts to YAML and one role to Segment: reported, and both left out.
  private func withoutSplitNames(_ items: [Node]) -> [Node] {
    guard items.count > 1 else { return items }
    var kept = items
    for at in items.indices.dropLast() {
      guard case .scalar(let left) = items[at], case .scalar(let right) = items[at + 1], left.isPlain, right.isPlain,
        left.mark.line == right.mark.line, RoleCatalog.entry("\(left.text), \(right.text)") != nil
      else { continue }
      error(left.mark, "the comma makes two entries of one role; quote it: \"\(left.text), \(right.text)\"")
      (kept[at], kept[at + 1]) = (.refused(at: left.mark), .refused(at: right.mark))
    }
    return kept
  }
}
