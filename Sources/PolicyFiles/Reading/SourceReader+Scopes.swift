internal import Access
internal import Syntax
internal import YAML

extension SourceReader {
  /// What `scope:` and `labels:` of one entry come to; nil when either is wrong.
  func scopes(_ fields: Fields<RoleEntryKey>?, of role: RoleReference) -> [ScopeReference]? {
    switch (fields?[.scope], fields?[.labels]) {
    case (nil, nil): return [.workspace]
    case (let scope?, nil): return scopeList(scope)
    case (nil, let labels?): return labelSet(labels, of: role).map { [.labels($0)] }
    case (_?, let labels?):
      error(
        labels.key.mark, "labels: and scope: in one entry; labels narrow the whole workspace, so remove one of them")
      return nil
    }
  }

  private func scopeList(_ pair: Pair) -> [ScopeReference]? {
    guard case .sequence(let items, let mark) = pair.value else {
      guard let scalar = scalar(pair.value, "scope:", key: pair.key.mark) else { return nil }
      return knownScopes.scope(scalar.text) { scope(scalar) }.map { [$0.scope] }
    }
    guard !items.isEmpty else {
      error(mark, "an empty scope: grants nothing; name a resource, or remove the entry")
      return nil
    }
    knownScopes.beginList()
    var scopes: [ScopeReference] = []
    scopes.reserveCapacity(items.count)
    for item in items {
      guard let scalar = scalar(item, "a scope"),
        let found = knownScopes.scope(scalar.text, orElse: { scope(scalar) })
      else { return nil }
      guard found.isFirst else {
        error(scalar.mark, "\(scalar.text) stands twice in this scope:; remove one")
        return nil
      }
      scopes.append(found.scope)
    }
    return scopes
  }

  /// `workspace` or `source/website`.
  private func scope(_ scalar: Scalar) -> ScopeReference? {
    guard scalar.text != "workspace" else { return .workspace }
    guard let text = identity(scalar, "a scope") else { return nil }
    let parts = text.parted(by: "/", most: 2)
    let (word, name) = (parts[0], parts.count > 1 ? parts[1] : "")
    guard !name.isEmpty else {
      error(scalar.mark, "\(text) is not a scope; write workspace, or a kind and a name such as source/\(word)")
      return nil
    }
    guard let kind = ResourceKind(rawValue: word) else {
      error(scalar.mark, "unknown kind of resource \(word)\(Self.wayOut(word, ResourceKind.allCases.map(\.rawValue)))")
      return nil
    }
    // Whoever creates a source that matches would hand out access with it.
    guard !name.holds("*") else {
      error(scalar.mark, "a scope names one resource, not a pattern; list the resources, or narrow with labels:")
      return nil
    }
    return .resource(kind, name)
  }

  private func labelSet(_ pair: Pair, of role: RoleReference) -> LabelSet? {
    if case .name(let name) = role, RoleCatalog.entry(name)?.takesLabels == false {
      error(pair.key.mark, "\(name) cannot be narrowed by labels; remove labels:, or choose another role")
      return nil
    }
    switch pair.value {
    case .mapping(let pairs, let mark, let isFlow): return labelSet(pairs, at: mark, isFlow: isFlow)
    case .scalar(let scalar) where scalar.isNull:
      error(pair.key.mark, "labels: has no value; write {key: value}, or remove labels: for the whole workspace")
    case .scalar, .sequence:
      error(pair.value.mark, "labels: is a mapping, not \(Self.kind(pair.value)); write {key: value}")
    case .refused: break
    }
    return nil
  }

  private func labelSet(_ pairs: [Pair], at mark: Mark, isFlow: Bool) -> LabelSet? {
    guard !pairs.isEmpty else {
      error(mark, "labels: {} would be the whole workspace; remove labels: if that is meant")
      return nil
    }
    var labels: [Label] = []
    for at in pairs.indices {
      if let trap = Self.flowTrap(pairs, at, isFlow) {
        error(pairs[at].key.mark, trap)
      } else if let key = identity(pairs[at].key, "a label's key"), let value = identity(pairs[at], "a label's value") {
        labels.append(Label(key, value))
      }
    }
    return labels.count == pairs.count ? LabelSet(labels) : nil
  }
}
