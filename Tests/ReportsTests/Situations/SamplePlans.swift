import Access

/// Plans a reviewer could be shown.
enum Sample {
  static func plan(_ edit: (inout Plan) -> Void = { _ in }) -> Plan {
    var names = Names()
    for (id, name) in roles { names.name(RoleID(id), name) }
    names.name(.source, "s1", "website")
    names.name(.warehouse, "w1", "")
    var plan = Plan(
      workspace: Workspace(id: "ws1", slug: "acme", name: "Acme"), policyDigest: "sha256:aa", policyFiles: 7,
      actual: Plan.ActualMark(
        digest: "sha256:bb", readAt: Moment(rfc3339: "2026-11-21T08:00:00Z")!, source: .segment, incomplete: []),
      names: names)
    edit(&plan)
    return plan
  }

  private static let roles = [
    ("r1", "Workspace Owner"), ("r2", "Minimal Workspace Access"), ("r3", "Source Admin"), ("r4", "Source Read-only"),
    ("r5", "Warehouse Admin"),
  ]

  static let analytics = GroupReference("Analytics", id: "g1")
  static let platform = GroupReference("Data Platform")
  static let ada = PersonReference("ada@acme.com", id: "u1")
  static let bob = PersonReference("bob@acme.com", id: "u2")
  static let lin = PersonReference("lin@acme.com")
  static let grace = PersonReference("grace@acme.com", id: "u3")
  static let contractor = PersonReference("contractor@vendor.com", id: "u4")
  static let website = Grant("r3", on: .resource(.source, "s1"))

  static func at(_ line: Int, _ file: String = "people.yaml", column: Int = 3) -> Place {
    Place(file: file, line: line, column: column)
  }

  /// An ordinary Friday: people come, one goes, a group narrows.
  static var ordinary: Plan {
    plan { plan in
      plan.changes = [
        Change(
          .renameGroup(analytics, from: "Analysts"), reason: "previously Analysts", at: at(3, "groups.yaml"),
          cause: .renamed),
        Change(
          .createGroup(platform), reason: "declared, not in the workspace", at: at(22, "groups.yaml"), cause: .declared),
        Change(
          .invite("lin@acme.com", carrying: [website, Grant("r2")]), reason: "declared, not in the workspace",
          at: at(12),
          cause: .declared),
        Change(
          .invite("maria@acme.com", carrying: [Grant("r2")]), reason: "declared, not in the workspace", at: at(15),
          cause: .declared),
        Change(
          .grant(.group(platform), Grant("r5", on: .resource(.warehouse, "w1"))), reason: "declared",
          at: at(25, "groups.yaml", column: 7), cause: .declared),
        Change(.grant(.person(grace), Grant("r1")), reason: "declared", at: at(9, column: 13), cause: .declared),
        Change(.join(lin, analytics), reason: "member of team data-platform", at: at(40, column: 7), cause: .declared),
        Change(.join(ada, platform), reason: "declared", at: at(24, "groups.yaml", column: 7), cause: .declared),
        Change(.join(grace, platform), reason: "declared", at: at(24, "groups.yaml", column: 16), cause: .declared),
        Change(
          .deprovision(bob), reason: "departed", at: at(31), cause: .departed,
          loses: ["Workspace Owner", "Source Admin on source/website", "group Analytics"]),
        Change(.cancelInvite("old@vendor.com"), reason: "not declared", cause: .notDeclared),
        Change(
          .revoke(
            .group(analytics),
            Grant("r3", on: .labels(LabelSet([Label("environment", "prod"), Label("product", "truck")])!))),
          reason: "not in the group's roles", at: at(8, "groups.yaml", column: 5), cause: .notListed),
        Change(
          .revoke(.person(contractor), website), reason: "until 2026-11-20 has passed", at: at(36, column: 9),
          cause: .ended),
        Change(
          .leave(contractor, analytics), reason: "until 2026-11-20 has passed", at: at(34, column: 7), cause: .ended),
      ]
      plan.holds = [
        Hold(
          .grant, .grant(website, of: .person(PersonReference("eve@acme.com"))), why: .invitePending,
          detail: "what it carries is unknown",
          at: at(50)),
        Hold(
          .grant, .grant(Grant("r4"), of: .person(PersonReference("sam@acme.com"))), why: .invitePending,
          detail: "what it carries is unknown",
          at: at(52)),
        Hold(
          .revoke, .grant(Grant("r1"), of: .person(PersonReference("ceo@acme.com"))), why: .protected,
          detail: "protected; guardrail the-board",
          at: at(4, "main.yaml")),
      ]
      plan.holds += (1...24).map {
        Hold(.deprovision, .account(PersonReference(Email("p\($0)@acme.com"))), why: .undeclared, detail: "")
      }
      plan.holds += [Hold(.deleteGroup, .group(GroupReference("Old")), why: .undeclared, detail: "")]
      let first = Subject.person(PersonReference("p1@acme.com"))
      plan.holds += [Hold(.revoke, .grant(website, of: first), why: .undeclared, detail: "")]
      plan.warnings = [
        .warning(
          at: at(31, column: 1), "bob@acme.com departed, and is still named",
          notes: [.init(at: at(12, "teams.yaml"), "here")])
      ]
      plan.newOwners = [NewOwner(.person(grace.email, directly: true, through: []), .plan)]
      plan.validBefore = Moment(rfc3339: "2026-12-31T23:59:59Z")
      plan.requests = 12
    }
  }

