import Access
import AccessJSON

extension RuleEdit {
  /// The rules over plans in which two policies differ: what a reviewer must see before any change.
  static func edits(from base: DesiredState, to head: DesiredState) -> [RuleEdit] {
    edits(base.guardrails.map(Rule.init), head.guardrails.map(Rule.init))
      + edits(base.ignore.map(Rule.init), head.ignore.map(Rule.init))
      + edits(manage(base), manage(head)) + edits(lists(base, besides: head), lists(head, besides: base))
  }

  /// A rule by what it is called and what it says.
  private struct Rule {
    let name: String
    let words: String
    var at: Place?

    init(_ name: String, _ words: String, at place: Place?) {
      self.name = name
      self.words = words
      at = place
    }

    init(_ guardrail: Guardrail) {
      self.init("guardrail \(guardrail.name)", guardrail.inWords, at: guardrail.at)
    }

    init(_ rule: IgnoreRule) { self.init("ignore \(rule.subject)", rule.terms, at: rule.at) }
  }

  private static func edits(_ before: [Rule], _ after: [Rule]) -> [RuleEdit] {
    var left = before
    let kept = after.compactMap { rule -> RuleEdit? in
      // One that says the same first: of two rules for one subject only one may have been edited.
      let match = left.firstIndex { $0.name == rule.name && $0.words == rule.words }
      if let at = match {
        left.remove(at: at)
        return nil
      }
      // Another rule of this name that the new policy still has as it was is not what this one was.
      let old = left.firstIndex { old in
        old.name == rule.name && !after.contains { $0.name == old.name && $0.words == old.words }
      }
      return RuleEdit(rule.name, before: old.map { left.remove(at: $0).words }, after: rule.words, at: rule.at)
    }
    return left.map { RuleEdit($0.name, before: $0.words, after: nil) } + kept
  }

  /// Lists that are floors in one of two policies and written in both: what such a list lacks is no longer taken away.
  private static func lists(_ policy: DesiredState, besides other: DesiredState) -> [Rule] {
    let people = Dictionary(other.people.map { ($0.email, $0) }) { first, _ in first }
    let groups = Dictionary(other.groups.map { ($0.name, $0) }) { first, _ in first }
    let rule = { (name: String, extent: Manage.Extent, other: Manage.Extent, at: Place) in
      extent == other ? nil : Rule(name, extent.rawValue, at: at)
    }
    return policy.people.compactMap { person in
      people[person.email].flatMap {
        rule("the list of roles of \(person.email)", person.rolesExtent, $0.rolesExtent, person.at)
      }
    }
      + policy.groups.flatMap { group -> [Rule] in
        guard let other = groups[group.name] else { return [] }
        return [
          rule("the list of members of '\(group.name)'", group.membersExtent, other.membersExtent, group.at),
          rule("the list of roles of '\(group.name)'", group.rolesExtent, other.rolesExtent, group.at),
        ].compactMap(\.self)
      }
  }

  private static func manage(_ policy: DesiredState) -> [Rule] {
    let manage = policy.manage
    return [
      Rule("manage people", manage.people.rawValue, at: policy.workspace.at),
      Rule("manage direct-roles", manage.directRoles.rawValue, at: policy.workspace.at),
      Rule("manage groups", manage.groups.rawValue, at: policy.workspace.at),
    ]
  }
}
