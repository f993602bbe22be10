internal import Access
internal import YAML

extension SourceReader {
  /// One entry of `ignore:`.
  func ignoreRule(_ node: Node) -> IgnoreRule? {
    guard let fields: Fields<IgnoreKey> = fields(node, of: "an ignore rule") else { return nil }
    let (person, group) = (glob(fields[.person]), glob(fields[.group]))
    // A pattern without a star is a name, and may be an older one.
    let role = glob(fields[.role]).map { Glob(RoleCatalog.currentName($0.pattern)) }
    let reason = freeText(fields[.reason])
    let until = expiry(fields[.until])
    guard let reason else {
      if fields[.reason] == nil, fields.isWhole {
        error(node.mark, "an ignore rule has no reason:; say why it is left to others")
      }
      return nil
    }
    if !reason.saysSomething, let pair = fields[.reason] {
      error(pair.value.mark, "reason: \(reason.debugDescription) says nothing; say why it is left to others")
      return nil
    }
    guard fields[.person] != nil || fields[.group] != nil || fields[.role] != nil else {
      if fields.isWhole { error(node.mark, "an ignore rule matches nothing; write person:, group: or role:") }
      return nil
    }
    guard fields[.person] == nil || fields[.group] == nil || fields[.role] == nil else {
      error(node.mark, "nothing is a person, a group and a role at once; make it two rules")
      return nil
    }
    if let until, until.hasEnded(at: now), let pair = fields[.until] {
      findings.warning(
        at: place(pair.value.mark), "this ignore rule ended on \(until) and keeps holding; extend it or remove it")
    }
    return IgnoreRule(person: person, group: group, role: role, reason: reason, until: until, at: place(node.mark))
  }

  private func glob(_ pair: Pair?) -> Glob? {
    pair.flatMap { identity($0, "a pattern") }.map { Glob($0) }
  }
}
