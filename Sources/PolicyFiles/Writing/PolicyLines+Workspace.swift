internal import Access
internal import Syntax

extension PolicyLines {
  mutating func append(_ other: PolicyLines) { lines += other.lines }

  mutating func addHeader(of policy: ImportedPolicy) {
    let workspace = policy.workspace
    comment(
      "The access of \(workspace.name.isEmpty ? workspace.slug : workspace.name) as it was at \(policy.readAt), written by accord import."
    )
    comment(policy.origin ?? "Planned against that state it changes nothing.")
    comment("It is yours from here on: move, split and comment as you like.")
  }

  mutating func addWorkspace(of policy: ImportedPolicy) {
    section("workspace")
    pair("slug", YAMLText.scalar(policy.workspace.slug))
    if policy.region != .us { pair("region", policy.region.rawValue) }
    guard policy.isProviders else {
      comment("People and groups that no file names are left alone and listed. `exact` removes them,", 2)
      comment("for people:, direct-roles: and groups: one by one.", 2)
      return pair("manage", "at-least")
    }
    section("manage", 2)
    lines.append("    people: unmanaged         # the identity provider decides: nobody is invited, nobody is removed")
    lines.append("    direct-roles: at-least    # of people that no file names; exact takes their direct roles away")
    lines.append("    groups: at-least          # groups that no file names are left alone and listed")
  }

  /// Rules that hold what is there today: less is fine, more is decided here.
  mutating func addGuardrails(of policy: ImportedPolicy) {
    comment("Today's figures, so that they do not grow unseen; change them when you mean to.")
    section("guardrails")
    rule("minimum-holders", [("role", Role.ownerName), ("count", "\(policy.owners.minimum)")])
    rule("maximum-holders", [("role", Role.ownerName), ("count", "\(policy.owners.maximum)")])
    if !policy.domains.isEmpty {
      rule("allowed-domains", [])
      domains(policy.domains)
    }
    for doubtful in policy.doubtfulDomains {
      comment("\(doubtful.domain) is not among them: only invites have it, and it looks like \(doubtful.near).", 2)
    }
    comment("maximum-removals holds unwritten: at most 10 at once, and at most 25 % of each kind; 3 always.", 2)
  }

  /// What is only here, because no policy can say it.
  mutating func addLeftOut(_ leftOut: [String]) {
    guard !leftOut.isEmpty else { return }
    blank()
    comment("Left out of the policy, for the reason given:")
    for line in leftOut { comment("  \(line)") }
  }

  private mutating func pair(_ key: String, _ value: String) { lines.append("  \(key): \(value)") }

  private mutating func rule(_ word: String, _ parameters: [(key: String, value: String)]) {
    lines.append("  - rule: \(word)")
    lines += parameters.map { "    \($0.key): \($0.value)" }
  }

  private mutating func domains(_ domains: [String]) {
    let flow = "    domains: [\(domains.map { YAMLText.scalar($0, in: .flow) }.joined(separator: ", "))]"
    lines += flow.count <= 100 ? [flow] : ["    domains:"] + domains.map { "      - \(YAMLText.scalar($0))" }
  }
}
