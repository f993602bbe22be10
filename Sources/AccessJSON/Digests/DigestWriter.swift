import Access
import Digests
import Syntax

/// Digests of single subjects, over their own things alone.
///
/// What is digested is ``JSON/line`` of a list, written as bytes straight away: a plan that touches many subjects
/// digests each of them whole, and texts put together from texts took most of that.
struct DigestWriter {
  /// Each distinct grant as text, made once for all subjects. Without names: a renamed source is the same source.
  private var texts: [Grant: [UInt8]] = [:]
  private var bytes: [UInt8] = []
  /// What does not exist, a person or a group.
  private static let absent = SHA256.digest(#"["absent"]"#.utf8)

  /// Of a member their accounts, of a pending one that they are.
  mutating func digest(of accounts: [ActualPerson], _ email: Email, isInvited: Bool) -> String {
    if accounts.isEmpty {
      return isInvited ? SHA256.digest(#"["pending", \#(JSON.string(email.key).line)]"#.utf8) : Self.absent
    }
    bytes.removeAll(keepingCapacity: true)
    writeList(accounts.count == 1 ? accounts : accounts.sorted { $0.id < $1.id }) { $0.write($1) }
    return SHA256.digest(bytes)
  }

  mutating func digest(of groups: [ActualGroup]) -> String {
    if groups.isEmpty { return Self.absent }
    bytes.removeAll(keepingCapacity: true)
    writeList(groups.sorted { $0.id < $1.id }) { $0.write($1) }
    return SHA256.digest(bytes)
  }

  private mutating func write(_ person: ActualPerson) {
    write(#"["member", "#)
    write(JSON.string(person.id.text).line, person.email.keyLine)
    write(person.grants)
    write(", ")
    writeList(person.notUnderstood.sorted()) { $0.write(JSON.string($1).line) }
    write("]")
  }

  private mutating func write(_ group: ActualGroup) {
    write("[")
    write(JSON.string(group.id.text).line, JSON.string(group.name).line)
    write(group.grants)
    for list in [group.members, group.invites] {
      write(", ")
      writeList(list.map(\.key).sorted()) { $0.write(JSON.string($1).line) }
    }
    write(", ")
    writeList(group.notUnderstood.sorted()) { $0.write(JSON.string($1).line) }
    write("]")
  }

  private mutating func write(_ grants: [Grant]) {
    writeList(grants.sorted()) { writer, grant in
      if let text = writer.texts[grant] { return writer.bytes.append(contentsOf: text) }
      let text = Array(grant.snapshotJSON(Names()).line.utf8)
      writer.texts[grant] = text
      writer.bytes.append(contentsOf: text)
    }
  }

  private mutating func write(_ first: String, _ second: String) {
    write(first)
    write(", ")
    write(second)
    write(", ")
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func writeList<Part>(_ parts: [Part], _ write: (inout DigestWriter, Part) -> Void) {
    self.write("[")
    for (place, part) in parts.enumerated() {
      if place > 0 { self.write(", ") }
      write(&self, part)
    }
    self.write("]")
  }
}

extension Email {
  fileprivate var keyLine: String { JSON.string(key).line }
}
