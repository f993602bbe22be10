internal import Access
internal import YAML

extension SourceReader {
  /// One entry of `guardrails:`.
  func guardrail(_ node: Node) -> GuardrailDeclaration? {
    guard let (word, fields) = ruleFields(node), let rule = rule(word, fields) else { return nil }
    let name = fields[.name].flatMap { identity($0, "a guardrail's name") }
    let enforce = fields[.enforce].flatMap { self.word($0, Guardrail.Enforcement.self) }
    let at = place(fields.at)
    let guardrail = Guardrail(rule, name: name, enforce: enforce ?? .refuse, at: at)
    var declaration = GuardrailDeclaration(guardrail: guardrail, at: at, hasName: fields[.name] != nil)
    declaration.except = exceptions(fields[.except])
    if case .protectedPeople = rule { declaration.protected = addresses(fields[.people]) }
    return declaration
  }

  /// Which rule an entry is, and its keys, of which none is missing.
  private func ruleFields(_ node: Node) -> (Guardrail.Kind, Fields<GuardrailKey>)? {
    guard case .mapping(let pairs, let mark, _) = node else {
      let _: Fields<GuardrailKey>? = fields(node, of: "a guardrail", among: Guardrail.Kind.common)
      return nil
    }
    guard let pair = pairs.first(where: { $0.key.text == "rule" }) else {
      error(
        mark, "a guardrail has no rule:; known are \(Guardrail.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
      return nil
    }
    guard let word = word(pair, Guardrail.Kind.self),
      let fields: Fields<GuardrailKey> = fields(node, of: "the rule \(word.rawValue)", among: word.keys)
    else { return nil }
    let missing = word.required.filter { fields[$0] == nil }.map(\.rawValue)
    guard !missing.isEmpty else { return (word, fields) }
    // A misspelt key is reported as that.
    if fields.isWhole { reportMissing(missing, of: word, at: mark) }
    return nil
  }

  private func reportMissing(_ keys: [String], of word: Guardrail.Kind, at mark: Mark) {
    error(mark, "the rule \(word.rawValue) has no \(keys.map { "\($0):" }.joined(separator: " and no ")); write it")
  }

  private func rule(_ word: Guardrail.Kind, _ fields: Fields<GuardrailKey>) -> Guardrail.Rule? {
    switch word {
    case .minimumHolders: holders(fields, 1...Int.max).map { .minimumHolders($0, count: $1) }
    case .maximumHolders: holders(fields, 0...Int.max).map { .maximumHolders($0, count: $1) }
    case .maximumRemovals: maximumRemovals(fields)
    case .maximumChanges: fields[.count].flatMap { number($0, 0...Int.max) }.map { .maximumChanges(count: $0) }
    case .protectedPeople: protectedPeople(fields)
    case .allowedDomains: fields[.domains].flatMap(domains).map { .allowedDomains($0) }
    case .requireExpiry: requireExpiry(fields)
    case .requireReason: fields[.roles].flatMap { roleList($0) }.map { .requireReason($0) }
    case .forbidRole: fields[.roles].flatMap { roleList($0) }.map { .forbidRole($0) }
    case .forbidDirectRoles:
      fields[.roles].map { roleList($0).map { .forbidDirectRoles($0) } } ?? .forbidDirectRoles(nil)
    case .separationOfDuties: fields[.roles].flatMap(separationOfDuties)
    }
  }

  private func holders(_ fields: Fields<GuardrailKey>, _ range: ClosedRange<Int>) -> (RoleReference, Int)? {
    guard let rolePair = fields[.role], let countPair = fields[.count] else { return nil }
    let role = scalar(rolePair.value, "role:", key: rolePair.key.mark).flatMap(role)
    let count = number(countPair, range)
    return role.flatMap { role in count.map { (role, $0) } }
  }
}
