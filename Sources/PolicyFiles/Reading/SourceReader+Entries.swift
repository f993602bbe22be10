internal import Access
internal import YAML

extension SourceReader {
  /// A list entry: text alone, or a mapping in which exactly one of `keys` names what it is about.
  ///
  /// Returns that key (the first of them for text alone), the text, and `until` and `reason`.
  func entry(
    _ node: Node, _ what: String, keys: [String], extra: [String] = []
  ) -> (key: String, name: Scalar, details: EntryDetails)? {
    guard let (fields, key, name) = mappingEntry(node, what, keys: keys, extra: extra) else { return nil }
    var details = EntryDetails(at: place(node.mark), nameAt: place(name.mark))
    details.until = expiry(fields?["until"])
    details.reason = freeText(fields?["reason"])
    return (key, name, details)
  }

  /// As ``entry(_:_:keys:extra:)``, with the fields that a mapping has.
  func mappingEntry(
    _ node: Node, _ what: String, keys: [String], extra: [String]
  ) -> (fields: Fields?, key: String, name: Scalar)? {
    guard case .mapping = node else {
      guard let scalar = scalar(node, what), !isMissingSpace(scalar, keys) else { return nil }
      return (nil, keys[0], scalar)
    }
    guard let fields = fields(node, of: what, known: keys + extra + ["until", "reason"]) else { return nil }
    let written = keys.compactMap { fields[$0] }
    guard let pair = written.first else {
      // An unknown key may have been meant as one of these.
      if isWhole(node, fields) { error(node.mark, "\(what) does not say what it is about; write \(keys[0]):") }
      return nil
    }
    guard written.count == 1 else {
      error(written[1].key.mark, "\(written[0].key.text): and \(written[1].key.text): in one entry; make it two")
      return nil
    }
    return scalar(pair.value, "\(pair.key.text):", key: pair.key.mark).map { (fields, pair.key.text, $0) }
  }

  /// Whether every key of the node is among the fields: none was unknown.
  private func isWhole(_ node: Node, _ fields: Fields) -> Bool {
    guard case .mapping(let pairs, _, _) = node else { return true }
    return pairs.allSatisfy { fields[$0.key.text] != nil }
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
    guard let (key, name, details) = entry(node, "a member", keys: ["person", "team"]) else { return nil }
    if let team = Self.slashed(name, "team") {
      guard key == "person", details.at == details.nameAt else { return slashInMapping(name, "team", team) }
      return identity(team, name, "a team's name").map { MemberEntry(target: .team($0), details: details) }
    }
    if key == "team" {
      return identity(name, "a team's name").map { MemberEntry(target: .team($0), details: details) }
    }
    return email(name).map { MemberEntry(target: .person($0), details: details) }
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
