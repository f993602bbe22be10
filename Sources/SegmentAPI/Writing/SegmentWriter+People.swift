extension SegmentWriter {
  /// Invites people with what they will hold; the answer lists the addresses that were invited.
  package func createInvites(_ invites: [InviteInput]) throws(UnsendableWrite) -> WriteAnswer<[String]> {
    try Sendability.check(addresses: invites.map(\.email))
    for invite in invites { try Sendability.check(invite.permissions) }
    let call = Call(
      .createInvites, "inviting \(Self.people(invites.map(\.email)))", path: ["invites"],
      body: Body.encoded(Body.Invites(invites)))
    return perform(call, key: "emails")
  }

  /// Cancels pending invites, and with them the group memberships that they would have brought.
  package func deleteInvites(_ emails: [String]) throws(UnsendableWrite) -> WriteAnswer<Done> {
    try Sendability.check(addresses: emails)
    let query = QueryItem.array("emails", emails)
    try Sendability.check(query: query)
    let call = Call(.deleteInvites, "cancelling the invite of \(Self.people(emails))", path: ["invites"], query: query)
    return perform(call, key: "status")
  }

  /// Removes people from the workspace; their Segment accounts remain theirs.
  ///
  /// - Parameter names: their addresses, for messages.
  package func deleteUsers(_ ids: [String], named names: [String] = []) throws(UnsendableWrite) -> WriteAnswer<Done> {
    try Sendability.check(ids: ids)
    let query = QueryItem.array("userIds", ids)
    try Sendability.check(query: query)
    let who = names.isEmpty ? Self.people(ids.map { "user \($0)" }) : Self.people(names)
    let doing = "removing \(who) from the workspace"
    return perform(Call(.deleteUsers, doing, path: ["users"], query: query), key: "status")
  }

  static func people(_ emails: [String]) -> String {
    emails.count == 1 ? emails[0] : "\(emails.count) people"
  }
}

/// Segment's `{"status": "SUCCESS"}`, the only value of its schema; any other is not understood.
package struct Done: Hashable, Sendable, Decodable {
  package init() {}

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard try container.decode(String.self) == "SUCCESS" else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not SUCCESS")
    }
  }
}
