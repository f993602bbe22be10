/// Digests of single subjects, over their own things alone.
struct DigestWriter {
  /// Each distinct grant as text, made once for all subjects. Without names: a renamed source is the same source.
  private var texts: [Grant: String] = [:]
  /// What does not exist, a person or a group.
  private static let absent = SHA256.digest(#"["absent"]"#.utf8)

  /// Of a member their accounts, of a pending one that they are.
  mutating func digest(of accounts: [ActualPerson], _ email: Email, isInvited: Bool) -> String {
    if accounts.isEmpty {
      return isInvited ? digest(of: [#""pending""#, JSON.string(email.key).line]) : Self.absent
    }
    return digest(of: accounts.sorted { $0.id < $1.id }.map { list([#""member""#] + parts($0)) })
  }

  mutating func digest(of groups: [ActualGroup]) -> String {
    groups.isEmpty ? Self.absent : digest(of: groups.sorted { $0.id < $1.id }.map { list(parts($0)) })
  }

  private mutating func parts(_ person: ActualPerson) -> [String] {
    [
      JSON.string(person.id.text).line, JSON.string(person.email.key).line, text(person.grants),
      text(person.notUnderstood),
    ]
  }

  private mutating func parts(_ group: ActualGroup) -> [String] {
    [
      JSON.string(group.id.text).line, JSON.string(group.name).line, text(group.grants),
      text(group.members.map(\.key)), text(group.invites.map(\.key)), text(group.notUnderstood),
    ]
  }

  private mutating func text(_ grants: [Grant]) -> String {
    list(
      grants.sorted().map { grant in
        if let text = texts[grant] { return text }
        let text = grant.snapshotJSON(Names()).line
        texts[grant] = text
        return text
      })
  }

  private func text(_ texts: [String]) -> String { JSON.strings(texts.sorted()).line }

  private func digest(of parts: [String]) -> String { SHA256.digest(list(parts).utf8) }

  /// As ``JSON/line`` writes a list of what is written already.
  private func list(_ parts: [String]) -> String { "[\(parts.joined(separator: ", "))]" }
}
