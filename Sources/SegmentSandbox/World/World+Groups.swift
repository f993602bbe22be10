extension World {
  /// An empty group; two groups may share a name (assumption A7).
  @discardableResult
  package mutating func addGroup(id: String? = nil, name: String, permissions: [Permission] = []) -> Group {
    let group = Group(id: id ?? issueID(.long), name: name, permissions: permissions.mergedByRole())
    groups[group.id] = group
    return group
  }

  /// The group goes; its members stay in the workspace.
  package mutating func removeGroup(id: String) { groups[id] = nil }

  /// Another name under the same id.
  package mutating func renameGroup(id: String, to name: String) { groups.update(id) { $0.name = name } }

  /// Replaces a group's permissions.
  package mutating func setPermissions(_ permissions: [Permission], ofGroup id: String) {
    groups.update(id) { $0.permissions = permissions }
  }

  /// Puts a member, else a pending invite, of that e-mail into the group; false when there is neither.
  @discardableResult
  package mutating func join(_ email: String, group id: String) -> Bool {
    let key = World.key(email)
    if let person = idsByEmail[key] {
      groups.update(id) { if !$0.members.contains(person) { $0.members.append(person) } }
    } else if invites[key] != nil {
      groups.update(id) { if !$0.invites.contains(key) { $0.invites.append(key) } }
    } else {
      return false
    }
    return true
  }

  /// Takes whoever has that e-mail out of the group, as member and as invite; false when they were not in it.
  @discardableResult
  package mutating func leave(_ email: String, group id: String) -> Bool {
    let key = World.key(email)
    let person = idsByEmail[key]
    guard let group = groups[id], group.invites.contains(key) || person.map(group.members.contains) == true
    else { return false }
    groups.update(id) {
      $0.invites.removeAll { $0 == key }
      $0.members.removeAll { $0 == person }
    }
    return true
  }

  /// The groups a person is a member of, oldest first.
  package func groups(ofPerson id: String) -> [Group] { groups.values.filter { $0.members.contains(id) } }
}
