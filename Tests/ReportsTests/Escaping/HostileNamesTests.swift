import Access
import Reports
import Syntax
import Testing

/// What somebody may call a group to make a report lie.
private let hostileNames = [
  "\u{1b}[2K\u{1b}[1A", "\u{1b}]0;title\u{7}", "a\nNo changes. The workspace matches the policy.\n", "\r  + ",
  "\u{8}\u{8}",
  "\u{202e}nimda", "a\u{200b}da", "\u{2066}x\u{2069}", "\u{9b}31m", "\u{2028}- bob@acme.com", "\u{e0041}", "\u{feff}",
  "\u{3164}", "\u{2800}", "a\u{FE0F}", "\u{61c}", "\u{0}", "", " ", "  - bob@acme.com  leaves the workspace", "\u{7f}",
]

@Suite struct `Hostile names` {
  @Test(arguments: hostileNames)
  func `cannot act on a terminal or add a line`(name: String) {
    let plan = hostile(name)
    let text = textReport(plan)
    let tame = textReport(hostile("tame"))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.deceives })
    #expect(text.count { $0 == "\n" } == tame.count { $0 == "\n" })
    let applied = textReport(Applied(plan: plan, outcomes: plan.changes.map { _ in .failed(name) }))
    #expect(applied.unicodeScalars.allSatisfy { $0 == "\n" || !$0.deceives })
    let problems = textReport([Diagnostic.error(at: Place(file: name, line: 1, column: 1), name)])
    #expect(problems.unicodeScalars.allSatisfy { $0 == "\n" || !$0.deceives })
    #expect(problems.count { $0 == "\n" } == 2)
  }

  @Test func `are written out`() {
    #expect("a\u{1b}[31m\n\u{202e}é👩‍💻❤️".harmless == "a\\u{1b}[31m\\u{a}\\u{202e}é👩\\u{200d}💻❤️")
    #expect(textReport(hostile(" x")).contains("group \" x\""))
    #expect(textReport(hostile("")).contains("group \"\""))
  }

  /// The name in every place that holds text.
  private func hostile(_ name: String) -> Plan {
    let place = Place(file: name, line: 1, column: 1)
    let person = PersonReference(Email(name), id: UserID(name))
    let group = GroupReference(name, id: GroupID(name))
    let grant = Grant(RoleID(name), on: .resource(.source, ResourceID(name)))
    let labelled = Grant(RoleID(name), on: .labels(LabelSet([Label(name, name)])!))
    let actions: [Change.Action] = [
      .renameGroup(group, from: name), .createGroup(group), .invite(person.email, carrying: [grant]),
      .invite(person.email, carrying: [grant, labelled]), .grant(.person(person), grant),
      .grant(.group(group), labelled),
      .join(person, group), .cancelInvite(person.email), .deprovision(person), .revoke(.person(person), grant),
      .leave(person, group), .deleteGroup(group),
    ]
    return Sample.plan { plan in
      plan.workspace = Workspace(id: name, slug: name, name: name)
      plan.names.name(grant.role, name)
      plan.actual.incomplete = [IncompleteRead(.person(UserID(name)), name)]
      plan.options = PlanOptions(only: [.group(name)])
      plan.changes = actions.map { Change($0, reason: name, at: place, cause: .declared, loses: [name]) }
      plan.holds = [Hold(.revoke, .grant(grant, of: .person(person)), why: .ignored, detail: name + "x", at: place)]
      plan.undeclaredOwners = [UndeclaredOwner(person: person.email, group: name, detail: name)]
      plan.refusals = [
        GuardrailViolation(rule: name, name: name, detail: name, remedy: name + "x", at: place),
        GuardrailViolation(rule: name, name: name, detail: name, remedy: name, overridden: name, at: place),
        GuardrailViolation(rule: name, name: name, enforce: .warn, detail: name, remedy: name + "x", at: place),
      ]
      plan.warnings = [.warning(at: place, name, notes: [.init(at: place, name)])]
    }
  }
}
