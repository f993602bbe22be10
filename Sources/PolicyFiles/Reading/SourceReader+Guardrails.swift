internal import Access
internal import YAML

extension SourceReader {
  /// The words after `rule:`, each with the parameters it takes.
  private enum RuleWord: String, CaseIterable {
    case minimumHolders = "minimum-holders"
    case maximumHolders = "maximum-holders"
    case maximumRemovals = "maximum-removals"
    case maximumChanges = "maximum-changes"
    case protectedPeople = "protected-people"
    case allowedDomains = "allowed-domains"
    case requireExpiry = "require-expiry"
    case requireReason = "require-reason"
    case forbidRole = "forbid-role"
    case forbidDirectRoles = "forbid-direct-roles"
    case separationOfDuties = "separation-of-duties"

    var required: [String] {
      switch self {
      case .minimumHolders, .maximumHolders: ["role", "count"]
      case .maximumRemovals, .forbidDirectRoles: []
      case .maximumChanges: ["count"]
      case .protectedPeople: ["people"]
      case .allowedDomains: ["domains"]
      case .requireExpiry, .requireReason, .forbidRole, .separationOfDuties: ["roles"]
      }
    }

    var optional: [String] {
      switch self {
      case .maximumRemovals: ["count", "percent"]
      case .forbidDirectRoles: ["roles"]
      case .requireExpiry: ["within"]
      case .minimumHolders, .maximumHolders, .maximumChanges, .protectedPeople, .allowedDomains, .requireReason,
        .forbidRole, .separationOfDuties:
        []
      }
    }

    /// It makes holds and refuses nothing.
    var takesEnforce: Bool { self != .protectedPeople }
  }

  /// One entry of `guardrails:`.
  func guardrail(_ node: Node) -> GuardrailDeclaration? {
    guard case .mapping(let pairs, let mark, _) = node else {
      _ = fields(node, of: "a guardrail", known: ["rule", "name", "enforce", "except"])
      return nil
    }
    guard let pair = pairs.first(where: { $0.key.text == "rule" }) else {
      error(mark, "a guardrail has no rule:; known are \(RuleWord.allCases.map(\.rawValue).joined(separator: ", "))")
      return nil
    }
    guard let word = word(pair, RuleWord.self) else { return nil }
    let common = ["rule", "name", "except"] + (word.takesEnforce ? ["enforce"] : [])
    let known = common + word.required + word.optional
    guard let fields = fields(node, of: "the rule \(word.rawValue)", known: known) else { return nil }
    let missing = word.required.filter { fields[$0] == nil }
    if !missing.isEmpty {
      // A misspelt key is reported as that.
      if pairs.allSatisfy({ fields[$0.key.text] != nil }) { reportMissing(missing, of: word, at: mark) }
      return nil
    }
    let name = fields["name"].flatMap { identity($0, "a guardrail's name") }
    let enforce = fields["enforce"].flatMap { self.word($0, Guardrail.Enforcement.self) }
    let except = exceptions(fields["except"])
    guard let rule = rule(word, fields) else { return nil }
    let guardrail = Guardrail(rule, name: name, enforce: enforce ?? .refuse, at: place(mark))
    var declaration = GuardrailDeclaration(guardrail: guardrail, at: place(mark), hasName: fields["name"] != nil)
    declaration.except = except
    if case .protectedPeople = rule { declaration.protected = addresses(fields["people"]) }
    return declaration
  }

  private func reportMissing(_ keys: [String], of word: RuleWord, at mark: Mark) {
    error(mark, "the rule \(word.rawValue) has no \(keys.map { "\($0):" }.joined(separator: " and no ")); write it")
  }

  private func rule(_ word: RuleWord, _ fields: Fields) -> Guardrail.Rule? {
    switch word {
    case .minimumHolders: holders(fields, 1...Int.max).map { .minimumHolders($0, count: $1) }
    case .maximumHolders: holders(fields, 0...Int.max).map { .maximumHolders($0, count: $1) }
    case .maximumRemovals: maximumRemovals(fields)
    case .maximumChanges: fields["count"].flatMap { number($0, 0...Int.max) }.map { .maximumChanges(count: $0) }
    case .protectedPeople: protectedPeople(fields)
    case .allowedDomains: fields["domains"].flatMap(domains).map { .allowedDomains($0) }
    case .requireExpiry: requireExpiry(fields)
    case .requireReason: fields["roles"].flatMap { roleList($0) }.map { .requireReason($0) }
    case .forbidRole: fields["roles"].flatMap { roleList($0) }.map { .forbidRole($0) }
    case .forbidDirectRoles:
      fields["roles"].map { roleList($0).map { .forbidDirectRoles($0) } } ?? .forbidDirectRoles(nil)
    case .separationOfDuties: fields["roles"].flatMap(separationOfDuties)
    }
  }

  private func holders(_ fields: Fields, _ range: ClosedRange<Int>) -> (RoleReference, Int)? {
    guard let rolePair = fields["role"], let countPair = fields["count"] else { return nil }
    let role = scalar(rolePair.value, "role:", key: rolePair.key.mark).flatMap(role)
    let count = number(countPair, range)
    return role.flatMap { role in count.map { (role, $0) } }
  }
}
