internal import Access
internal import YAML

extension SourceReader {
  /// `roles:` of a person or a group.
  func roles(_ pair: Pair) -> RolesDeclaration? {
    if let at = unmanaged(pair) { return .unmanaged(at) }
    guard let items = list(pair, "roles", orElse: ", or unmanaged to leave them alone") else { return nil }
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
    let (keys, extra) = (["role", "bundle"], ["scope", "labels"])
    guard let (fields, key, name) = mappingEntry(node, "a role entry", keys: keys, extra: extra) else { return nil }
    var details = EntryDetails(at: place(node.mark), nameAt: place(name.mark))
    details.until = expiry(fields?["until"])
    details.reason = freeText(fields?["reason"])
    let bundle = Self.slashed(name, "bundle")
    if let bundle, fields != nil { return slashInMapping(name, "bundle", bundle) }
    guard key == "bundle" || bundle != nil else {
      guard let role = role(name), let scopes = scopes(fields, of: role) else { return nil }
      return GrantEntry(target: .role(role, scopes), details: details)
    }
    return bundleEntry(name, bundle, fields, details, inBundle: inBundle)
  }

  private func bundleEntry(
    _ name: Scalar, _ slashed: String?, _ fields: Fields?, _ details: EntryDetails, inBundle: Bool
  ) -> GrantEntry? {
    guard !inBundle else {
      error(name.mark, "a bundle cannot hold another bundle; write its roles")
      return nil
    }
    if let pair = fields?["scope"] ?? fields?["labels"] {
      error(pair.key.mark, "\(pair.key.text): belongs to the roles of the bundle; write it there")
      return nil
    }
    return identity(slashed ?? name.text, name, "a bundle's name").map {
      GrantEntry(target: .bundle($0), details: details)
    }
  }

  /// A role by name, today's name for one that documents or older versions use, or by `id/…`.
  func role(_ scalar: Scalar) -> RoleReference? {
    if let id = Self.slashed(scalar, "id") { return identity(id, scalar, "a role's id").map { .id(RoleID($0)) } }
    return identity(scalar, "a role's name").map { .name(RoleCatalog.currentName($0)) }
  }

  /// Role names, as guardrails list them; nil when something in the list is wrong.
  func roleList(_ pair: Pair) -> [RoleReference]? {
    list(pair, pair.key.text).flatMap { roleList($0, at: pair.value.mark) }
  }

  func roleList(_ items: [Node], at mark: Mark) -> [RoleReference]? {
    guard !items.isEmpty else {
      error(mark, "an empty list of roles makes a rule of nothing; name a role, or remove the rule")
      return nil
    }
    let roles = withoutSplitNames(items).compactMap { scalar($0, "a role").flatMap(role) }
    return roles.count == items.count ? roles : nil
  }

  /// `[Unify Read-only, Engage User]` is two texts to YAML and one role to Segment: reported, and both left out.
  private func withoutSplitNames(_ items: [Node]) -> [Node] {
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
