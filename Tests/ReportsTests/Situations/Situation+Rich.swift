import Access
import RandomWorlds

extension Situation {
  /// Something of everything, and little of each: what is recorded in every format but text.
  static let rich = Situation("rich") { it in
    it.desired.manage = Manage(people: .exact, directRoles: .exact, groups: .atLeast)
    // Whoever owns the workspace and is not to.
    it.join("mallory@evil.example", [Grant(World.owner.id)])
    it.addGroup("Admins", ["lin@acme.com"], [Grant(World.owner.id)])
    // Who comes, goes, ends and waits.
    it.declare("bob@acme.com", line: 24)
    it.desired.people.modify("bob@acme.com") { $0.presence = .departed(at(25)) }
    it.join("bob@acme.com", [Grant(World.sourceAdmin.id)])
    it.declare("omar@acme.com", [role(World.sourceAdmin, on: website, until: "2026-11-20", reason: "SEC-142")])
    it.join("omar@acme.com", [Grant(World.sourceAdmin.id, on: onWebsite)])
    it.declare("lin@acme.com", [role(World.sourceAdmin, on: website, until: "2026-12-01", reason: "a | b")], line: 14)
    it.join("lin@acme.com", [Grant(World.sourceAdmin.id)])
    it.declare("new@other.com", [role(World.sourceAdmin, on: website), role(World.sourceReader, line: 22)], line: 16)
    it.declare("eve@acme.com", [role(World.functionAdmin)], line: 18)
    it.actual.invites = ["eve@acme.com", "late@vendor.com"]
    it.options.reinvite = ["eve@acme.com"]
    // What is left to others, and what cannot be touched.
    it.join("ceo@acme.com", [Grant(World.sourceAdmin.id)])
    it.declare("ceo@acme.com", [], line: 20)
    it.join("help@segment.com", [Grant(World.sourceReader.id)])
    it.join("odd@acme.com", [Grant(World.sourceAdmin.id)])
    it.actual.people.modify("odd@acme.com") { $0.notUnderstood = ["a role on a PLANET"] }
    it.declare("odd@acme.com", [], line: 22)
    it.desired.ignore = [
      IgnoreRule(
        person: Glob("*@segment.com"), reason: "Segment's own support staff", until: Expiry("2026-11-30"),
        at: at(8, "workspace.yaml"))
    ]
    // Groups: renamed, created, not read whole, and a name that would ping.
    it.addGroup("Analysts", ["grace@acme.com", "omar@acme.com"], [Grant(World.sourceReader.id)])
    it.declareGroup(
      "Analytics", previously: ["Analysts"], [member("grace@acme.com", until: "2026-11-01"), member("lin@acme.com")],
      roles: [role(World.sourceReader), role(World.sourceAdmin, on: .labels(LabelSet([World.labels[0]])!))])
    it.declareGroup("@privacy", [member("grace@acme.com")], roles: [role(World.functionAdmin)])
    it.addGroup("Interns", [], invites: ["late@vendor.com"])
    it.actual.incomplete = [IncompleteRead(.group("g-3"), "memberCount says 12, 11 were listed")]
    it.desired.guardrails = [
      Guardrail(.protectedPeople(["ceo@acme.com"]), name: "the-board", at: at(3, "workspace.yaml")),
      Guardrail(.maximumRemovals(count: 2, percent: 25), at: at(5, "workspace.yaml")),
      Guardrail(.allowedDomains(["acme.com"]), name: "our-domains", at: at(6, "workspace.yaml")),
      Guardrail(
        .requireReason([.name("Source Admin")]), name: "say-why", enforce: .warn, at: at(9, "workspace.yaml")),
    ]
    it.options.overrides = [.init(name: "our-domains", reason: "SEC-142, an auditor for a week")]
  }
}

extension [ActualPerson] {
  fileprivate mutating func modify(_ email: Email, _ edit: (inout ActualPerson) -> Void) {
    for index in indices where self[index].email == email { edit(&self[index]) }
  }
}
