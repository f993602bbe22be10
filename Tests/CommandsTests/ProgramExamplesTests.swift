import Testing

/// Every example does what it says: it is valid, it can be planned and applied, and then there is nothing left to do.
@Suite struct `An example` {
  static let all = [
    ("policies", "acme"), ("examples/startup", "startup"), ("examples/scim", "scim"),
    ("examples/two-workspaces/prod", "northwind"), ("examples/two-workspaces/staging", "northwind-staging"),
  ]

  @Test(arguments: all)
  func `is valid, and fits its workspace`(policy: String, workspace: String) throws {
    let accord = Accord(place: try PrivatePlace(snapshot: workspace))
    let ending = try accord("validate", policy, "--snapshot", "workspace.json")
    #expect(ending.code == 0)
    #expect(ending.output.hasPrefix("\(policy): valid: "))
    // One of them has an entry that ended, to show what becomes of it.
    let warnings = ending.errors.split(separator: "\n").filter { $0.contains("warning:") }
    #expect(warnings.allSatisfy { $0.contains(" has passed already, ") }, "\(ending.errors)")
  }

  @Test(arguments: all)
  func `is planned, applied, and then matches`(policy: String, workspace: String) throws {
    let accord = Accord(place: try PrivatePlace(snapshot: workspace))
    let plan = try accord("plan", policy, "--sandbox", "workspace.json")
    #expect(plan.code == 0, "\(plan.everything)")
    #expect(plan.output.contains("Takes access away ("))
    #expect(plan.output.contains("Gives access or renames, and takes nothing away ("))

    let apply = try accord("apply", policy, "--sandbox", "workspace.json", "--yes")
    #expect(apply.code == 0, "\(apply.everything)")

    let again = try accord("plan", policy, "--sandbox", "workspace.json", "--detailed-exitcode")
    #expect(again.code == 0, "\(again.everything)")
    #expect(again.output.contains("\nNo changes"))
  }

  @Test func `of two workspaces has to be named`() throws {
    let accord = Accord(place: try PrivatePlace(snapshot: "northwind"))
    let ending = try accord("validate", "examples/two-workspaces")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("this directory holds 2 workspaces, northwind and northwind-staging; name one"))
  }
}
