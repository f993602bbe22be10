extension SegmentWriter {
  /// Creates a group. Segment does not say that names are unique, so an unknown answer must be looked up, not repeated.
  package func createGroup(named name: String) throws(UnsendableWrite) -> WriteAnswer<SegmentGroup> {
    guard !name.isEmpty else { throw .emptyName }
    let body = Body.encoded(Body.Name(name: name))
    return perform(Call(.createGroup, "creating group \(name)", path: ["groups"], body: body), key: "userGroup")
  }

  /// Gives a group another name.
  ///
  /// - Parameter old: what it is called now, for messages.
  package func renameGroup(
    _ id: String, to name: String, from old: String? = nil
  ) throws(UnsendableWrite) -> WriteAnswer<SegmentGroup> {
    try Sendability.check(id: id)
    guard !name.isEmpty else { throw .emptyName }
    let body = Body.encoded(Body.Name(name: name))
    let call = Call(.renameGroup, "renaming group \(old ?? id) to \(name)", path: ["groups", id], body: body)
    return perform(call, key: "userGroup")
  }

  /// Deletes a group; its members stay in the workspace.
  package func deleteGroup(_ id: String, named name: String? = nil) throws(UnsendableWrite) -> WriteAnswer<Done> {
    try Sendability.check(id: id)
    return perform(Call(.deleteGroup, "deleting group \(name ?? id)", path: ["groups", id]), key: "status")
  }

  /// Adds members and pending invites to a group, by address.
  package func addMembers(
    _ emails: [String], toGroup id: String, named name: String? = nil
  ) throws(UnsendableWrite) -> WriteAnswer<SegmentGroup> {
    try Sendability.check(id: id)
    try Sendability.check(addresses: emails)
    let call = Call(
      .addMembers, "adding \(Self.people(emails)) to group \(name ?? id)", path: ["groups", id, "users"],
      body: Body.encoded(Body.Emails(emails: emails)))
    return perform(call, key: "userGroup")
  }

  /// Takes members and pending invites out of a group, by address.
  package func removeMembers(
    _ emails: [String], fromGroup id: String, named name: String? = nil
  ) throws(UnsendableWrite) -> WriteAnswer<Done> {
    try Sendability.check(id: id)
    try Sendability.check(addresses: emails)
    let query = QueryItem.array("emails", emails)
    try Sendability.check(query: query)
    let call = Call(
      // Segment's path is singular here and plural everywhere else.
      .removeMembers, "taking \(Self.people(emails)) out of group \(name ?? id)", path: ["group", id, "users"],
      query: query)
    return perform(call, key: "status")
  }
}
