internal import Access
internal import YAML

extension SourceReader {
  /// One entry of `people:`; nothing at all behind the address is allowed.
  func person(_ pair: Pair) -> PersonDeclaration? {
    if PersonKey(rawValue: pair.key.text) != nil {
      error(pair.key.mark, "\(pair.key.text): stands where an address is expected; indent it below its person")
      findings.contentIsHidden = true
      return nil
    }
    guard let email = email(pair.key) else {
      findings.contentIsHidden = true
      return nil
    }
    var person = PersonDeclaration(email: email, at: place(pair.key.mark), isIncluded: isIncluded)
    if case .scalar(let scalar) = pair.value, scalar.isNull { return person }
    guard let fields: Fields<PersonKey> = fields(pair.value, of: "a person") else { return person }
    for key in PersonKey.allCases { person.keys[key] = fields[key].map { place($0.key.mark) } }
    person.name = freeText(fields[.name])
    person.id = fields[.id].flatMap { identity($0, "an id") }.map { UserID($0) }
    person.previously = addresses(fields[.previously])
    person.roles = fields[.roles].flatMap { roles(below($0, &person.rolesExtent)) }
    person.groups = fields[.groups].flatMap { list($0, "groups") }?.compactMap(groupEntry) ?? []
    person.until = expiry(fields[.until])
    person.manager = fields[.manager].flatMap(address)
    person.reason = freeText(fields[.reason])
    person.departed = fields[.departed].flatMap(isTrue)
    warnAboutKeysWithoutEffect(person)
    return person
  }

  private func warnAboutKeysWithoutEffect(_ person: PersonDeclaration) {
    guard person.departed != nil else { return }
    for key in [PersonKey.roles, .groups, .until] {
      guard let at = person.keys[key] else { continue }
      findings.warning(at: at, "\(key.rawValue): has no effect, \(person.email) is departed; remove it")
    }
  }

  /// Where a tombstone is written: its key's value is `true` or an error.
  func isTrue(_ pair: Pair) -> Place? {
    let key = "\(pair.key.text):"
    guard let scalar = scalar(pair.value, key, key: pair.key.mark) else { return nil }
    if scalar.text == "true", scalar.isPlain { return place(pair.key.mark) }
    error(scalar.mark, "\(key) is true or not written at all; remove the key, or write true")
    return nil
  }

  private func address(_ pair: Pair) -> Located<Email>? {
    guard let scalar = scalar(pair.value, "\(pair.key.text):", key: pair.key.mark), let email = email(scalar)
    else { return nil }
    return Located(email, at: place(scalar.mark))
  }

  /// A list of addresses, each with its place.
  func addresses(_ pair: Pair?) -> [Located<Email>] {
    guard let pair, let items = list(pair, pair.key.text) else { return [] }
    return items.compactMap { item in
      guard let scalar = scalar(item, "an address"), let email = email(scalar) else { return nil }
      return Located(email, at: place(scalar.mark))
    }
  }

  private func groupEntry(_ node: Node) -> GroupEntry? {
    guard let entry = entry(node, "an entry of groups", GroupEntryKey.self) else { return nil }
    return identity(entry.name, "a group's name").map { GroupEntry(group: $0, details: entry.details) }
  }
}
