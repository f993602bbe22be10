import Testing

/// A policy that outlived a source: what was deleted in Segment must not keep everybody else's access from being right.
@Suite struct `A reference to what is gone` {
  private let accord: Accord
  private var place: PrivatePlace { accord.place }
  private let workspace = ["--sandbox", "workspace.json"]
  private let message = "this workspace has no source 'old-shop'"

  init() throws {
    accord = Accord(place: try PrivatePlace())
    try place.edit(
      "policies/people.yaml", "    name: Jonas Weber\n",
      """
          name: Jonas Weber
          roles:
            - {role: Source Admin, scope: source/old-shop}

      """)
  }

  @Test func `fails the plan after everything is printed, and validation at its place`() throws {
    let plan = try accord.run(["plan"] + workspace)
    #expect(plan.code == 1)
    #expect(plan.output.contains("Takes access away ("))
    #expect(plan.output.contains("! Entries that name what the workspace does not have (1)"))
    #expect(plan.errors.contains("people.yaml:21:9: error: \(message)"), "\(plan.errors)")
    let validation = try accord("validate", "--snapshot", "workspace.json")
    #expect(validation.code == 1)
    #expect(validation.errors.contains("people.yaml:21:9: error: \(message)"))
  }

  @Test func `is no failure of a pull request that did not write it`() throws {
    let plan = try accord.run(["plan", "--base", "policies"] + workspace)
    #expect(plan.code == 0, "\(plan.everything)")
    #expect(plan.output.contains("Held back ("))
    #expect(!plan.output.contains("! Entries that name"))
    #expect(!plan.errors.contains("error:"))
  }

  @Test func `leaves an apply to make the rest, and to say that it is not everything`() throws {
    let first = try accord.run(["apply", "--yes"] + workspace)
    #expect(first.code == 4, "\(first.everything)")
    #expect(first.errors.contains("people.yaml:21:9: error: \(message)"))
    let again = try accord.run(["apply", "--yes"] + workspace)
    #expect(again.code == 1, "\(again.everything)")
    let ends = try accord.run(["apply", "--yes", "--expired-only"] + workspace)
    #expect(ends.code == 0, "\(ends.everything)")
    let other = try accord.run(["apply", "--yes", "--only", "person/ada@acme.com"] + workspace)
    #expect(other.code == 0, "\(other.everything)")
  }

  @Test func `stops neither drift nor review nor explain, which list it`() throws {
    let drift = try accord.run(["drift"] + workspace)
    #expect(drift.code == 2)
    #expect(drift.output.contains("Entries that name what the workspace does not have (1)"))
    for format in ["text", "markdown", "html", "json"] {
      let review = try accord.run(["review", "--format", format] + workspace)
      #expect(review.code == 0, "\(format)")
      #expect(review.output.contains("old-shop"), "\(format)")
    }
    #expect(try accord.run(["review", "--format", "csv"] + workspace).errors.contains(message))
    let explained = try accord.run(["explain", "jonas@acme.com"] + workspace)
    #expect(explained.code == 0, "\(explained.everything)")
    #expect(explained.output.contains(message), "\(explained.everything)")
  }

  @Test func `is left by an import into the policy, which takes over the rest`() throws {
    let update = try accord.run(["import", "--update", "policies"] + workspace)
    #expect(update.code == 2, "\(update.everything)")
    #expect(update.output.contains("Adopted"))
    #expect(update.output.contains(message))
    #expect(try place.text("policies/people.yaml").contains("source/old-shop"))
  }

  @Test func `is applied around by a saved plan too`() throws {
    #expect(try accord.run(["plan", "--out", "plan.json"] + workspace).code == 1)
    #expect(try place.text("plan.json").contains(#""unresolved""#))
    let applied = try accord.run(["apply", "plan.json", "--yes"] + workspace)
    #expect(applied.code == 4, "\(applied.everything)")
  }
}
