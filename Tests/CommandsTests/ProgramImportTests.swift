import FoundationEssentials
import Glibc
import HTTPMessages
import SegmentSandbox
import Testing

@testable import Commands

/// `accord import` as its users run it.
@Suite struct `An import` {
  @Test(
    arguments: ["acme", "startup", "scim", "northwind", "northwind-staging"], [[], ["--factor"], ["--idp"]])
  func `is valid, and planned back it changes nothing`(workspace: String, flags: [String]) throws {
    let accord = Accord(place: try PrivatePlace(snapshot: workspace))
    let before = try accord.place.text("workspace.json")
    let written = try accord.run(["import", "--sandbox", "workspace.json", "--out", "new"] + flags)
    #expect(written.code == 0, "\(written.everything)")
    #expect(written.output.hasPrefix("wrote new: "))
    #expect(written.output.hasSuffix("next: accord plan new\n"))

    let valid = try accord("validate", "new", "--snapshot", "workspace.json")
    #expect(valid.code == 0, "\(valid.everything)")
    #expect(valid.errors == "", "\(valid.everything)")
    let plan = try accord("plan", "new", "--sandbox", "workspace.json", "--detailed-exitcode")
    #expect(plan.code == 0, "\(plan.everything)")
    #expect(!plan.output.contains("undeclared Workspace Owner"))
    #expect(try accord("apply", "new", "--sandbox", "workspace.json", "--yes").code == 0)
    #expect(try accord.place.text("workspace.json") == before)
  }

  @Test func `is for its owner's eyes, and leaves nothing beside it`() throws {
    let place = try PrivatePlace()
    let before = place.names(in: "")
    #expect(try Accord(place: place)("import", "--snapshot", "workspace.json", "--out", "new/").code == 0)
    #expect(place.names(in: "") == (before + ["new"]).sorted())
    #expect(place.names(in: "new") == [".accord.schema.json", "policy.yaml"])
    #expect(place.mode("new") == 0o700)
    #expect(place.mode("new/policy.yaml") == 0o600)
    // An editor finds the schema by the first line.
    #expect(try place.text("new/policy.yaml").hasPrefix("# yaml-language-server: $schema=.accord.schema.json\n# The"))
    #expect(try place.text("new/.accord.schema.json") == Accord(place: place)("schema").output)
  }

  @Test func `goes into a directory that has other files, and touches none of them`() throws {
    let place = try PrivatePlace()
    try FileManager.default.createDirectory(atPath: "\(place.path)/repository", withIntermediateDirectories: false)
    try place.write("repository/README.md", "mine")
    #expect(try Accord(place: place)("import", "--snapshot", "workspace.json", "--out", "repository").code == 0)
    #expect(place.names(in: "repository") == [".accord.schema.json", "README.md", "policy.yaml"])
    #expect(try place.text("repository/README.md") == "mine")
  }

  @Test(arguments: ["policies", "examples", "examples/../policies/", "workspace.json", "nowhere/new"])
  func `is refused where a policy is, or none can be, before anything is read`(directory: String) throws {
    let accord = Accord(place: try PrivatePlace())
    let ending = try accord("import", "--snapshot", "nothing.json", "--out", directory)
    #expect(ending.code == 1)
    #expect(ending.output == "")
    let isNoPlace = ["workspace.json", "nowhere/new"].contains(directory)
    #expect(ending.errors.contains(isNoPlace ? "cannot " : "holds a policy already ("), "\(ending.errors)")
    #expect(!ending.errors.contains("nothing.json"))
  }

  @Test func `of an incomplete read is refused, and nothing is left behind`() throws {
    let accord = Accord(place: try PrivatePlace())
    try accord.place.edit("workspace.json", "\"complete\": true", "\"complete\": false")
    let before = accord.place.names(in: "")
    let ending = try accord("import", "--snapshot", "workspace.json", "--out", "new")
    #expect(ending.code == 1)
    #expect(ending.output == "")
    #expect(ending.errors.contains("error: nothing was written, because the workspace could not be read completely"))
    #expect(accord.place.names(in: "") == before)
  }

