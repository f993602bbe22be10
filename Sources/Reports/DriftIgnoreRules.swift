import Access
package import Explaining
import Syntax

/// Ignore rules for what drifted, as YAML to be pasted into a policy. Each lacks its reason, and without one a policy is
/// refused: leaving something to others is a decision, and nobody has made it yet.
package func ignoreRules(_ drift: Drift) -> String {
  let wording = DriftWording(drift)
  let found = drift.ignorable
  var (rules, said, others) = ([Line](), Set<IgnoreTarget>(), [Line]())
  for finding in found {
    let what: Line = "\(wording.subject(of: finding)) \(wording.predicate(of: finding)): \(wording.reason(of: finding))"
    guard let target = finding.ignorable, target.isExact else {
      others.append("# \(what)")
      continue
    }
    guard said.insert(target).inserted else { continue }
    rules += ["  # \(what)"] + target.entry
  }
  let missing: [Line] =
    others.isEmpty ? [] : ["", "# No rule can leave these to others; change the policy or apply it:"]
  return (drift.preamble(rules.isEmpty) + rules + missing + others).map { $0.text(Style()) + "\n" }.joined()
}

extension Drift {
  /// Drift, and what is left alone but leads to Workspace Owner.
  fileprivate var ignorable: [Finding] {
    let people = Set(plan.undeclaredOwners.filter { $0.group == nil }.map(\.person))
    let groups = Set(plan.undeclaredOwners.compactMap(\.group))
    return findings.filter { finding in
      if finding.isDrift { return true }
      guard finding.kind.isUndeclared, case .hold(let hold) = finding.parts[0] else { return false }
      return hold.person.map(people.contains) ?? hold.group.map(groups.contains) ?? false
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

extension IgnoreTarget {
  /// Whether a pattern can say just this. A group called `*` would make a rule for every group, and so would one whose
  /// name cannot be written in a policy because some of it cannot be seen: whoever names one must not decide what is
  /// ignored.
  fileprivate var isExact: Bool {
    [person, group, role].compactMap(\.self).allSatisfy { name in
      !name.contains("*") && !name.unicodeScalars.contains(where: \.deceives)
    }
  }

  fileprivate var entry: [Line] {
    let parts = [("person", person), ("group", group), ("role", role)].compactMap { word, name in
      name.map { "\(word): \(YAMLText.scalar($0, in: .block))" }
    }
    return parts.enumerated().map { at, part in "\(at == 0 ? "  - " : "    ")\(part)" as Line } + ["    reason:"]
  }
}
