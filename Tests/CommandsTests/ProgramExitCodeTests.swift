import Testing

/// What a script is told, in Acme's workspace.
@Suite struct `The exit code` {
  private let accord: Accord
  private var place: PrivatePlace { accord.place }

  init() throws { accord = Accord(place: try PrivatePlace()) }

  @Test func `is 0 for a plan with changes, and 2 where somebody asked`() throws {
    #expect(try accord("plan", "--sandbox", "workspace.json").code == 0)
    #expect(try accord("plan", "--sandbox", "workspace.json", "--detailed-exitcode").code == 2)
  }

  @Test func `is 3 when a guardrail refuses, and nothing is changed`() throws {
    try place.edit("policies/workspace.yaml", "count: 10", "count: 3")
    let before = try place.text("workspace.json")
    for command in [["plan"], ["plan", "--detailed-exitcode"], ["apply", "--yes"]] {
      let ending = try accord.run(command + ["--sandbox", "workspace.json"])
      #expect(ending.code == 3, "\(command)")
      #expect(
        ending.output.contains(
          """
            ! maximum-removals: revoke, without the 1 that the policy names: 3 changes count as 4 of 33, a group's role once for \
          each member; at most 3 may  workspace.yaml:18:5
            ! maximum-removals: removals in total: 8 changes count as 9 of 63; at most 3 may

          """))
      #expect(ending.output.hasSuffix("Refused: apply will not carry this out.\n"))
    }
    #expect(try place.text("workspace.json") == before)

    let overridden = ["--override", "maximum-removals", "--reason", "SEC-200"]
    #expect(try accord.run(["apply", "--yes", "--sandbox", "workspace.json"] + overridden).code == 0)
  }

  @Test func `is 5 without a terminal and without a yes, and nothing is changed`() throws {
    let before = try place.text("workspace.json")
    let ending = try accord("apply", "--sandbox", "workspace.json")
    #expect(ending.code == 5)
    #expect(ending.errors == "error: there is no terminal to ask at; add --yes once the plan was reviewed\n")
    #expect(try place.text("workspace.json") == before)
  }

  @Test(arguments: [
    [], ["plna"], ["plan", "--bogus"], ["plan", "-out", "p.json"], ["apply", "--auto-approve"], ["show"],
    ["plan", "--snapshot", "a", "--sandbox", "b"], ["plan", "--format", "xml"], ["plan", "a", "b"],
  ])
  func `is 64 for a command line that makes no sense, said in a sentence`(words: [String]) throws {
    let ending = try accord.run(words)
    #expect(ending.code == 64)
    #expect(ending.output == "")
    #expect(ending.errors.hasPrefix("error: "))
    #expect(ending.errors.count { $0 == "\n" } == 1)
  }

  @Test(arguments: [
    (["plan", "nowhere"], "nowhere"), (["plan", "--snapshot", "nothing.json"], "nothing.json"),
    (["plan", "--sandbox", "policies/teams.yaml"], "snapshot"), (["show", "workspace.json"], "plan"),
    (["apply", "nothing.json", "--sandbox", "workspace.json"], "nothing.json"), (["plan"], "SEGMENT_TOKEN"),
  ])
  func `is 1 for what cannot be done, and the message names it`(words: [String], named: String) throws {
    let ending = try accord.run(words)
    #expect(ending.code == 1)
    #expect(ending.output == "")
    #expect(ending.errors.contains("error: "), "\(ending.errors)")
    #expect(ending.errors.contains(named), "\(ending.errors)")
  }
}
