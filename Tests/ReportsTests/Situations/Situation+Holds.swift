import Access
import RandomWorlds

extension Situation {
  static let pendingInvites = Situation("pending-invites") { it in
    it.actual.invites = ["eve@acme.com", "late@vendor.com"]
    it.declare("eve@acme.com", [role(World.sourceAdmin, on: website)], line: 12)
    it.declare("new@acme.com", [role(World.sourceAdmin, on: website), role(World.sourceReader, line: 22)], line: 14)
    it.addGroup("Analytics", [], invites: ["late@vendor.com"])
    it.declareGroup("Analytics", [member("eve@acme.com"), member("new@acme.com")])
  }

  static let owners = Situation("owners") { it in
    it.desired.manage = Manage()
    it.join("mallory@evil.example", [Grant(World.owner.id)])
    it.join("eve@acme.com")
    it.addGroup("Admins", ["eve@acme.com"], [Grant(World.owner.id)])
    it.declare("lin@acme.com", [role(World.owner, reason: "on call")], line: 12)
    it.join("lin@acme.com")
    it.desired.people.modify("grace@acme.com") { $0.roles = .written([], at: at(8)) }
  }

  static let holds = Situation("holds") { it in
    it.desired.manage = Manage(people: .atLeast, directRoles: .atLeast, groups: .atLeast)
    it.join("ceo@acme.com", [Grant(World.sourceAdmin.id)])
    it.declare("ceo@acme.com", [], line: 12)
    it.desired.guardrails = [
      Guardrail(.protectedPeople(["ceo@acme.com"]), name: "the-board", at: at(3, "workspace.yaml"))
    ]
    it.join("help@segment.com", [Grant(World.sourceReader.id)])
    it.desired.ignore = [
      IgnoreRule(person: Glob("*@segment.com"), reason: "Segment's own support staff", at: at(8, "workspace.yaml"))
    ]
    it.join("odd@acme.com", [Grant(World.sourceAdmin.id)])
    it.actual.people[it.actual.people.count - 1].notUnderstood = ["a role on a PLANET"]
    it.declare("odd@acme.com", [], line: 16)
    for number in 1...5 { it.join(Email("guest\(number)@vendor.com")) }
    it.addGroup("Old", ["guest1@vendor.com"])
    it.options.noRemovals = true
    it.join("lin@acme.com", [Grant(World.sourceAdmin.id)])
    it.declare("lin@acme.com", [role(World.sourceReader)], line: 18)
    it.join("mia@acme.com", [Grant(World.sourceAdmin.id, on: onWebsite)])
    it.declare("mia@acme.com", [role(World.sourceAdmin, on: .resource(.source, "old-shop"))], line: 22)
  }

  static let expiry = Situation("expiry") { it in
    it.declare("omar@acme.com", [role(World.sourceAdmin, on: website, until: "2026-11-20", reason: "SEC-142")])
    it.join("omar@acme.com", [Grant(World.sourceAdmin.id, on: onWebsite)])
    it.declare("lin@acme.com", [role(World.functionAdmin, until: "2026-12-31", reason: "cover for ada")], line: 14)
    it.join("lin@acme.com")
    it.declare("contractor@vendor.com", line: 18)
    it.desired.people.modify("contractor@vendor.com") {
      $0.until = Expiry("2026-10-31")
      $0.untilAt = at(19)
    }
    it.join("contractor@vendor.com", [Grant(World.sourceReader.id)])
    it.declare("bob@acme.com", line: 24)
    it.desired.people.modify("bob@acme.com") { $0.presence = .departed(at(25)) }
    it.join("bob@acme.com", [Grant(World.sourceAdmin.id)])
    it.addGroup("Analytics", ["lin@acme.com", "omar@acme.com"])
    it.declareGroup("Analytics", [member("lin@acme.com"), member("omar@acme.com", until: "2026-11-01")])
  }
}
