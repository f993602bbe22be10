import PolicyFiles
import RandomWorlds
import Testing

/// Accidents of tools of the same kind that began in a file: each is an error here. `Tests/LESSONS.md` lists all.
struct LessonTests {
  private func errors(_ files: [String: String]) -> String {
    let workspace = "workspace: {slug: acme}\n"
    let directory = PolicyDirectory(["workspace.yaml": workspace].merging(files) { $1 })
    #expect(directory.load().desired == nil)
    return directory.report()
  }

  private func errors(_ text: String) -> String { errors(["p.yaml": text]) }

  @Test func `Microsoft365DSC: a list that is null, or not there, is no empty list`() {
    #expect(errors("groups: {G: {members: , roles: []}}\n").contains("members"))
    #expect(errors("groups: {G: {roles: []}}\n").contains("members"))
    #expect(errors("groups: {G: {members: [], roles: ~}}\n").contains("roles"))
  }

  @Test func `k8s.io: teams written where groups are meant is an error, not an empty policy`() {
    let said = errors("people: {ada@acme.com: {}}\nteam:\n  G: [ada@acme.com]\n")
    #expect(said.contains("p.yaml:2:1: error: unknown key"), "\(said)")
    let member = errors("people: {ada@acme.com: {}}\ngroups:\n  G: {member: [ada@acme.com], members: [], roles: []}\n")
    #expect(member.contains("p.yaml:3:7: error: unknown key"), "\(member)")
  }

  @Test func `octoDNS: a key that stands twice is an error, not the last of the two`() {
    let said = errors("people:\n  ada@acme.com: {roles: []}\n  ada@acme.com: {departed: true}\n")
    #expect(said.contains("p.yaml:3:3: error:"), "\(said)")
    #expect(said.contains("p.yaml:2:3: note:"), "\(said)")
  }

  @Test func `safe-settings: a slip in a team's or a group's name is an error, not a new team`() {
    let team = errors(
      "people: {ada@acme.com: {}}\nteams: {data: [ada@acme.com]}\ngroups: {G: {members: [team/dta], roles: []}}\n")
    #expect(team.contains("did you mean"), "\(team)")
    let group = errors("people: {ada@acme.com: {groups: [Analytcs]}}\ngroups: {Analytics: {members: [], roles: []}}\n")
    #expect(group.contains("did you mean"), "\(group)")
  }

  @Test(arguments: ["never", "soon", "4h", "2026-02-30", "31.12.2026", "2026-12-31T25:00:00Z", "9999999999"])
  func `IAMbic: an end that cannot be read is an error, not no end`(end: String) {
    let said = errors("people:\n  ada@acme.com:\n    until: \(end)\n")
    #expect(said.contains("p.yaml:3:12: error:"), "\(said)")
  }

  @Test func `Tempelis: a guard whose figure is missing is an error, not no guard`() {
    for rule in [
      "{rule: minimum-holders, role: Workspace Owner}", "{rule: maximum-removals}", "{rule: maximum-changes}",
    ] {
      let said = errors([
        "workspace.yaml": "workspace: {slug: acme}\nguardrails: [\(rule)]\npeople: {ada@acme.com: {}}\n"
      ])
      #expect(said.contains("error:"), "\(rule): \(said)")
    }
  }
}
