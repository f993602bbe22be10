import Access
import FoundationEssentials
import GitSync
import RandomWorlds
import Testing

/// An export as Segment's Git Sync writes it, joined with the workspace it is of.
@Suite struct `A Git Sync export` {
  @Test func `gives people and groups what it says of them, by id`() throws {
    let directory = PolicyDirectory(Self.sample)
    let joined = joinedWithGitSync(at: directory.path, Self.workspace)
    #expect(joined.diagnostics == [])
    let actual = try #require(joined.actual)
    #expect(
      actual.people.map { [$0.email.written] + $0.grants.map(\.inWords) } == [
        ["ada@acme.com", "role-owner workspace"],
        ["lin@acme.com", "role-base workspace", "role-source-admin labels(environment:prod)"],
      ])
    #expect(
      actual.groups.map { [$0.name] + $0.grants.map(\.inWords) + $0.members.map(\.written) + $0.invites.map(\.written) }
        == [
          [
            "Analytics", "role-function-admin function(fn-geo)", "role-source-reader workspace", "ada@acme.com",
            "lin@acme.com", "priya@acme.com",
          ],
          ["Empty"],
        ])
  }

  /// Ids, and one file a resource in a directory for each kind, as exports have it.
  static let sample = [
    "users/uAda1.tf": """
    import {
      to = segment_user.id-uAda1
      id = "uAda1"
    }

    resource "segment_user" "id-uAda1" {
      email = "ada@acme.com"
      permissions = [
        {
          resources = [
            {
              id = "ws"
              labels = [
              ]
              type = "WORKSPACE"
            },
          ]
          role_id = "role-owner"
        },
      ]
    }
    """,
    "users/uLin2.tf": """
    resource "segment_user" "id-uLin2" {
      email = "LIN@acme.com"
      permissions = [
        {
          resources = [
            {
              id = "ws"
              labels = [
                {
                  key   = "environment"
                  value = "prod"
                },
              ]
              type = "WORKSPACE"
            },
          ]
          role_id = "role-source-admin"
        },
        {
          resources = [{ id = data.segment_workspace.this.id, labels = null, type = "WORKSPACE" }]
          role_id = "role-base"
        },
      ]
    }
    """,
    "user_groups/gAnalytics.tf": """
    # A group whose members are written both ways.
    import {
      to = segment_user_group.analytics
      id = "gAnalytics"
    }

    resource "segment_user_group" "analytics" {
      members = ["lin@acme.com", segment_user.id-uAda1.email, "priya@acme.com"]
      name    = "Analytics"
      permissions = [
        {
          resources = [
            {
              id = segment_function.id-fn-geo.id
              labels = [
              ]
              type = "FUNCTION"
            },
          ]
          role_id = "role-function-admin"
        },
        {
          resources = [
            {
              id = "ws"
              labels = [
              ]
              type = "WORKSPACE"
            },
          ]
          role_id = "role-source-reader"
        },
      ]
    }
    """,
    "user_groups/gEmpty.tf": """
    resource "segment_user_group" "id-gEmpty" {
      members     = []
      name        = "Empty"
      permissions = []
    }
    """,
    "labels/environment_prod.tf": """
    import {
      to = segment_label.id-environment_prod
      id = "environment:prod"
    }

    resource "segment_label" "id-environment_prod" {
      description = null
      key         = "environment"
      value       = "prod"
    }
    """,
    "functions/sfnc_1.tf": """
    resource "segment_function" "id-sfnc_1" {
      code     = "// segment_user\\nfetch(`$${url}?x=\\"${1 + 1}\\"`)}}"
      settings = [for name in ["a"] : { name = name }]
      notes    = <<-EOT
        } not the end of segment_user_group {
        EOT
      enabled = var.enabled ? true : false
    }
    """,
    "main.tf": """
    terraform {
      required_providers {
        segment = { source = "segmentio/segment" }
      }
    }
    /* segment_user is in
       users/ */
    data "segment_workspace" "this" {} // the one of the token
    """,
    ".terraform/modules/x.tf": "resource \"segment_user\" \"not-read\" {",
  ]

  static let workspace: ActualState = {
    var state = World(seed: 1).actual
    state.people = [
      ActualPerson(id: "uAda1", email: "ada@acme.com", grants: [Grant(World.owner.id), Grant(World.sourceAdmin.id)]),
      ActualPerson(id: "uLin2", email: "lin@acme.com"),
    ]
    state.invites = ["priya@acme.com"]
    state.groups = [
      ActualGroup(id: "gAnalytics", name: "Analytics", members: ["ada@acme.com"]),
      ActualGroup(id: "gEmpty", name: "Empty", grants: [Grant(World.functionAdmin.id)], invites: ["priya@acme.com"]),
    ]
    return state
  }()

  /// What is not understood is never guessed at: each with its place and a word on it.
  @Test(arguments: [
    (
      "members = var.people",
      "2:13: error: members is the reference var.people, which is not understood; write the value itself"
    ),
    (
      "members = [\"a-${var.x}@acme.com\"]",
      "2:14: error: a member is a template, which is not understood; write the value itself"
    ),
    (
      "members = concat([], [])",
      "2:13: error: members is an expression, which is not understood; write the value itself"
    ),
    ("members = [for p in var.people : p.email]", "2:14: error: a member is an expression, which is not understood"),
    ("count = 2", "2:3: error: count in segment_user_group is not understood; known are name, members, permissions"),
    ("for_each = toset([])", "2:3: error: for_each in segment_user_group is not understood"),
    (
      "lifecycle {\n    ignore_changes = [members]\n  }",
      "2:3: error: a lifecycle block is not understood here; remove it"
    ),
    ("members = []\n  members = []", "3:3: error: members stands twice in segment_user_group; remove one"),
    ("permissions = null", "2:17: error: permissions is null, which is not understood"),
    ("permissions = [{ role_id = \"role-owner\" }]", "2:18: error: there is no resources here; write it"),
    (
      "permissions = [{ role_id = \"role-owner\", resources = [] }]",
      "2:18: error: a permission without resources says nothing; remove it"
    ),
    (
      "permissions = [{ role_id = \"role-owner\", resources = [{ id = \"other\", type = \"WORKSPACE\" }] }]",
      "2:57: error: the export is of the workspace other, not of acme (ws)"
    ),
    (
      "permissions = [{ role_id = \"role-gone\", resources = [{ id = \"ws\", type = \"WORKSPACE\" }] }]",
      "2:18: error: the workspace has no role with the id role-gone"
    ),
    (
      "permissions = [{ role_id = \"role-owner\", resources = [{ id = \"x\", type = \"SOURCE\" }] }]",
      "2:57: error: the workspace has no source with the id x"
    ),
    (
      "permissions = [{ role_id = \"role-owner\", resources = [{ id = \"x\", type = \"PLANET\" }] }]",
      "2:57: error: a resource of type PLANET is not understood"
    ),
    (
      "permissions = [{ role_id = \"role-owner\", resources = [{ id = \"src-web\", type = \"SOURCE\", labels = [{ key = \"environment\", value = \"prod\" }] }] }]",
      "2:57: error: labels narrow a whole workspace and no source"
    ),
    (
      "permissions = [{ role_id = \"role-source-admin\", resources = [{ id = \"ws\", type = \"WORKSPACE\", labels = [{ key = \"no\", value = \"such\" }] }] }]",
      "error: the workspace has no label no:such"
    ),
    ("name = \(String(repeating: "\"${", count: 100_000))", "error: templates nested too deep"),
    ("members = \(String(repeating: "[", count: 100_000))", "error: more than 32 levels deep"),
    ("name = \"open", "2:10: error: the quoted text has no end on its line"),
    ("name = \"\\q\"", "2:11: error: unknown escape \\q"),
    ("name = <<EOT\nnever", "2:10: error: the text that <<EOT begins has no end"),
    ("members = [\"a\" \"b\"]", "error: "), ("name", "error: = or { was expected here"),
    ("{", "error: an attribute was expected here"),
    ("/* never", "2:3: error: a comment begins here and does not end"),
  ])
  func `is refused where it is not understood`(line: String, message: String) {
    var attributes = "  \(line)\n"
    for (name, value) in [("name", "\"Empty\""), ("members", "[]"), ("permissions", "[]")] where !line.hasPrefix(name) {
      attributes += "  \(name) = \(value)\n"
    }
    let directory = PolicyDirectory(["g.tf": "resource \"segment_user_group\" \"id-gEmpty\" {\n\(attributes)}\n"])
    let joined = joinedWithGitSync(at: directory.path, Self.workspace)
    #expect(joined.actual == nil)
    #expect(joined.diagnostics.contains { $0.description.contains(message) }, "\(joined.diagnostics)")
  }

  @Test func `says that what a module declares is not read`() throws {
    var files = Self.sample
    files["main.tf"] =
      "# Tags of everything.\nmodule \"segment_user\" {\n  source = \"./tags\"\n  for_each = var.teams\n}\n"
    files["functions/code.js.tf"] = "module.exports = {"
    let (with, without) = (PolicyDirectory(files), PolicyDirectory(Self.sample))
    let joined = joinedWithGitSync(at: with.path, Self.workspace)
    #expect(
      joined.diagnostics.map(\.description) == [
        "main.tf:2:1: warning: what the module \"segment_user\" declares is not read; its people and groups are taken from the workspace"
      ])
    #expect(joined.actual == joinedWithGitSync(at: without.path, Self.workspace).actual)
  }

  @Test func `that is older than the workspace gives nobody back what they lost`() throws {
    var later = Self.workspace
    later.people.removeLast()
    later.groups.removeLast()
    later.groups[0].name = "Analysts"
    later.people[0].email = "ada.okonjo@acme.com"
    let directory = PolicyDirectory(Self.sample)
    let joined = joinedWithGitSync(at: directory.path, later)
    #expect(
      joined.diagnostics.map(\.description)
        == [
          "user_groups/gAnalytics.tf:8:14: warning: lin@acme.com, a member of Analysts, is not in the workspace any more; left out",
          "user_groups/gEmpty.tf:1:1: warning: the group Empty (gEmpty) is not in the workspace any more; left out",
          "user_groups/gAnalytics.tf:7:1: warning: the group Analytics is called Analysts in the workspace now, which is taken",
          "users/uAda1.tf:6:1: warning: ada@acme.com is ada.okonjo@acme.com in the workspace now, which is taken",
          "users/uLin2.tf:1:1: warning: LIN@acme.com (uLin2) is not in the workspace any more; left out",
        ].sorted { Self.place($0) < Self.place($1) })
    let actual = try #require(joined.actual)
    #expect(actual.people.map(\.email) == ["ada.okonjo@acme.com"])
    #expect(actual.groups.map(\.members) == [["ada.okonjo@acme.com"]])
  }

  private static func place(_ line: String) -> String { String(line.prefix { $0 != " " }) }

  @Test func `of another workspace is refused, though nobody in it is known here`() {
    var sample = Self.sample.filter { $0.key == "users/uAda1.tf" }
    sample["users/uAda1.tf"] = sample["users/uAda1.tf"]?.replacing("uAda1", with: "uZoe9").replacing(
      "\"ws\"", with: "\"ws2\"")
    let directory = PolicyDirectory(sample)
    let joined = joinedWithGitSync(at: directory.path, Self.workspace)
    #expect(joined.actual == nil)
    #expect(
      joined.diagnostics.filter { $0.severity == .error }.map(\.description) == [
        "users/uAda1.tf:11:9: error: the export is of the workspace ws2, not of acme (ws)"
      ])
  }

  /// The provider reads one page of members: what is missing in an export is no leave.
  @Test func `that is cut off at 200 members does not remove the others`() throws {
    var workspace = Self.workspace
    let crowd = (0..<250).map { Email("p\($0)@acme.com") }
    workspace.people += crowd.map { ActualPerson(id: UserID($0.written), email: $0) }
    workspace.groups[1].members = crowd
    let members = crowd.prefix(200).map { "\"\($0)\"" }.joined(separator: ", ")
    let directory = PolicyDirectory([
      "g.tf":
        "resource \"segment_user_group\" \"id-gEmpty\" {\n  members = [\(members)]\n  name = \"Empty\"\n  permissions = []\n}\n"
    ])
    let joined = joinedWithGitSync(at: directory.path, workspace)
    #expect(joined.actual?.groups[1].members == crowd)
    #expect(
      joined.diagnostics.contains {
        $0.message.hasPrefix("the export has 200 members of Empty, the workspace 251; exports are cut off at 200")
      })
  }

  @Test func `of nothing, or of nobody, is an error`() throws {
    let (empty, json) = (PolicyDirectory(), PolicyDirectory(["a.tf.json": "{}"]))
    let nothing = try #require(joinedWithGitSync(at: empty.path, Self.workspace).diagnostics.first)
    #expect(
      nothing.message.hasSuffix("has no segment_user and no segment_user_group; name the directory of the export"))
    #expect(joinedWithGitSync(at: "/nowhere/at/all", Self.workspace).actual == nil)
    #expect(
      joinedWithGitSync(at: json.path, Self.workspace).diagnostics.map(\.message) == [
        "Terraform's JSON form is not understood; Git Sync writes *.tf"
      ])
  }

  /// Whatever a workspace holds and is called, its export says the same of it.
  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `joined with the workspace it was made of is that workspace`(seed: UInt64) throws {
    let actual = HostileWorkspace(seed: seed).actual
    guard actual.judgedWhole().incomplete.isEmpty, Set(actual.people.map(\.email)).count == actual.people.count else {
      return
    }
    let directory = PolicyDirectory(["all.tf": GitSyncText(actual).text])
    let joined = joinedWithGitSync(at: directory.path, actual)
    let read = try #require(joined.actual, "\(joined.diagnostics)")
    #expect(Holdings(read) == Holdings(actual), "\(joined.diagnostics)")
  }
}

extension Grant {
  fileprivate var inWords: String {
    switch scope {
    case .workspace: "\(role.text) workspace"
    case .labels(let labels): "\(role.text) labels(\(labels))"
    case .resource(let kind, let id): "\(role.text) \(kind.rawValue)(\(id.text))"
    }
  }
}
