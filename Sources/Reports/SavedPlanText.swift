package import Access
import AccessJSON
package import Planning

/// What stands beside a saved plan before anybody is asked: who owns the workspace before and after it, by the read it
/// was checked against, and the rules it was judged by. A plan file from which rules were taken looks like one that
/// never had any; whoever says yes sees which.
///
/// - Parameter source: where the rules are from: `plan.json`, or a policy's directory.
package func textReport(
  _ ownership: Ownership, rulesOf plan: Plan, from source: String, style: TextStyle = TextStyle()
) -> String {
  let guarding = plan.guarding
  let rules = guarding.guardrails.map { "guardrail '\(name: $0.name)': \($0.inWords)\($0.place)" as Line }
  let builtIn = guarding.builtIn.map { "built in: '\(name: $0.name)': \($0.inWords)" as Line }
  let ignored = guarding.ignore.map { "ignored: \($0.subject): \($0.terms)  \($0.at)" as Line }
  let named = plan.changes.count { $0.kind.isRemoval && $0.cause.isNamed }
  let counted: [Line] =
    named == 0
    ? [] : ["\(Reports.counted(named, "removal")) counted as named by the policy: departed, or ended"]
  let overridden = plan.options.overrides.map { Line(.caution, "overridden: \(name: $0.name): \($0.reason)") }
  let all = rules + builtIn + ignored + guarding.unmanagedLines + counted + overridden
  return [
    ownership.section, TextSection("Judged by the rules of \(name: source) (\(guarding.guardrails.count))", all),
  ].text(head: [], foot: [], style)
}

extension Ownership {
  fileprivate var section: TextSection {
    let new = newOwners.map { new -> Line in
      switch new.owner {
      case .person(let email, _, _): Line(.alarm, "! \(name: email.written) becomes Workspace Owner")
      case .group(let group): Line(.alarm, "! group \(name: group.name) comes to hold Workspace Owner")
      }
    }
    let gone = losses.map { Line(.removal, "- \(name: $0.written) is Workspace Owner no more") }
    let lost = Set(losses)
    let stay = before.filter { !lost.contains($0) }.map { "\(name: $0.written) stays" as Line }
    return TextSection("Workspace Owners: \(before.count) before, \(after.count) after", new + gone + stay)
  }
}

extension Guarding {
  fileprivate var unmanagedLines: [Line] {
    let accounts: [Line] = peopleUnmanaged ? ["unmanaged: people"] : []
    return accounts + unmanagedGroups.map { "unmanaged: members of group \(name: $0)" }
      + groupsOfUnmanagedRoles.map { "unmanaged: roles of group \(name: $0)" }
      + peopleOfUnmanagedRoles.map { "unmanaged: roles of \(name: $0.written)" }
  }
}

extension Guardrail {
  fileprivate var place: Line { at.map { "  \($0)" } ?? "" }
}