  /// A group is in reach of the first sweep and not of the second.
  @Test func `of a workspace that cannot be read to its end is refused`() throws {
    let place = try PrivatePlace()
    let accord = Accord(place: place, environment: ["SEGMENT_TOKEN": "sandbox"])
    let server = try SandboxProcess(in: place, "--fault", "GET /groups/*/users:status=403")
    let ending = try accord("import", "--api-url", server.url, "--out", "new")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("error: not read: "), "\(ending.everything)")
    #expect(!place.names(in: "").contains("new"))
    _ = server.stop()
  }

  @Test func `sends nothing but GET`() throws {
    let place = try PrivatePlace()
    let sandbox = try Sandbox(snapshot: Array(try place.text("workspace.json").utf8), time: VirtualClock())
    sandbox.behaviour.readsPerMinute = nil
    let server = try SandboxServer(sandbox)
    defer { server.stop() }
    let accord = Accord(place: place, environment: ["SEGMENT_TOKEN": "sandbox"])
    #expect(try accord("import", "--api-url", server.url, "--out", "new").code == 0)
    #expect(sandbox.log.count > 10)
    #expect(sandbox.log.allSatisfy { $0.method == "GET" })
  }

  @Test func `writes nothing where a glob of --scim matches no group`() throws {
    let accord = Accord(place: try PrivatePlace())
    let before = accord.place.names(in: "")
    let globs = ["--scim", "okta-*", "--scim", "okta_*"]
    let ending = try accord.run(["import", "--snapshot", "workspace.json", "--out", "new"] + globs)
    #expect(ending.code == 1)
    #expect(
      ending.errors
        == "error: --scim okta_* matches no group, and nothing was written; there are Analysts, Data Platform, Hackathon 2025, Marketing, okta-everybody\n"
    )
    #expect(accord.place.names(in: "") == before)
    #expect(try accord.run(["import", "--snapshot", "workspace.json", "--out", "new"] + globs.prefix(2)).code == 0)
    #expect(
      try accord.place.text("new/policy.yaml").contains("members: unmanaged  # the identity provider's (okta-*)"))
  }

  @Test func `with --idp declares roles, and leaves people and members to the identity provider`() throws {
    let accord = Accord(place: try PrivatePlace(snapshot: "scim"))
    let written = try accord("import", "--idp", "--sandbox", "workspace.json", "--out", "new")
    #expect(written.code == 0, "\(written.everything)")
    let policy = try accord.place.text("new/policy.yaml")
    #expect(policy.contains("    people: unmanaged  "))
    #expect(policy.contains("members: unmanaged  # the identity provider's\n"))
    #expect(!policy.contains("members:\n"))
    // Whoever holds nothing directly is not mentioned.
    #expect(policy.matches(of: #/\n  \S+@\S+:\n/#).count == 5, "\(policy)")
    // Somebody who leaves is gone through the identity provider alone: no plan removes or invites them.
    try accord.place.edit("workspace.json", "viktor@bigcorp.example", "somebody.else@bigcorp.example")
    let plan = try accord("plan", "new", "--sandbox", "workspace.json", "--detailed-exitcode")
    #expect(plan.output.contains("viktor@bigcorp.example"), "\(plan.output)")
    #expect(!plan.output.contains("is invited"), "\(plan.output)")
  }

  @Test func `with --idp and --scim lists the members of all other groups`() throws {
    let accord = Accord(place: try PrivatePlace())
    let line = ["import", "--idp", "--scim", "okta-*", "--sandbox", "workspace.json", "--out", "new"]
    #expect(try accord.run(line).code == 0)
    let policy = try accord.place.text("new/policy.yaml")
    #expect(policy.contains("  okta-everybody:\n    members: unmanaged  # the identity provider's (okta-*)\n"))
    #expect(policy.contains("  Analysts:\n    members:\n      - "), "\(policy)")
    #expect(try accord("plan", "new", "--sandbox", "workspace.json", "--detailed-exitcode").code == 0)
  }

  @Test func `says who came by single sign-on, as far as the audit trail knows`() throws {
    let place = try PrivatePlace()
    // The program asks up to the server's now, from the machine's.
    let sandbox = try Sandbox(
      snapshot: Array(try place.text("workspace.json").utf8), time: SystemTimekeeper(stop: StopFlag()))
    sandbox.behaviour.readsPerMinute = nil
    let server = try SandboxServer(sandbox)
    defer { server.stop() }
    let accord = Accord(place: place, environment: ["SEGMENT_TOKEN": "sandbox"])
    let before = try accord("import", "--api-url", server.url, "--out", "before")
    #expect(!before.output.contains("single sign-on"))
    _ = sandbox.change { $0.addUserBySSO(email: "new@acme.com", at: .seconds(Int64(time(nil)))) }
    let after = try accord("import", "--api-url", server.url, "--out", "after")
    #expect(after.output.contains("\n1 person came by single sign-on since "), "\(after.output)")
    #expect(after.output.contains("use accord import --idp"))
    #expect(!(try accord("import", "--idp", "--api-url", server.url, "--out", "idp")).output.contains("single sign-on"))
  }

  @Test func `takes no domain for allowed that only an invite has and that looks like a slip`() throws {
    let accord = Accord(place: try PrivatePlace())
    try accord.place.edit("workspace.json", "\"invites\": [\n", "\"invites\": [\n\"zoe@acme.con\",\n")
    let ending = try accord("import", "--snapshot", "workspace.json", "--out", "new")
    #expect(
      ending.output.contains(
        "\nacme.con is not among the allowed domains, because it looks like acme.com and only an invite has it (zoe@acme.con)\n"
      ), "\(ending.everything)")
    let policy = try accord.place.text("new/workspace.yaml")
    #expect(!policy.contains("domains: [acme.com, acme.con"), "\(policy)")
    #expect(policy.contains("# acme.con is not among them: only invites have it, and it looks like acme.com."))
    #expect(try accord("plan", "new", "--snapshot", "workspace.json").output.contains("zoe@acme.con"))
  }

  /// The last lines of an import are a promise.
  @Test func `says truly what becomes of what is done by hand tomorrow`() throws {
    let accord = Accord(place: try PrivatePlace())
    let written = try accord("import", "--sandbox", "workspace.json", "--out", "new")
    #expect(
      written.output.hasSuffix(
        """
        lists are exact: a role or member added by hand in Segment to what is declared is removed by the next apply; \
        `at-least:` keeps it
        new people and new groups are left alone, and listed
        next: accord plan new

        """), "\(written.output)")
    let sandbox = try Sandbox(snapshot: Array(try accord.place.text("workspace.json").utf8), time: VirtualClock())
    sandbox.change { world in
      world.addUserBySSO(email: "new@acme.com")
      let analytics = world.groups.values.first { $0.name == "Analysts" }
      if let analytics { world.join("new@acme.com", group: analytics.id) }
    }
    try accord.place.write("workspace.json", String(decoding: sandbox.snapshot(), as: UTF8.self))
    let plan = try accord("plan", "new", "--sandbox", "workspace.json")
    #expect(plan.output.contains("- new@acme.com  leaves group Analysts"), "\(plan.output)")
    #expect(plan.output.contains("1 change"), "\(plan.output)")
  }

  @Test func `from the example's export shows what was widened since`() throws {
    let accord = Accord(place: try PrivatePlace())
    // The export names the workspace by its id.
    let snapshot = "examples/northwind.snapshot.json"
    let ending = try accord("import", "--snapshot", snapshot, "--git-sync", "examples/git-sync", "--out", "new")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(ending.errors == "", "\(ending.everything)")
    #expect(ending.output.contains("\nthe export differs from the workspace in 2 changes\n"))
    let plan = try accord("plan", "new", "--snapshot", snapshot)
    #expect(plan.output.contains("dmitri@northwind.example  loses Source Admin"), "\(plan.output)")
    #expect(plan.output.contains("dmitri@northwind.example  gets Source Admin on environment:prod"))
  }

  @Test func `from a Git Sync export says what it takes from where`() throws {
    let accord = Accord(place: try PrivatePlace())
    let directory = "\(accord.place.path)/export/users"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let snapshot = try accord.place.text("workspace.json")
    let lin = try #require(snapshot.firstMatch(of: #/"id": "(\w+)", "email": "lin@acme.com"/#)).output.1
    let permissions = "permissions = []"
    try accord.place.write(
      "export/users/lin.tf",
      "resource \"segment_user\" \"id-\(lin)\" {\n  email = \"lin@acme.com\"\n  \(permissions)\n}\n")
    let ending = try accord("import", "--snapshot", "workspace.json", "--git-sync", "export", "--out", "new")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(ending.output.contains("; roles and members as the export has them\n"))
    #expect(ending.output.contains("\nthe export differs from the workspace in 1 change\n"))
    #expect(
      ending.errors.contains("warning: people that the export does not have are taken as the workspace has them: "))
    let plan = try accord("plan", "new", "--snapshot", "workspace.json")
    #expect(plan.output.contains("lin@acme.com  loses Source Admin"), "\(plan.output)")

    try accord.place.write(
      "export/users/lin.tf",
      "resource \"segment_user\" \"id-\(lin)\" {\n  email = \"lin@acme.com\"\n  permissions = var.none\n}\n")
    let refused = try accord("import", "--snapshot", "workspace.json", "--git-sync", "export", "--out", "other")
    #expect(refused.code == 1)
    #expect(
      refused.errors.contains(
        "users/lin.tf:3:17: error: permissions is the reference var.none, which is not understood; write the value itself"
      ))
    #expect(!accord.place.names(in: "").contains("other"))
  }
}
