import Access
package import Explaining
import Syntax

/// Ignore rules for what drifted, as YAML to be pasted into a policy. Each lacks its reason, and without one a policy is
/// refused: leaving something to others is a decision, and nobody has made it yet.
package func ignoreRules(_ drift: Drift) -> String {
  let wording = DriftWording(drift)
  let found = drift.ignorable
  var (rules, said, others) = ([Line](), Set<AccessItem.Identity>(), [Line]())
  for finding in found {
    let what: Line = "\(wording.subject(of: finding)) \(wording.predicate(of: finding)): \(wording.reason(of: finding))"
    guard let item = finding.ignorable, let entry = IgnoreEntry(item, drift.plan.names) else {
      others.append("# \(what)")
      continue
    }
    guard said.insert(item.identity).inserted else { continue }
    rules += ["  # \(what)"] + entry.lines
  }
  let missing: [Line] =
    others.isEmpty ? [] : ["", "# No rule can leave these to others; change the policy or apply it:"]
  return (drift.preamble(rules.isEmpty) + rules + missing + others).map { $0.text(TextStyle()) + "\n" }.joined()
}

extension Drift {
  /// Drift, and what is left alone but leads to Workspace Owner.
  fileprivate var ignorable: [Finding] {
    let people = Set(plan.undeclaredOwners.filter { $0.group == nil }.map(\.person))
    let groups = Set(plan.undeclaredOwners.compactMap(\.group))
    return findings.filter { finding in
      if finding.isDrift { return true }
      guard finding.kind.isUndeclared, case .hold(let hold) = finding.parts[0] else { return false }
      return hold.item.person.map(people.contains) ?? hold.item.group.map { groups.contains($0.name) } ?? false
    }
  }

  fileprivate func preamble(_ isEmpty: Bool) -> [Line] {
    let head: Line = "# Workspace \(name: plan.workspace.slug): \(plan.origin)."
    guard !isEmpty else { return [head, "# Nothing drifted that a rule could leave to others.", "ignore: []"] }
    return [
      head, "# Write a reason for each rule, and an until; a rule without a reason is refused.", "ignore:",
    ]
  }
}

/// The patterns that cover one item and nothing else.
private struct IgnoreEntry {
  private let patterns: [(key: String, name: String)]

  /// Nil where a pattern cannot say just this. A group called `*` would make a rule for every group, and so would one whose
  /// name cannot be written in a policy because some of it cannot be seen: whoever names one must not decide what is
  /// ignored.
  init?(_ item: AccessItem, _ names: Names) {
    let parts = [
      ("person", item.person?.written), ("group", item.group?.name), ("role", item.grant.map { names.role($0.role) }),
    ]
    patterns = parts.compactMap { key, name in name.map { (key, $0) } }
    let isExact = patterns.allSatisfy { pattern in
      !pattern.name.holds("*") && pattern.name.harmless.utf8.count == pattern.name.utf8.count
    }
    guard isExact else { return nil }
  }

  var lines: [Line] {
    let keys = patterns.map { "\($0.key): \(YAMLText.scalar($0.name, in: .block))" }
    return keys.enumerated().map { at, key in "\(at == 0 ? "  - " : "    ")\(key)" as Line } + ["    reason:"]
  }
}
