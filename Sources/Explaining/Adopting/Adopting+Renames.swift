import Access
import Planning

extension Adopting {
  mutating func rename(_ difference: Difference) {
    guard let name = difference.item.group?.name,
      let actual = declaredGroups[name]?.actual
    else { return }
    renames.append(.renameGroup(name, to: actual.name))
  }

  func isRenamed(_ name: String) -> Bool {
    renames.contains { if case .renameGroup(name, _) = $0 { true } else { false } }
  }

  func isRenamed(_ group: ActualGroup) -> Bool { renamedGroups.contains(group.id) }

  /// A declared group that is gone while exactly one undeclared group has its members and its roles was renamed.
  mutating func followRenames() {
    let missing = input.groups.declared.filter { $0.actual == nil && $0.trouble == nil && !$0.isUnmanaged }
    let (gone, new) = (
      Dictionary(grouping: missing) { content(of: $0.desired) },
      Dictionary(grouping: input.groups.undeclared) { content(of: $0) as Content? }
    )
    for match in missing where isChosen(nil, match.desired.name) {
      guard let content = content(of: match.desired), !content.members.isEmpty, gone[content]?.count == 1 else {
        continue
      }
      let candidates = (new[content] ?? []).filter { !isRenamed($0) }
      guard candidates.count == 1, input.ignoring.group(candidates[0].name) == nil else { continue }
      renames.append(.renameGroup(match.desired.name, to: candidates[0].name))
      renamedGroups.insert(candidates[0].id)
      goneGroups.insert(match.desired.name)
    }
  }

  private struct Content: Hashable {
    let members: Set<Email>
    let grants: Set<Grant>
  }

  /// Nil for a group of which anything is left alone.
  private func content(of group: DesiredGroup) -> Content? {
    guard case .written(let members, _) = group.members, case .written = group.roles else { return nil }
    let current = members.filter { !input.clock.hasEnded($0.until) }
    let grants = comparison.roles(of: group).active.keys.filter { !input.isBase($0) }
    return Content(members: Set(current.map(\.person)), grants: Set(grants))
  }

  private func content(of group: ActualGroup) -> Content {
    Content(
      members: Set((group.members + group.invites).map(declared)),
      grants: Set(group.grants.filter { !input.isBase($0) }))
  }
}
