import Testing

/// Plans and snapshots that outlive the run that made them.
@Suite struct `A saved file` {
  private let accord: Accord
  private var place: PrivatePlace { accord.place }

  init() throws { accord = Accord(place: try PrivatePlace()) }

  @Test func `of a plan is carried out as it was reviewed`() throws {
    let planned = try accord("plan", "--sandbox", "workspace.json", "--out", "plan.json")
    #expect(place.mode("plan.json") == 0o600)
    #expect(try accord("show", "plan.json").output == planned.output)

    // The policy moves on; the plan does not.
    try place.edit("policies/people.yaml", "  tom@acme.com:\n    name: Tom Achebe\n", "")
    let applied = try accord("apply", "plan.json", "--sandbox", "workspace.json", "--yes")
    #expect(applied.code == 0, "\(applied.everything)")
    #expect(applied.output.hasSuffix("Applied 22 of 22 changes.\n"))
  }

  @Test func `of a plan is applied after saying by which rules, and who owns the workspace`() throws {
    _ = try accord("plan", "--sandbox", "workspace.json", "--out", "plan.json")
    let asked = try accord("apply", "plan.json", "--sandbox", "workspace.json")
    #expect(asked.code == 5)
    #expect(asked.errors.contains("Judged by the rules of plan.json ("), "\(asked.errors)")
    #expect(asked.errors.contains("Workspace Owners: "))
    let judged = try accord("apply", "plan.json", "--policy", "policies", "--sandbox", "workspace.json", "--yes")
    #expect(judged.code == 0, "\(judged.everything)")
    #expect(judged.errors.contains("Judged by the rules of policies ("))
  }

  @Test func `of a plan is judged by no policy of another workspace, and a policy by none`() throws {
    _ = try accord("plan", "--sandbox", "workspace.json", "--out", "plan.json")
    let before = try place.text("workspace.json")
    try place.write("other.yaml", "workspace:\n  slug: globex\npeople:\n  ada@globex.com:\n")
    let other = try accord("apply", "plan.json", "--policy", "other.yaml", "--sandbox", "workspace.json", "--yes")
    #expect(other.code == 1, "\(other.everything)")
    try place.edit("policies/workspace.yaml", "slug: acme", "slug: globex")
    let moved = try accord("apply", "plan.json", "--policy", "policies", "--sandbox", "workspace.json", "--yes")
    #expect(moved.code == 1, "\(moved.everything)")
    #expect(moved.errors.contains("this policy is for workspace 'globex'"), "\(moved.everything)")
    #expect(try accord("apply", "--policy", "policies", "--sandbox", "workspace.json").code == 64)
    #expect(try place.text("workspace.json") == before)
  }

  @Test func `of a plan is refused whole once one of its subjects moved`() throws {
    _ = try accord("plan", "--sandbox", "workspace.json", "--out", "plan.json")
    try place.edit("workspace.json", #"["maria@acme.com", "tess@brightside.example"]"#, #"["maria@acme.com"]"#)
    let before = try place.text("workspace.json")
    let applied = try accord("apply", "plan.json", "--sandbox", "workspace.json", "--yes")
    #expect(applied.code == 1)
    #expect(
      applied.errors
        == "error: this plan is out of date; plan again: group Marketing changed since the plan was made\n")
    #expect(try place.text("workspace.json") == before)
  }

  @Test func `has no say over the guardrails of a policy that judges it`() throws {
    try place.edit("policies/workspace.yaml", "count: 10", "count: 3")
    let before = try place.text("workspace.json")
    let overridden = ["--override", "maximum-removals", "--reason", "SEC-200"]
    let words = ["plan", "--sandbox", "workspace.json", "--out", "plan.json"]
    #expect(try accord.run(words + overridden).code == 0)
    let judged = ["apply", "plan.json", "--sandbox", "workspace.json", "--yes", "--policy", "policies"]
    let refused = try accord.run(judged)
    #expect(refused.code == 3, "\(refused.everything)")
    #expect(refused.errors.contains("maximum-removals"), "\(refused.everything)")
    #expect(try place.text("workspace.json") == before)
    #expect(try accord.run(judged + overridden).code == 0)
  }

  @Test func `of a plan made from a snapshot is never applied`() throws {
    _ = try accord("plan", "--snapshot", "workspace.json", "--out", "plan.json")
    let applied = try accord("apply", "plan.json", "--sandbox", "workspace.json", "--yes")
    #expect(applied.code == 1)
    #expect(applied.errors.contains("this plan was made from a snapshot and cannot be applied"))
  }

  @Test func `is for nobody but its owner`() throws {
    #expect(try accord("snapshot", "--sandbox", "workspace.json", "--out", "fresh.json").code == 0)
    #expect(place.mode("fresh.json") == 0o600)
    #expect(try accord("apply", "--sandbox", "workspace.json", "--yes").code == 0)
    #expect(place.mode("workspace.json") == 0o600)
    let journals = place.names(in: ".accord").filter { $0.hasSuffix(".jsonl") }
    #expect(!journals.isEmpty)
    for journal in journals { #expect(place.mode(".accord/\(journal)") == 0o600) }
    #expect(try place.text(".accord/.gitignore") == "*\n")
  }

  @Test func `of a snapshot is what it was made from`() throws {
    _ = try accord("snapshot", "--sandbox", "workspace.json", "--out", "fresh.json")
    let undated = { (text: String) in
      text.split(separator: "\n").filter { !$0.contains("\"readAt\"") && !$0.contains("\"segmentTime\"") }
    }
    #expect(try undated(place.text("fresh.json")) == undated(place.text("workspace.json")))
  }
}
