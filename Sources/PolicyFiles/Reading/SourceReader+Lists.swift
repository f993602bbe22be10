internal import Access
internal import YAML

extension SourceReader {
  /// One entry of `teams:`.
  func team(_ pair: Pair) -> TeamDeclaration? {
    guard let name = declaredName(pair.key, "a team's name") else { return nil }
    let members = list(pair, name)?.compactMap(teamMember) ?? []
    return TeamDeclaration(name: name, at: place(pair.key.mark), members: members)
  }

  private func teamMember(_ node: Node) -> MemberEntry? {
    guard let entry = entry(node, "an entry of a team", TeamEntryKey.self) else { return nil }
    guard Self.slashed(entry.name, "team") == nil else {
      error(entry.name.mark, "a team cannot hold another team; write its people, or name both teams in the group")
      return nil
    }
    return email(entry.name).map { MemberEntry(target: .person($0), details: entry.details) }
  }

  /// One entry of `bundles:`.
  func bundle(_ pair: Pair) -> BundleDeclaration? {
    guard let name = declaredName(pair.key, "a bundle's name") else { return nil }
    let entries = list(pair, name) ?? []
    return BundleDeclaration(
      name: name, at: place(pair.key.mark), isIncluded: isIncluded, grants: grants(entries, inBundle: true))
  }

  /// One entry of `groups:`; `members:` and `roles:` are always written.
  func group(_ pair: Pair) -> GroupDeclaration? {
    guard let name = declaredName(pair.key, "a group's name") else { return nil }
    var group = GroupDeclaration(name: name, at: place(pair.key.mark), isIncluded: isIncluded)
    if case .scalar(let scalar) = pair.value, scalar.isNull {
      error(
        pair.key.mark, "the group \(name) has nothing in it; write members: and roles:, each [] or unmanaged at least")
      return group
    }
    guard let fields: Fields<GroupKey> = fields(pair.value, of: "a group")
    else { return group }
    group.id = fields[.id].flatMap { identity($0, "an id") }.map { GroupID($0) }
    group.previously = located(fields[.previously], "a group's name")
    group.members = fields[.members].flatMap { members(below($0, &group.membersExtent)) }
    group.roles = fields[.roles].flatMap { roles(below($0, &group.rolesExtent)) }
    group.deleted = fields[.deleted].flatMap(isTrue)
    group.reason = freeText(fields[.reason])
    reportMisplaced(fields)
    if fields[.deleted] == nil { reportMissing(fields, of: name, at: pair.key.mark) }
    return group
  }

  /// What a list stands under: its own key, or `at-least:` below that.
  func below(_ pair: Pair, _ extent: inout Manage.Extent) -> Pair {
    guard case .mapping(let pairs, _, _) = pair.value,
      pairs.contains(where: { $0.key.text == ListKey.atLeast.rawValue }),
      let fields: Fields<ListKey> = fields(pair.value, of: pair.key.text), let list = fields[.atLeast]
    else { return pair }
    extent = .atLeast
    return list
  }

  /// A group is there or it is to be gone: what belongs to the one has no place in the other.
  private func reportMisplaced(_ fields: Fields<GroupKey>) {
    let isDeleted = fields[.deleted] != nil
    for key in GroupKey.allCases where !(isDeleted ? GroupKey.ofTombstone : GroupKey.ofGroup).contains(key) {
      guard let pair = fields[key] else { continue }
      error(
        pair.key.mark,
        isDeleted
          ? "\(key.rawValue): has no place in a group that is deleted; remove it, or deleted:"
          : "\(key.rawValue): of a group is said beside deleted: true alone; remove it")
    }
  }

  private func members(_ pair: Pair) -> MembersDeclaration? {
    if let at = unmanaged(pair) { return .unmanaged(at) }
    guard let items = list(pair, pair.key.text, orElse: ", or unmanaged to leave them to the identity provider")
    else { return nil }
    return .written(items.compactMap(memberEntry), at: place(pair.value.mark))
  }

  /// One diagnostic for what is missing; none when a key was misspelt, which is the likelier cause.
  private func reportMissing(_ fields: Fields<GroupKey>, of name: String, at mark: Mark) {
    let missing = [GroupKey.members, .roles].filter { fields[$0] == nil }
    guard fields.isWhole, !missing.isEmpty else { return }
    let keys = missing.map { "\($0.rawValue):" }.joined(separator: " and ")
    error(mark, "the group \(name) has no \(keys); write [] for none, or unmanaged to leave them alone")
  }

  /// The key of an object; one that cannot be read hides what refers to it.
  private func declaredName(_ key: Scalar, _ what: String) -> String? {
    if let name = identity(key, what) { return name }
    findings.contentIsHidden = true
    return nil
  }
}
