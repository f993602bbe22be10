package import Access
import AccessJSON
package import Planning

/// What stands beside a saved plan before anybody is asked: who owns the workspace before and after it, by the read it
/// was checked against, and the rules it was judged by. A plan file from which rules were taken looks like one that
/// never had any; whoever says yes sees which.
package struct SavedPlanReport: Documented {
  private let ownership: Ownership
  private let plan: Plan
  private let source: String

  /// - Parameter source: where the rules are from: `plan.json`, or a policy's directory.
  package init(_ ownership: Ownership, rulesOf plan: Plan, from source: String) {
    self.ownership = ownership
    self.plan = plan
    self.source = source
  }

  package var document: Document { Document(sections: [ownership.section, rules]) }

  private var rules: Document.Section {
    let guarding = plan.guarding
    let named = plan.changes.count { $0.kind.isRemoval && $0.cause.isNamed }
    let counted: [Document.Entry] =
      named == 0
      ? []
      : [
        .init(head: "\(Reports.counted(named, "removal")) counted as named by the policy: departed, deleted, or ended")
      ]
    let overridden = plan.options.overrides.map {
      Document.Entry(
        head: Line(.caution, "overridden: \(name: $0.name)"), items: [.init(line: "\($0.reason)", style: .caution)])
    }
    let rules = guarding.guardrails.map { rule in
      Document.Entry(
        head: "guardrail '\(name: rule.name)'",
        items: [.init(line: "\(rule.inWords)", places: [rule.at].compactMap(\.self))])
    }
    let builtIn = guarding.builtIn.map {
      Document.Entry(head: "built in: '\(name: $0.name)'", items: [.init(line: "\($0.inWords)")])
    }
    let ignored = guarding.ignore.map {
      Document.Entry(head: "ignored: \($0.subject)", items: [.init(line: "\($0.terms)", places: [$0.at])])
    }
    return Document.Section(
      anchor: "rules", title: "Judged by the rules of \(name: source) (\(guarding.guardrails.count))",
      layout: .statements, entries: rules + builtIn + ignored + guarding.unmanaged + counted + overridden)
  }
}

extension Ownership {
  fileprivate var section: Document.Section {
    let lost = Set(losses)
    let stay = before.filter { !lost.contains($0) }
    let new = newOwners.map { new -> Document.Entry in
      switch new.owner {
      case .person(let email, _, _): entry("\(name: email.written)", "becomes Workspace Owner", .alarm, "!")
      case .group(let group): entry("group \(name: group.name)", "comes to hold Workspace Owner", .alarm, "!")
      }
    }
    let entries =
      new + losses.map { entry("\(name: $0.written)", "is Workspace Owner no more", .removal, "-") }
      + stay.map { entry("\(name: $0.written)", "stays", .plain, "=") }
    return Document.Section(
      anchor: "ownership", title: "Workspace Owners: \(before.count) before, \(after.count) after", entries: entries)
  }

  private func entry(_ who: Line, _ what: Line, _ style: Style, _ sign: Character) -> Document.Entry {
    Document.Entry(head: who, items: [Document.Item(line: what, style: style, sign: sign)])
  }
}

extension Guarding {
  fileprivate var unmanaged: [Document.Entry] {
    let all = [
      peopleUnmanaged ? ["people"] : [],
      gathered(unmanagedGroups.map { "group \(name: $0)" }, "members of", "groups"),
      gathered(groupsOfUnmanagedRoles.map { "group \(name: $0)" }, "roles of", "groups"),
      gathered(peopleOfUnmanagedRoles.map { "\(name: $0.written)" }, "roles of", "people"),
    ]
    return all.flatMap(\.self).map { .init(head: "unmanaged", items: [.init(line: $0)]) }
  }

  /// One line for all of them, named while they are few: `members of group Okta, group Sales`, `members of 15 groups`.
  private func gathered(_ names: [Line], _ what: Line, _ several: Line) -> [Line] {
    guard !names.isEmpty else { return [] }
    return names.count > 3
      ? ["\(what) \(names.count) \(several)"] : ["\(what) \(names.joined(separator: ", "))"]
  }
}
