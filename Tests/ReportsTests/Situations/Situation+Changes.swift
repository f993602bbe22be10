import Access
import RandomWorlds

extension Situation {
  /// What somebody may call things to make a report lie, ping a team, run a script or a formula.
  static let hostile = [
    "|| a | b ||", "`rm -rf`", "``` ``fence", "@team", "@acme/security", "#123 GH-7 acme/app#9 !45",
    "<script>alert(1)</script>", "</details><h1>ok</h1>", "<!-- hidden",
    "**bold** _under_ ~~gone~~ [a](https://evil.example)",
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\u{1b}[2K\u{1b}[1A", "a\nNo changes.\n", "\u{202e}nimda",
    "&lt;b&gt; \"q\" 'q'",
    " edged ", "# heading", "- bob@acme.com leaves", "/close", ":tada: www.evil.example https://evil.example",
  ]

  static let hostileNames = Situation("hostile-names") { it in
    for (at, name) in hostile.enumerated() {
      let email = Email("p\(at)+\(name)@acme.com")
      if at % 3 == 0 { it.declare(email, [role(World.sourceAdmin, on: website, reason: name, line: 30 + at)]) }
      if at % 3 != 1 { it.join(email, [Grant(World.sourceReader.id)]) }
      if at % 3 == 1 { it.actual.invites.append(email) }
      it.addGroup(name, at % 3 == 1 ? [] : [email], [Grant(World.sourceAdmin.id)])
      if at % 2 == 0 {
        it.declareGroup(name, at % 3 == 0 ? [member("ada@acme.com", reason: name)] : [])
      }
    }
    it.desired.guardrails = [
      Guardrail(.maximumRemovals(count: 200, percent: 100), name: "@team | `x`", at: at(1, "@team`.yaml"))
    ]
  }

  /// More than one comment can hold.
  static let thousandChanges = Situation("thousand-changes") { it in
    let members = (1...1000).map { Email("person-\($0)-of-a-large-company@departments.acme.com") }
    for (at, email) in members.enumerated() {
      it.declare(email, at % 2 == 0 ? [role(World.sourceReader)] : [])
      it.join(email, at % 2 == 0 ? [] : [Grant(World.sourceAdmin.id, on: onWebsite)])
    }
    it.desired.guardrails = [Guardrail(.maximumRemovals(count: 1000, percent: 100))]
  }

  static let noChange = Situation("no-change") { it in
    it.addGroup("Analytics", ["ada@acme.com"], [Grant(World.sourceReader.id)])
    it.declareGroup("Analytics", [member("ada@acme.com")], roles: [role(World.sourceReader)])
  }

  static let incompleteRead = Situation("incomplete-read") { it in
    it.declare("lin@acme.com", [role(World.sourceAdmin)])
    it.join("lin@acme.com")
    it.join("bob@acme.com", [Grant(World.sourceAdmin.id)])
    it.addGroup("Analytics", ["bob@acme.com"])
    it.actual.incomplete = [
      IncompleteRead(.people, "GET /users page 3: 503 Service Unavailable (request 7f3a)"),
      IncompleteRead(.group("g-1"), "memberCount says 12, 11 were listed"),
    ]
  }

  static let refusals = Situation("refusals") { it in
    for number in 1...20 { it.join(Email("person\(number)@acme.com"), [Grant(World.sourceAdmin.id)]) }
    it.declare("agency@other.com", [role(World.sourceAdmin)], line: 12)
    it.desired.guardrails = [
      Guardrail(.maximumRemovals(count: 10, percent: 25), at: at(3, "workspace.yaml")),
      Guardrail(.allowedDomains(["acme.com"]), name: "our-domains", at: at(6, "workspace.yaml")),
      Guardrail(
        .requireReason([.name("Source Admin")]), name: "say-why", enforce: .warn, at: at(9, "workspace.yaml")),
    ]
    it.options.overrides = [.init(name: "our-domains", reason: "SEC-142, an auditor for a week")]
  }

  static let renames = Situation("renames") { it in
    it.addGroup("Analysts", ["ada@acme.com", "grace@acme.com"], [Grant(World.sourceReader.id)])
    it.declareGroup(
      "Analytics", previously: ["Analysts"], [member("ada@acme.com")], roles: [role(World.sourceReader)])
    it.declareGroup("Privacy", [member("grace@acme.com")], roles: [role(World.functionAdmin)])
    it.join("mary@acme.com", [Grant(World.sourceAdmin.id)])
    it.declare("maria@acme.com", [role(World.sourceAdmin)], line: 15)
    it.desired.people.modify("maria@acme.com") { $0.previously = ["mary@acme.com"] }
  }
}

extension [DesiredPerson] {
  /// Edits the entry of this address.
  mutating func modify(_ email: Email, _ edit: (inout DesiredPerson) -> Void) {
    for index in indices where self[index].email == email { edit(&self[index]) }
  }
}
