internal import Access
internal import YAML

/// A list entry: text alone, or a mapping in which one key names what the entry is about.
struct Entry {
  /// Nil for text alone.
  let fields: Fields?
  /// The key that names it; the first of those possible for text alone.
  let key: String
  let name: Scalar
  let details: EntryDetails
}

extension SourceReader {
  /// Reads an entry in which exactly one of the naming keys stands, and perhaps the others.
  func entry<Key: EntryKey>(_ node: Node, _ what: String, _: Key.Type) -> Entry? {
    let keys = Key.naming.map(\.rawValue)
    guard case .mapping = node else {
      guard let name = scalar(node, what), !isMissingSpace(name, keys) else { return nil }
      let details = EntryDetails(at: place(name.mark), nameAt: place(name.mark))
      return Entry(fields: nil, key: keys[0], name: name, details: details)
    }
    guard let fields = fields(node, of: what, known: Key.words),
      let pair = namingPair(node, fields, what, keys: keys)
    else { return nil }
    let (until, reason) = (expiry(fields["until"]), freeText(fields["reason"]))
    return scalar(pair.value, "\(pair.key.text):", key: pair.key.mark).map { name in
      let details = EntryDetails(until: until, reason: reason, at: place(node.mark), nameAt: place(name.mark))
      return Entry(fields: fields, key: pair.key.text, name: name, details: details)
    }
  }

  private func namingPair(_ node: Node, _ fields: Fields, _ what: String, keys: [String]) -> Pair? {
    let written = keys.compactMap { fields[$0] }
    guard let pair = written.first else {
      // An unknown key may have been meant as one of these.
      if fields.isWhole { error(node.mark, "\(what) does not say what it is about; write \(keys[0]):") }
      return nil
    }
    guard written.count == 1 else {
      error(written[1].key.mark, "\(written[0].key.text): and \(written[1].key.text): in one entry; make it two")
      return nil
    }
    return pair
  }

  /// `- role:Source Admin` is text to YAML.
  private func isMissingSpace(_ scalar: Scalar, _ keys: [String]) -> Bool {
    guard scalar.isPlain, let key = keys.first(where: { scalar.text.hasPrefix("\($0):") }) else { return false }
    error(scalar.mark, "a space is missing behind the colon; write \(key): \(scalar.text.dropFirst(key.count + 1))")
    return true
  }

  /// Reads `team/x` for the key `team`; nil for any other text.
  static func slashed(_ scalar: Scalar, _ kind: String) -> String? {
    scalar.text.hasPrefix("\(kind)/") ? String(scalar.text.dropFirst(kind.count + 1)) : nil
  }

  /// An entry of `members:`: an address, `team/x`, or one of them in mapping form.
  func memberEntry(_ node: Node) -> MemberEntry? {
    guard let entry = entry(node, "a member", MemberEntryKey.self) else { return nil }
    let slashed = Self.slashed(entry.name, "team")
    if let slashed, entry.fields != nil { return slashInMapping(entry.name, "team", slashed) }
    guard entry.key == "team" || slashed != nil else {
      return email(entry.name).map { MemberEntry(target: .person($0), details: entry.details) }
    }
    let team = identity(slashed ?? entry.name.text, entry.name, "a team's name")
    return team.map { MemberEntry(target: .team($0), details: entry.details) }
  }

  /// The part of a name behind the slash, checked as the whole is.
  func identity(_ part: String, _ scalar: Scalar, _ what: String) -> String? {
    identity(Scalar(part, isPlain: scalar.isPlain, at: scalar.mark), what)
  }

  func slashInMapping<Entry>(_ name: Scalar, _ kind: String, _ rest: String) -> Entry? {
    error(name.mark, "in mapping form the \(kind) has a key of its own; write \(kind): \(rest)")
    return nil
  }
}
