import Access
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `A group's tombstone` {
  private func load(_ text: String, shared: String? = nil) -> LoadedPolicy {
    let include = shared == nil ? "" : ", include: [../shared]"
    var files = ["policy.yaml": "workspace: {slug: acme\(include)}\npeople: {ada@acme.com: }\n" + text]
    if let shared { files["../shared/groups.yaml"] = shared }
    return PolicyDirectory(files).load()
  }

  @Test func `says which group, by what names, and why; and is no group that is to be there`() throws {
    let loaded = load(
      """
      groups:
        Hackathon: {deleted: true, id: g-1, previously: [Jam, Hack], reason: over}
        Old: {deleted: true}

      """)
    let state = try #require(loaded.desired, "\(loaded.diagnostics)")
    #expect(state.groups == [])
    #expect(
      state.deletedGroups == [
        DeletedGroup(
          "Hackathon", id: "g-1", previously: ["Hack", "Jam"], reason: "over", at: state.deletedGroups[0].at),
        DeletedGroup("Old", at: state.deletedGroups[1].at),
      ])
    #expect(state.deletedGroups.map(\.at.line) == [4, 5])
  }

  @Test func `in an included file holds in every workspace that includes it`() throws {
    let loaded = load("", shared: "groups: {Hackathon: {deleted: true}}\n")
    let state = try #require(loaded.desired, "\(loaded.diagnostics)")
    #expect(state.deletedGroups.map(\.name) == ["Hackathon"])
  }

  @Test(arguments: [
    "groups: {A: {deleted: true}, B: {members: [], roles: [], previously: [A]}}",
    "groups: {A: {deleted: true, previously: [B]}, B: {members: [], roles: []}}",
    "groups: {A: {deleted: true, id: g-1}, B: {members: [], roles: [], id: g-1}}",
    "groups: {okta-a: {deleted: true}}\nignore: [{group: 'okta-*', reason: theirs}]",
  ])
  func `is an error where another word of the policy wants that group`(text: String) {
    let loaded = load(text + "\n")
    #expect(loaded.desired == nil, "\(loaded.diagnostics)")
    #expect(loaded.diagnostics.contains { $0.severity == .error }, "\(loaded.diagnostics)")
  }
}
