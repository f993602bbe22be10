extension World {
  /// E-mails are found without regard to the case of ASCII letters (assumption A11).
  package static func folded(_ email: String) -> String {
    String(
      decoding: email.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  /// What an e-mail is found by: folded, and other bytes are another address, although to Swift two spellings of a letter
  /// are equal. A key's own key is the same.
  package static func key(_ email: String) -> String {
    folded(email).utf8.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16) }.joined()
  }

  /// The member with that e-mail.
  package func person(email: String) -> Person? { idsByEmail[World.key(email)].flatMap { people[$0] } }

  /// The pending invite of that e-mail.
  package func invite(email: String) -> Invite? { invites[World.key(email)] }

  /// A person appears with what they are given; an invite of the same address stays as it is.
  ///
  /// Somebody already there is returned unchanged.
  @discardableResult
  package mutating func addPerson(
    id: String? = nil, email: String, name: String = "", permissions: [Permission] = []
  ) -> Person {
    if let known = person(email: email) { return known }
    let person = Person(
      id: id ?? issueID(.short), name: name, email: email, permissions: permissions.mergedByRole())
    people[person.id] = person
    idsByEmail[World.key(email)] = person.id
    return person
  }

  /// The person and all their memberships go. Their pending invite, if any, stays.
  package mutating func removePerson(id: String) {
    guard let person = people[id] else { return }
    people[id] = nil
    idsByEmail[World.key(person.email)] = nil
    for group in groups.keys { groups.update(group) { $0.members.removeAll { $0 == id } } }
  }

  /// The same account under another address, as after a change in Twilio's unified login; nothing when it is taken.
  package mutating func changeEmail(ofPerson id: String, to email: String) {
    guard let person = people[id], idsByEmail[World.key(email), default: id] == id else { return }
    idsByEmail[World.key(person.email)] = nil
    idsByEmail[World.key(email)] = id
    people.update(id) { $0.email = email }
  }

  /// Replaces a person's direct permissions.
  package mutating func setPermissions(_ permissions: [Permission], ofPerson id: String) {
    people.update(id) { $0.permissions = permissions }
  }

  /// An invite is pending from now on; one that was pending already is replaced.
  package mutating func addInvite(email: String, permissions: [Permission] = []) {
    invites[World.key(email)] = Invite(email: email, permissions: permissions.mergedByRole())
  }

  /// The invite and its memberships go.
  package mutating func removeInvite(email: String) {
    let key = World.key(email)
    invites[key] = nil
    for group in groups.keys { groups.update(group) { $0.invites.removeAll { $0 == key } } }
  }
}