  /// Everything that must stop a reviewer at once.
  static var alarming: Plan {
    plan { plan in
      plan.undeclaredOwners = [
        UndeclaredOwner(person: "mallory@evil.com", detail: "not declared"),
        UndeclaredOwner(person: "eve@acme.com", group: "Admins", detail: "undeclared member of Admins"),
      ]
      plan.actual.incomplete = [
        IncompleteRead(.people, "GET /users page 3: 503 Service Unavailable (request 7f3a)"),
        IncompleteRead(.group("g9"), "memberCount says 12, 11 were listed"),
      ]
      plan.changes = (1...12).map {
        Change(
          .leave(PersonReference(Email("person\($0)@acme.com"), id: UserID("u\($0)")), analytics),
          reason: "not in the group's members",
          at: at(7, "groups.yaml", column: 5), cause: .notListed)
      }
      plan.changes.append(
        Change(
          .cancelInvite("late@acme.com"), reason: "asked for by --reinvite", cause: .reinvite, precedesReplacement: true
        ))
      plan.refusals = [
        GuardrailViolation(
          rule: "maximum-removals", name: "maximum-removals",
          detail:
            "12 of 30 leaves are 40 %, and the limit is 10 and 25 %: person1@acme.com, person2@acme.com and 10 more",
          remedy: "accord import to adopt what is there, --no-removals, or --override maximum-removals --reason \"…\""),
        GuardrailViolation(
          rule: "allowed-domains", name: "our-domains", detail: "late@other.com is in none of acme.com, vendor.com",
          remedy: "--override our-domains --reason \"…\"", overridden: "SEC-142, auditor for a week",
          at: at(60, "main.yaml")),
        GuardrailViolation(
          rule: "require-reason", name: "say-why", enforce: .warn,
          detail: "Workspace Owner of ada@acme.com has no reason", remedy: ""),
      ]
      plan.options = PlanOptions(
        only: [.group("Analytics")], overrides: [.init(name: "our-domains", reason: "SEC-142, auditor for a week")])
      plan.requests = 140
      plan.secondsAtLimits = 81
    }
  }

  static var applied: Applied {
    var outcomes: [Outcome] = ordinary.changes.map { _ in .done }
    outcomes[4] = .failed(
      "giving group Data Platform Warehouse Admin: POST /groups/g2/permissions: 422 Unprocessable, \"role needs a warehouse\" (request 8c1f)"
    )
    outcomes[6] = .unknown("adding lin@acme.com to group Analytics: no answer; the group did not show them for 30 s")
    outcomes[9] = .moved("bob@acme.com gained Source Admin on source/website since the plan was read")
    outcomes[13] = .skipped("waits for: lin@acme.com joins group Analytics")
    return Applied(plan: ordinary, outcomes: outcomes, wrote: true, requests: 31, writes: 17, rateLimited: 1)
  }
}
