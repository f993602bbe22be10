import Access
import PolicyFiles
import RandomWorlds
import Testing

/// What an import writes, and for what it writes no more than a comment.
@Suite struct `An imported policy` {
  @Test func `says each person, each group and each grant as a person would`() {
    var state = Self.state
    state.people += [
      Self.person(
        "lin", Grant(World.base.id), Grant(World.sourceAdmin.id, on: .resource(.source, "src-web")),
        Grant(World.sourceAdmin.id, on: .resource(.source, "src-app")),
        Grant(World.sourceReader.id, on: .labels(Self.dev))),
      Self.person("nobody", Grant(World.base.id)),
    ]
    state.invites = ["Priya@Acme.com"]
    state.groups = [
      ActualGroup(
        id: "g1", name: "Analytics", grants: [Grant(World.base.id), Grant(World.sourceAdmin.id)],
        members: ["LIN@acme.com", "ada@acme.com"], invites: ["priya@acme.com"]),
      ActualGroup(id: "g2", name: "no", grants: []),
    ]
    #expect(
      Self.declarations(state) == """
        # Who is in the workspace or invited. A list of roles is exact, for direct roles alone.
        people:
          ada@acme.com:
            roles: [Workspace Owner]
          lin@acme.com:
            roles:
              - role: Source Admin
                scope: [source/app, source/website]
              - role: Source Read-only
                labels: {environment: dev}
          nobody@acme.com:
            roles: []
          Priya@Acme.com:
            roles: unmanaged  # invited; what the invite carries cannot be read

        # Segment's user groups: who is in each, and what it may do. Both lists are exact.
        groups:
          Analytics:
            members:
              - ada@acme.com
              - lin@acme.com
              - Priya@Acme.com
            roles: [Source Admin]

          "no":
            members: []
            roles: []

        """)
  }

  @Test func `leaves alone what a list would lose, and says what that is`() {
    var state = Self.state
    state.unlistedRoles = [Role(id: "role-old", name: "Old Role")]
    state.labels.append(Label("environment", "stage"))
    let twoValues = LabelSet([Label("environment", "dev"), Label("environment", "stage")])
    state.people += [
      Self.person("bob", Grant("role-old"), Grant(World.sourceAdmin.id)),
      Self.person("cy", Grant(World.sourceAdmin.id, on: twoValues.map { .labels($0) } ?? .workspace)),
      ActualPerson(
        id: "u-dee", email: "dee@acme.com", grants: [Grant(World.sourceAdmin.id)], notUnderstood: ["a role on a PLANET"]
      ),
    ]
    state.people.append(ActualPerson(id: "u-dee-2", email: "DEE@acme.com"))
    let imported = importedFiles(state)
    #expect(
      Self.declarations(state) == """
        # Who is in the workspace or invited. A list of roles is exact, for direct roles alone.
        people:
          ada@acme.com:
            roles: [Workspace Owner]
          # Held, and not to be said in a policy:
          #   Old Role: Segment does not offer this role
          bob@acme.com:
            roles: unmanaged  # all of them, because a list would take these away
          # Held, and not to be said in a policy:
          #   Source Admin on environment:dev environment:stage: two values for one label
          cy@acme.com:
            roles: unmanaged  # all of them, because a list would take these away
          dee@acme.com:
            roles: unmanaged  # 2 accounts have this address: u-dee and u-dee-2

        """)
    #expect(
      imported.leftAlone == [
        "the direct roles of bob@acme.com", "the direct roles of cy@acme.com", "the direct roles of dee@acme.com",
      ])
  }

  @Test func `names by id what is named like something else`() {
    var state = Self.state
    state.resources += [
      Resource(.source, id: "src-1", slug: "twin", name: "One"),
      Resource(.source, id: "src-2", slug: "twin", name: "Two # 2"),
      Resource(.source, id: "src-3", slug: "src-1", name: "Three"),
    ]
    state.roles += [Role(id: "t1", name: "Twin"), Role(id: "t2", name: "Twin")]
    state.people.append(
      Self.person(
        "bob", Grant("t2"), Grant(World.sourceAdmin.id, on: .resource(.source, "src-2")),
        Grant(World.sourceAdmin.id, on: .resource(.source, "src-3")),
        Grant(World.sourceReader.id, on: .resource(.source, "src-gone"))))
    state.groups = [
      ActualGroup(id: "g2", name: "A", members: ["ada@acme.com"]), ActualGroup(id: "g1", name: "A"),
      ActualGroup(id: "g3", name: "a"),
      ActualGroup(id: "g4", name: "A\u{200B}"),
    ]
    #expect(
      Self.declarations(state) == """
        # Who is in the workspace or invited. A list of roles is exact, for direct roles alone.
        people:
          ada@acme.com:
            roles: [Workspace Owner]
          bob@acme.com:
            roles:
              - role: Source Admin
                scope: [source/Three, "source/Two # 2"]
              - role: Source Read-only
                scope: source/src-gone
              - id/t2

        # Segment's user groups: who is in each, and what it may do. Both lists are exact.
        groups:
          A:
            id: g1  # another group has this name
            members: []
            roles: []

          a:
            members: []
            roles: []

        # Left out of the policy, for the reason given:
        #   the group "A" (g2): another group has this name; rename one in Segment, or delete one by `deleted: true` with its `id:`
        #   the group "A\\u{200b}" (g4): the name cannot be written

        """)
  }

  @Test func `makes teams and bundles of what repeats, and of an owner none`() {
    var state = Self.state
    let (owner, admin, functions) = (Grant(World.owner.id), Grant(World.sourceAdmin.id), Grant(World.functionAdmin.id))
    state.people += [
      Self.person("bob", owner, admin, functions), Self.person("cy", admin, functions), Self.person("dee"),
    ]
    let three: [Email] = ["bob@acme.com", "cy@acme.com", "dee@acme.com"]
    state.groups = [
      ActualGroup(id: "g1", name: "Data Platform", grants: [owner, admin], members: three),
      ActualGroup(id: "g2", name: "Support", grants: [owner, admin], members: three),
      ActualGroup(id: "g3", name: "All", grants: [admin, functions], members: three + ["ada@acme.com"]),
      ActualGroup(id: "g4", name: "Two", members: ["bob@acme.com", "cy@acme.com"]),
      ActualGroup(id: "g5", name: "Two again", members: ["bob@acme.com", "cy@acme.com"]),
    ]
    #expect(
      Self.declarations(state, ImportOptions(factors: true)) == """
        # Who is in the workspace or invited. A list of roles is exact, for direct roles alone.
        people:
          ada@acme.com:
            roles: [Workspace Owner]
          bob@acme.com:
            roles: [bundle/function-admin-and-source-admin, Workspace Owner]
          cy@acme.com:
            roles: [bundle/function-admin-and-source-admin]
          dee@acme.com:
            roles: []

        # Memberships that several groups share. Segment knows nothing of teams: rename them as you like.
        teams:
          data-platform-and-support:
            - bob@acme.com
            - cy@acme.com
            - dee@acme.com

        # Roles that several people or groups share. Segment knows nothing of bundles: rename them as you like.
        bundles:
          function-admin-and-source-admin:
            - Function Admin
            - Source Admin

        # Segment's user groups: who is in each, and what it may do. Both lists are exact.
        groups:
          All:
            members:
              - team/data-platform-and-support
              - ada@acme.com
            roles: [bundle/function-admin-and-source-admin]

          Data Platform:
            members:
              - team/data-platform-and-support
            roles: [Source Admin, Workspace Owner]

          Support:
            members:
              - team/data-platform-and-support
            roles: [Source Admin, Workspace Owner]

          Two:
            members:
              - bob@acme.com
              - cy@acme.com
            roles: []

          Two again:
            members:
              - bob@acme.com
              - cy@acme.com
            roles: []

        """)
  }

  @Test func `holds today's figures: who is an owner, and whose address it is`() {
    var state = Self.state
    state.people += [Self.person("bob", Grant(World.sourceAdmin.id)), Self.person("cy")]
    state.people.append(ActualPerson(id: "u-x", email: "X@Vendor.example"))
    state.invites = ["y@agency.example", "z@x*y"]
    #expect(
      Self.guardrails(state) == [
        "minimum-holders 1", "maximum-holders 1", "[acme.com, agency.example, vendor.example]",
      ])
    state.groups = [
      ActualGroup(
        id: "g", name: "Owners", grants: [Grant(World.owner.id)], members: ["bob@acme.com", "cy@acme.com"],
        invites: ["y@agency.example"])
    ]
    #expect(
      Self.guardrails(state) == [
        "minimum-holders 2", "maximum-holders 4", "[acme.com, agency.example, vendor.example]",
      ])
  }

  @Test(
    arguments: [
      (5, 3, ["policy.yaml"]), (50, 10, ["groups.yaml", "people.yaml", "workspace.yaml"]),
      (10, 30, (0..<30).map { "groups/group-\($0).yaml" }.sorted() + ["people.yaml", "workspace.yaml"]),
      (400, 0, ["people/a.yaml", "people/p.yaml", "workspace.yaml"]),
    ] as [(Int, Int, [String])])
  func `is split by size: one file, one a kind, one a letter and a group`(people: Int, groups: Int, files: [String]) {
    var state = Self.state
    state.people += (1..<people).map { ActualPerson(id: UserID("\($0)"), email: Email("p\($0)@acme.com")) }
    state.groups = (0..<groups).map { ActualGroup(id: GroupID("\($0)"), name: "Group \($0)") }
    #expect(importedFiles(state).files.map(\.path) == files)
  }

  @Test func `gives group files names that any file system takes, each once`() {
    var state = Self.state
    let names = ["A/B", "a b", "A-B", "..", "日本", "🙂", String(repeating: "long ", count: 60)]
    state.groups = (names + (0..<30).map { "g\($0)" }).enumerated().map { ActualGroup(id: GroupID("\($0)"), name: $1) }
    let files = Set(importedFiles(state).files.map(\.path))
    #expect(files.count == names.count + 30 + 2)
    #expect(
      files.isSuperset(of: [
        "groups/a-b.yaml", "groups/a-b-2.yaml", "groups/a-b-3.yaml", "groups/unnamed.yaml", "groups/unnamed-3.yaml",
      ]))
    #expect(files.allSatisfy { $0.utf8.count < 100 })
  }

  // A workspace of one owner.
  private static let state: ActualState = {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles,
      people: [person("ada", Grant(World.owner.id))])
    state.resources = World.resources
    state.resourceKindsRead = Set(ResourceKind.allCases)
    state.labels = World.labels
    return state
  }()

  private static let dev = LabelSet([Label("environment", "dev")])!

  private static func person(_ name: String, _ grants: Grant...) -> ActualPerson {
    ActualPerson(id: UserID("u-\(name)"), email: Email("\(name)@acme.com"), grants: grants.sorted())
  }

  /// Everything behind the guardrails.
  private static func declarations(_ state: ActualState, _ options: ImportOptions = ImportOptions()) -> String {
    let text = importedFiles(state, options).files[0].text
    return text.firstMatch(of: #/\n\n(# Who is[\s\S]*)/#).map { String($0.output.1) } ?? text
  }

  private static func guardrails(_ state: ActualState) -> [String] {
    let text = importedFiles(state).files[0].text
    let holders = text.matches(of: #/rule: (\w+-holders)\n.*\n    count: (\d+)/#).map {
      "\($0.output.1) \($0.output.2)"
    }
    return holders + text.matches(of: #/domains: (.*)/#).map { String($0.output.1) }
  }
}
