internal import Access

/// `--override NAME` must mean one guardrail.
struct GuardrailNames {
  let findings: Findings

  func check(_ guardrails: [GuardrailDeclaration]) {
    checkSeveralOfOneKind(guardrails)
    let words = Set(guardrails.map(\.guardrail.rule.word))
    var firsts: [String: Place] = [:]
    for declaration in guardrails where declaration.hasName {
      let (name, word) = (declaration.guardrail.name, declaration.guardrail.rule.word)
      if let first = firsts[name] {
        findings.error(
          at: declaration.at, "two guardrails are named \(name); rename one", notes: [.init(at: first, "first here")])
      } else if name != word, words.contains(name) || Self.builtIn.contains(name) {
        findings.error(at: declaration.at, "the name \(name) is that of another kind of rule; choose another")
      }
      firsts[name] = firsts[name] ?? declaration.at
    }
  }

  /// Those that hold until a policy says otherwise.
  private static let builtIn: Set<String> = ["maximum-removals"]

  /// One diagnostic a kind, at the last without a name.
  private func checkSeveralOfOneKind(_ guardrails: [GuardrailDeclaration]) {
    for (word, ofOneKind) in Dictionary(grouping: guardrails, by: \.guardrail.rule.word) where ofOneKind.count > 1 {
      guard let unnamed = ofOneKind.last(where: { !$0.hasName }),
        let other = ofOneKind.first(where: { $0.at != unnamed.at })
      else { continue }
      findings.error(
        at: unnamed.at, "two \(word) rules need a name each; write name:", notes: [.init(at: other.at, "the other")])
    }
  }
}
