import Access
import AccessJSON

extension RuleEdit {
  /// The rules over plans in which two policies differ: what a reviewer must see before any change.
  static func edits(from base: DesiredState, to head: DesiredState) -> [RuleEdit] {
    edits(base.guardrails.map(Rule.init), head.guardrails.map(Rule.init))
      + edits(base.ignore.map(Rule.init), head.ignore.map(Rule.init))
      + edits(manage(base), manage(head)) + lists(from: base, to: head)
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

  /// Lists of both policies that another rule goes for now: what such a list lacks is no longer taken away, or is now.
  private static func lists(from base: DesiredState, to head: DesiredState) -> [RuleEdit] {
    let people = Dictionary(base.people.map { ($0.email, $0) }) { first, _ in first }
    let groups = Dictionary(base.groups.map { ($0.name, $0) }) { first, _ in first }
    return head.people.compactMap { person in
      let before = ([person.email] + person.previously).lazy.compactMap { people[$0] }.first
      guard let before, before.presence == .declared, person.presence == .declared else { return nil }
      if case (.unwritten, .unwritten) = (before.roles, person.roles) { return nil }
      return edit(
        "the list of roles of \(person.email)", before.extent(in: base), person.extent(in: head), person.at)
    }
      + head.groups.flatMap { group -> [RuleEdit] in
        let before = ([group.name] + group.previously).lazy.compactMap { groups[$0] }.first
        guard let before else { return [] }
        return [
          edit("the list of members of '\(group.name)'", before.extentOfMembers, group.extentOfMembers, group.at),
          edit("the list of roles of '\(group.name)'", before.extentOfRoles, group.extentOfRoles, group.at),
        ].compactMap(\.self)
      }
  }

  private static func edit(_ name: String, _ before: String, _ after: String, _ at: Place) -> RuleEdit? {
    before == after ? nil : RuleEdit(name, before: before, after: after, at: at)
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

// How far a list goes, in the policy's words.
extension DesiredPerson {
  /// Where nothing is written `manage.direct-roles` decides.
  fileprivate func extent(in policy: DesiredState) -> String {
    switch roles {
    case .unwritten: policy.manage.directRoles.rawValue
    case .unmanaged: "unmanaged"
    case .written: rolesExtent.rawValue
    }
  }
}

extension DesiredGroup {
  fileprivate var extentOfMembers: String {
    switch members {
    case .unmanaged: "unmanaged"
    case .written: membersExtent.rawValue
    }
  }

  fileprivate var extentOfRoles: String { roles.isUnmanaged ? "unmanaged" : rolesExtent.rawValue }
}
