internal import Syntax
internal import YAML

/// A list entry: text alone, or a mapping in which one key names what the entry is about.
struct Entry<Key: EntryKey> {
  /// Nil for text alone.
  let fields: Fields<Key>?
  /// The key that names it; the first of those possible for text alone.
  let key: Key
  let name: Scalar
  let details: EntryDetails
}

extension SourceReader {
  /// Reads an entry in which exactly one of the naming keys stands, and perhaps the others.
  func entry<Key: EntryKey>(_ node: Node, _ what: String, _: Key.Type) -> Entry<Key>? {
    guard case .mapping = node else {
      guard let name = scalar(node, what), !isMissingSpace(name, among: Key.words) else { return nil }
      let details = EntryDetails(at: place(name.mark), nameAt: place(name.mark))
      return Entry(fields: nil, key: Key.naming[0], name: name, details: details)
    }
    guard let fields: Fields<Key> = fields(node, of: what), let (key, pair) = namingPair(node, fields, what)
    else { return nil }
    let (until, reason) = (expiry(fields[.until]), freeText(fields[.reason]))
    return scalar(pair.value, "\(pair.key.text):", key: pair.key.mark).map { name in
      let details = EntryDetails(until: until, reason: reason, at: place(node.mark), nameAt: place(name.mark))
      return Entry(fields: fields, key: key, name: name, details: details)
    }
  }

  private func namingPair<Key: EntryKey>(_ node: Node, _ fields: Fields<Key>, _ what: String) -> (Key, Pair)? {
    let written = Key.naming.compactMap { key in fields[key].map { (key, $0) } }
    guard let first = written.first else {
      // An unknown key may have been meant as one of these.
      if fields.isWhole { error(node.mark, "\(what) does not say what it is about; write \(Key.naming[0].rawValue):") }
      return nil
    }
    guard written.count == 1 else {
      let (one, other) = (written[0].1.key, written[1].1.key)
      error(other.mark, "\(one.text): and \(other.text): in one entry; make it two")
      return nil
    }
    return first
  }

  /// `- role:Source Admin` is text to YAML.
  func isMissingSpace(_ scalar: Scalar, among keys: [String]) -> Bool {
    guard scalar.isPlain, let key = keys.first(where: { Self.part(of: scalar, behind: $0, ":") != nil }),
      let rest = Self.part(of: scalar, behind: key, ":")
    else { return false }
    error(scalar.mark, "a space is missing behind the colon; write \(key): \(rest)")
    return true
  }

  /// Reads `team/x` for the key `team`; nil for any other text.
  static func slashed(_ scalar: Scalar, _ kind: String) -> String? { part(of: scalar, behind: kind, "/") }

  private static func part(of scalar: Scalar, behind word: String, _ sign: String) -> String? {
    let head = word + sign
    guard scalar.text.begins(with: head) else { return nil }
    return String(scalar.text.unicodeScalars.dropFirst(head.unicodeScalars.count))
  }

  /// An entry of `members:`: an address, `team/x`, or one of them in mapping form.
  func memberEntry(_ node: Node) -> MemberEntry? {
    guard let entry = entry(node, "a member", MemberEntryKey.self) else { return nil }
    let slashed = Self.slashed(entry.name, "team")
    if let slashed, entry.fields != nil { return slashInMapping(entry.name, "team", slashed) }
    guard entry.key == .team || slashed != nil else {
      return email(entry.name).map { MemberEntry(target: .person($0), details: entry.details) }
    }
    let team = identity(slashed ?? entry.name.text, entry.name, "a team's name")
    return team.map { MemberEntry(target: .team($0), details: entry.details) }
  }

  /// The part of a name behind the slash, checked as the whole is.
  func identity(_ part: String, _ scalar: Scalar, _ what: String) -> String? {
    identity(Scalar(part, isPlain: scalar.isPlain, at: scalar.mark), what)
  }

  func slashInMapping<Declared>(_ name: Scalar, _ kind: String, _ rest: String) -> Declared? {
    error(name.mark, "in mapping form the \(kind) has a key of its own; write \(kind): \(rest)")
    return nil
  }
}
