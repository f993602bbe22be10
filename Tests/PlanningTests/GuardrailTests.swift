import Access
import Documents
import RandomWorlds
import Testing

/// design.md section 5: every rule, made, worsened, there before, excepted, and as a warning.
struct GuardrailTests: PlanningSuite {
  private let loose = Guardrail(
    .maximumRemovals(count: 999, percent: 100), name: "loose", at: Place(file: "p", line: 1, column: 1))

  private func judged(
    _ rule: Guardrail.Rule, except: Set<Guardrail.Exception> = [], enforce: Guardrail.Enforcement = .refuse,
    _ people: [DesiredPerson], groups: [DesiredGroup] = [], ignore: [IgnoreRule] = [], _ actual: ActualState
  ) throws -> Plan {
    let guardrail = Guardrail(rule, enforce: enforce, except: except, at: at(90))
    return try plan(
      policy([declaredAda] + people, groups: groups, guardrails: [loose, guardrail], ignore: ignore), actual)
  }

  private let admin = RoleReference.name("Source Admin")
  private let functions = RoleReference.name("Function Admin")

  // minimum-holders, maximum-holders

  @Test func `fewer holders than the minimum are refused with figures, and who is lost`() throws {
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy")], invites: [email("dee")],
      groups: [team("G", [Held.admin], members: ["cy"], invites: ["dee"])])
    let groups = [group("G", members: [with("cy"), with("dee")], roles: [role("Source Admin")])]
    let people = [person("bob", []), person("cy"), person("dee")]
    let plan = try judged(.minimumHolders(admin, count: 2), people, groups: groups, actual)
    #expect(
      plan.refuses == [
        "minimum-holders: Source Admin would have 1 of at least 2 holders; loses bob@acme.com"
      ] && plan.refusals[0].remedy == "declare more holders, or `--override minimum-holders --reason \"…\"`")
    #expect(try judged(.minimumHolders(admin, count: 1), people, groups: groups, actual).refusals == [])
  }

  @Test func `a minimum counts neither the narrowed role, the ignored nor the excepted`() throws {
    let actual = workspace([ada, member("bob", Held.website), member("cy", Held.admin), member("dee", Held.admin)])
    let plan = try judged(
      .minimumHolders(admin, count: 1), except: [.person(email("cy"))], [],
      ignore: [IgnoreRule(person: Glob("dee@*"), reason: "r", at: at(95))], actual)
    #expect(
      plan.warns == [
        "minimum-holders: Source Admin would have 0 of at least 1 holders; that is so already"
      ])
  }

  @Test func `more holders than the maximum are refused; everybody counts, pending and narrowed`() throws {
    let actual = workspace(
      [ada, member("bob", Held.website)], invites: [email("cy")], groups: [team("G", [Held.admin], invites: ["cy"])])
    let groups = [group("G", members: [with("cy")], roles: [role("Source Admin")])]
    let plan = try judged(
      .maximumHolders(admin, count: 2), [person("bob"), person("cy"), person("dee", [role("Source Admin")])],
      groups: groups, actual)
    #expect(plan.refuses == ["maximum-holders: Source Admin would have 3 of at most 2 holders; new: dee@acme.com"])
  }

  @Test func `too many holders that do not become more are a warning`() throws {
    let actual = workspace([ada, member("bob", Held.admin), member("cy", Held.admin), member("dee")])
    let plan = try judged(
      .maximumHolders(admin, count: 1), [person("bob", []), person("dee", [role("Source Admin")])], actual)
    #expect(plan.refuses == [])
    #expect(
      plan.warns == [
        "maximum-holders: Source Admin would have 2 of at most 1 holders; new: dee@acme.com; that is so already"
      ])
  }

  // maximum-changes, maximum-removals

  @Test(arguments: [(2, true), (1, false)])
  func `more changes than the maximum are refused`(count: Int, allowed: Bool) throws {
    let people = [person("bob", [role("Source Admin"), role("Function Admin")])]
    let plan = try judged(.maximumChanges(count: count), people, workspace([ada, member("bob")]))
    #expect(plan.refuses == (allowed ? [] : ["maximum-changes: 2 changes, at most 1 may be made at once"]))
  }

  private func leaving(_ count: Int, of total: Int, _ guardrails: [Guardrail] = []) throws -> [GuardrailViolation] {
    let people = [ada] + (1..<total).map { member("p\($0)") }
    let kept = (1..<total).dropLast(count).map { person("p\($0)") }
    return try plan(
      policy([declaredAda] + kept, manage: exact, guardrails: guardrails), workspace(people)
    ).refusals
  }

  @Test(
    arguments: [
      (1, 2, []), (3, 4, []), (4, 16, []), (10, 200, []), (0, 1, []),
      (4, 15, ["deprovision: 4 of 15 would go, at most 25 % may"]),
      (
        4, 14,
        [
          "deprovision: 4 of 14 would go, at most 25 % may",
          "removals in total: 4 of 15 would go, at most 25 % may",
        ]
      ),
      (
        11, 200,
        ["deprovision: 11 of 200 would go, at most 10 may", "removals in total: 11 of 201 would go, at most 10 may"]
      ),
      (
        11, 20,
        [
          "deprovision: 11 of 20 would go, at most 10 and at most 25 % may",
          "removals in total: 11 of 21 would go, at most 10 and at most 25 % may",
        ]
      ),
    ] as [(Int, Int, [String])])
  func `built in: at most 10 and at most 25 %, but 3 always, for each kind and in total`(
    count: Int, total: Int, breaches: [String]
  ) throws {
    // ada's own role counts in total: 4 of 15 accounts are too many, 4 of 16 things are not.
    let said = try leaving(count, of: total).map(\.details)
    #expect(said.flatMap { $0.dropLast() } == breaches)
    // However many figures break it, it is one rule and one refusal.
    #expect(said.count == min(1, breaches.count))
  }

  @Test func `a rule of the policy replaces the built-in one, without its three`() throws {
    let rule = Guardrail(.maximumRemovals(count: 50, percent: 50), at: at(90))
    #expect(try leaving(10, of: 20, [rule]).isEmpty)
    #expect(try leaving(1, of: 2, [rule]).isEmpty)
    #expect(try leaving(11, of: 20, [rule]).count == 1)
    let none = Guardrail(.maximumRemovals(count: 0, percent: nil), at: at(90))
    #expect(try leaving(1, of: 100, [none]).count == 1)
    #expect(try leaving(0, of: 100, [none]).isEmpty)
  }

  @Test func `a refusal names figures, the changes, import, no-removals and the override`() throws {
    let refusal = try #require(try leaving(11, of: 200).first)
    #expect(
      refusal.detail
        == "deprovision: 11 of 200 would go, at most 10 may; removals in total: 11 of 201 would go, at most 10 may; deprovision p189@acme.com, deprovision p190@acme.com, deprovision p191@acme.com, deprovision p192@acme.com, deprovision p193@acme.com and 6 more"
    )
    #expect(
      refusal.remedy
        == "declare what is to stay (accord import writes down what there is), `--no-removals` to leave it all, or `--override maximum-removals --reason \"…\"`"
    )
  }

  @Test func `an override is recorded with its reason and lets the plan through`() throws {
    let desired = policy([declaredAda], manage: exact)
    let actual = workspace([ada] + (0..<20).map { member("p\($0)") })
    let options = PlanOptions(overrides: [PlanOptions.Override(name: "maximum-removals", reason: "moved out")])
    let plan = try plan(desired, actual, options)
    #expect(plan.isApplyable)
    #expect(Set(plan.refusals.map(\.overridden)) == ["moved out"])
    #expect(try !self.plan(desired, actual).isApplyable)
  }

  @Test func `a delete-group counts as a leave of each member, a revoke from a group once for each member`() throws {
    let names = (0..<12).map { "p\($0)" }
    let people = [ada] + names.map { member($0) }
    let deleted = try plan(
      policy([declaredAda] + names.map { person($0) }, manage: Manage(groups: .exact)),
      workspace(people, groups: [team("G", members: names)]))
    #expect(
      deleted.refuses == [
        """
        maximum-removals: leave: 1 change counts as 12 of 12, a deleted group once for each member; at most 10 and at \
        most 25 % may; removals in total: 1 change counts as 13 of 27; at most 10 and at most 25 % may; delete group G
        """
      ])
    let revoked = try plan(
      policy([declaredAda] + names.map { person($0) }, groups: [group("G", members: names.map { with($0) })]),
      workspace(people, groups: [team("G", [Held.admin], members: names)]))
    #expect(
      revoked.refuses.first?.hasPrefix(
        "maximum-removals: revoke: 1 change counts as 12 of 13, a group's role once for each member; at most 10")
        == true)
  }

  @Test func `a share is of what was read less ignored and unmanaged`() throws {
    let rule = Guardrail(.maximumRemovals(count: nil, percent: 50), at: at(90))
    let ignore = IgnoreRule(person: Glob("i*"), reason: "r", at: at(95))
    let people = [ada, member("bob"), member("cy")] + (0..<10).map { member("i\($0)") }
    let plan = try plan(
      policy([declaredAda], manage: exact, guardrails: [rule], ignore: [ignore]), workspace(people))
    #expect(plan.refuses.first?.hasPrefix("maximum-removals: deprovision: 2 of 3 would go, at most 50 %") == true)
    let theirs = group("New", members: nil, previously: ["Old"])
    let leaves = try self.plan(
      policy([declaredAda], groups: [theirs, group("G")], guardrails: [rule]),
      workspace([ada], groups: [team("Old", members: ["ada"]), team("G", members: ["ada"])]))
    #expect(leaves.refuses.first?.hasPrefix("maximum-removals: leave: 1 of 1 would go") == true)
    let few = IgnoreRule(person: Glob("i*"), group: Glob("New"), reason: "r", at: at(96))
    let renamed = try self.plan(
      policy(
        [declaredAda], groups: [group("New", members: [], previously: ["Old"])], guardrails: [rule], ignore: [few]),
      workspace([ada, member("i1")], groups: [team("Old", members: ["ada", "i1"])]))
    #expect(renamed.refuses.first?.hasPrefix("maximum-removals: leave: 1 of 1 would go") == true, "\(renamed.refuses)")
  }

  @Test func `a share of revocations is of what is managed: roles left alone do not make it look smaller`() throws {
    let rule = Guardrail(.maximumRemovals(count: nil, percent: 50), at: at(90))
    let theirs = (0..<10).map { index in
      DesiredPerson(email("x\(index)"), roles: .unmanaged(at(20)), at: at(20))
    }
    let group = DesiredGroup("G", members: .written([], at: at(30)), roles: .unmanaged(at(30)), at: at(30))
    let plan = try plan(
      policy([declaredAda, person("bob", [])] + theirs, groups: [group], guardrails: [rule]),
      workspace(
        [ada, member("bob", Held.admin, Held.reader)] + (0..<10).map { member("x\($0)", Held.admin) },
        groups: [team("G", [Held.reader])]))
    #expect(plan.refuses.first?.hasPrefix("maximum-removals: revoke: 2 of 3 would go, at most 50 % may") == true)
    let again = try Plan(file: Array(plan.fileText(accord: "0").utf8))
    #expect(again.guarding == plan.guarding)
  }

  @Test func `holders through an excepted group count neither for a minimum nor for a maximum`() throws {
    let (actual, groups) = (
      workspace(
        [ada, member("bob"), member("cy", Held.admin)],
        groups: [team("Glass", [Held.admin], members: ["bob"])]),
      [group("Break Glass", members: [with("bob")], roles: [role("Source Admin")], previously: ["Glass"])]
    )
    let people = [person("bob"), person("cy", [])]
    let few = try judged(
      .minimumHolders(admin, count: 1), except: [.group("Break Glass")], people, groups: groups, actual)
    #expect(
      few.refuses == ["minimum-holders: Source Admin would have 0 of at least 1 holders; loses cy@acme.com"])
    let kept = [person("bob"), person("cy", [role("Source Admin")])]
    let many = try judged(
      .maximumHolders(admin, count: 1), except: [.group("Break Glass")], kept, groups: groups, actual)
    #expect(many.refuses == [])
    #expect(many.warns == [])
    let counted = try judged(.maximumHolders(admin, count: 1), kept, groups: groups, actual)
    #expect(counted.warns.count == 1)
  }

  // allowed-domains

  @Test func `an invite outside the domains is refused, whoever is here already a warning`() throws {
    var (cy, dee) = (person("cy"), person("dee"))
    cy.email = "cy@sub.acme.com"
    dee.email = "dee@acme.com@evil.com"
    let actual = workspace([ada, ActualPerson(id: "u-1", email: "old@vendor.com")], invites: ["eve@vendor.com"])
    let plan = try judged(.allowedDomains(["acme.com"]), [cy, dee], actual)
    #expect(plan.refuses == ["allowed-domains: not in acme.com: cy@sub.acme.com, dee@acme.com@evil.com"])
    #expect(
      plan.warns == [
        "allowed-domains: not in acme.com: eve@vendor.com, old@vendor.com; that is so already"
      ])
    let excepted = try judged(
      .allowedDomains(["acme.com"]), except: [.person(cy.email), .person(dee.email)], [cy, dee], actual)
    #expect(excepted.refuses == [])
  }

  // forbid-role, forbid-direct-roles

  @Test func `a forbidden role: directly, by a group, by joining one that has it, by another scope, by an invite`()
    throws
  {
    let actual = workspace(
      [ada, member("bob"), member("cy"), member("dee", Held.website)],
      groups: [team("Has", [Held.admin], members: []), team("Gets")])
    let plan = try judged(
      .forbidRole([admin]),
      [
        person("bob", [role("Source Admin")]), person("cy"),
        person("dee", ["website", "app"].map { role("Source Admin", .resource(.source, $0)) }),
        person("eve", [role("Source Admin")]),
      ],
      groups: [
        group("Has", members: [with("cy")], roles: [role("Source Admin")]),
        group("Gets", members: [with("cy")], roles: [role("Source Admin")]),
      ], actual)
    #expect(
      plan.refuses == [
        "forbid-role: Source Admin is forbidden: bob@acme.com, cy@acme.com through group/Has, dee@acme.com, eve@acme.com, group/Gets"
      ])
    #expect(plan.warns == ["forbid-role: Source Admin is forbidden: group/Has; that is so already"])
  }

  @Test(arguments: [Guardrail.Enforcement.refuse, .warn])
  func `except takes people and groups out, and enforce warn only says`(enforce: Guardrail.Enforcement) throws {
    let plan = try judged(
      .forbidRole([admin]), except: [.person(email("bob")), .group("G")], enforce: enforce,
      [person("bob", [role("Source Admin")]), person("cy", [role("Source Admin")])],
      groups: [group("G", roles: [role("Source Admin")])], workspace([ada, member("bob"), member("cy")]))
    let expected = ["forbid-role: Source Admin is forbidden: cy@acme.com"]
    #expect(enforce == .refuse ? plan.refuses == expected : plan.refuses == [] && plan.warns == expected)
  }

  @Test func `direct roles may be forbidden, by default all but the base grant`() throws {
    let people = [person("bob", [role("Source Admin"), role(Role.baseName)]), person("cy")]
    let actual = workspace([ada, member("bob"), member("cy")])
    let groups = [group("G", members: [with("cy")], roles: [role("Function Admin")])]
    let all = try judged(.forbidDirectRoles(nil), people, groups: groups, actual)
    #expect(all.refuses == ["forbid-direct-roles: Source Admin may not be held directly: bob@acme.com"])
    #expect(
      all.warns == [
        "forbid-direct-roles: Workspace Owner may not be held directly: ada@acme.com; that is so already"
      ])
    #expect(try judged(.forbidDirectRoles([functions]), people, groups: groups, actual).refusals == [])
  }

  // separation-of-duties

  @Test func `nobody may hold a role of both lists, through any path`() throws {
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy", Held.admin, Held.functions)],
      groups: [team("G", [Held.functions])])
    let people = [
      person("bob", [role("Source Admin")]), person("cy", [role("Source Admin"), role("Function Admin")]),
    ]
    let groups = [group("G", members: [with("bob")], roles: [role("Function Admin")])]
    let plan = try judged(.separationOfDuties([admin], [functions]), people, groups: groups, actual)
    #expect(
      plan.refuses == [
        "separation-of-duties: would hold both of Source Admin and Function Admin: bob@acme.com"
      ])
    #expect(
      plan.warns == [
        "separation-of-duties: would hold both of Source Admin and Function Admin: cy@acme.com; that is so already"
      ])
    let except = Set([Guardrail.Exception.group("G")])
    #expect(
      try judged(.separationOfDuties([admin], [functions]), except: except, people, groups: groups, actual).refuses
        == [])
  }

  @Test func `a further role of separated duties worsens a breach`() throws {
    let reader = RoleReference.name("Source Read-only")
    let plan = try judged(
      .separationOfDuties([admin, reader], [functions]),
      [person("bob", [role("Source Admin"), role("Source Read-only"), role("Function Admin")])],
      workspace([ada, member("bob", Held.admin, Held.functions)]))
    #expect(plan.refuses.count == 1)
  }

  // require-expiry, require-reason

  @Test func `a role that must end: by the entry, the membership or the person`() throws {
    let groups = [
      group(
        "G", members: [with("cy", until: "2027-01-31"), with("dee"), with("eve")], roles: [role("Source Admin")])
    ]
    let people = [
      person("bob", [role("Source Admin", until: "2027-01-31")]), person("cy"), person("dee", until: "2027-01-31"),
      person("eve"), person("fay", [role("Source Admin", .resource(.source, "website"))]),
      person("gus", [role("Source Admin")]),
    ]
    let actual = workspace([ada] + ["bob", "cy", "dee", "eve", "fay"].map { member($0) })
    let plan = try judged(.requireExpiry([admin], withinDays: nil), people, groups: groups, actual)
    #expect(
      plan.refuses == [
        "require-expiry: Source Admin without an end: eve@acme.com through group/G, fay@acme.com, gus@acme.com"
      ])
    #expect(plan.refusals.first?.remedy == "write an `until:`, or `--override require-expiry --reason \"…\"`")
  }

  @Test(arguments: [("2026-12-01", true), ("2026-12-02", false), ("2026-12-01T23:59:59Z", true)])
  func `within counts days from now, the last one whole`(until: String, allowed: Bool) throws {
    let plan = try judged(
      .requireExpiry([admin], withinDays: 10), [person("bob", [role("Source Admin", until: until)])],
      workspace([ada, member("bob")]))
    #expect(
      plan.refuses
        == (allowed ? [] : ["require-expiry: Source Admin without an end within 10 days: bob@acme.com"]))
  }

  @Test func `a role that must have a reason: of the entry, the membership or the person`() throws {
    var dee = person("dee", [role("Source Admin")])
    dee.reason = "SOW-101"
    let people = [
      person("bob", [role("Source Admin", reason: "SEC-1")]), person("cy"), dee, person("eve", [role("Source Admin")]),
    ]
    let groups = [group("G", members: [with("cy", reason: "cover"), with("eve")], roles: [role("Source Admin")])]
    let actual = workspace([ada] + ["bob", "cy", "dee", "eve"].map { member($0) })
    let plan = try judged(.requireReason([admin]), people, groups: groups, actual)
    #expect(
      plan.refuses == [
        "require-reason: Source Admin without a reason: eve@acme.com, eve@acme.com through group/G"
      ])
  }

  @Test(arguments: [("", true), (" ", true), (".", true), ("\u{200B}\u{3164}", true), ("SEC-1", false), ("理由", false)])
  func `a reason that says nothing is none`(reason: String, refused: Bool) throws {
    let plan = try judged(
      .requireReason([admin]), [person("bob", [role("Source Admin", reason: reason)])], workspace([ada, member("bob")]))
    #expect(plan.refuses == (refused ? ["require-reason: Source Admin without a reason: bob@acme.com"] : []))
  }

  @Test func `what the plan neither makes nor worsens is a warning, what is excepted or ignored nothing`() throws {
    let actual = workspace([ada, member("bob", Held.admin), member("cy", Held.admin), member("dee", Held.admin)])
    let plan = try judged(
      .requireExpiry([admin], withinDays: nil), except: [.person(email("cy"))], [person("bob", [role("Source Admin")])],
      ignore: [IgnoreRule(person: Glob("dee@*"), reason: "r", at: at(95))], actual)
    #expect(plan.refuses == [])
    #expect(
      plan.warns == [
        "require-expiry: Source Admin without an end: bob@acme.com; that is so already"
      ])
  }

  @Test func `guardrails judge the whole workspace with just the chosen changes made`() throws {
    let desired = policy(
      [declaredAda, person("bob", []), person("cy", [role("Source Admin")])],
      guardrails: [loose, Guardrail(.minimumHolders(admin, count: 1), at: at(90))])
    let actual = workspace([ada, member("bob", Held.admin), member("cy")])
    #expect(try plan(desired, actual).refuses == [])
    #expect(
      try plan(desired, actual, PlanOptions(only: [.person(email("bob"))])).refuses == [
        "minimum-holders: Source Admin would have 0 of at least 1 holders; loses bob@acme.com"
      ])
  }

  @Test func `a rule on a role that nobody knows is an error: it must not pass because of a slip`() {
    let rules: [Guardrail.Rule] = [
      .forbidRole([.name("Source Admn")]), .minimumHolders(.id("role-9"), count: 1),
      .separationOfDuties([admin], [.name("Fnction Admin")]), .forbidDirectRoles(nil), .requireReason([admin]),
    ]
    let guardrails = rules.enumerated().map { Guardrail($1, at: at(90 + $0)) }
    #expect(
      errors(policy([declaredAda], guardrails: guardrails), workspace([ada])) == [
        "policy.yaml:90:3: error: this workspace has no role 'Source Admn'; did you mean 'Source Admin'?",
        "policy.yaml:91:3: error: no role has the id 'role-9'; `accord snapshot` lists the roles",
        "policy.yaml:92:3: error: this workspace has no role 'Fnction Admin'; did you mean 'Function Admin'?",
      ])
  }

  @Test func `a rule on a role of Segment's that the workspace does not have judges nobody, and says so`() throws {
    let gone = RoleReference.name("Entities Admin")
    for rule in [
      Guardrail.Rule.forbidRole([gone]), .requireReason([gone]), .maximumHolders(gone, count: 0),
      .forbidDirectRoles([gone]), .separationOfDuties([gone], [admin]),
    ] {
      let plan = try judged(rule, [person("bob", [role("Source Admin")])], workspace([ada, member("bob")]))
      #expect(plan.refusals == [])
      #expect(
        plan.warnings.map(\.description) == [
          "policy.yaml:90:3: warning: this workspace does not offer 'Entities Admin', so \(rule.word) finds nobody who holds it"
        ])
    }
  }
}
