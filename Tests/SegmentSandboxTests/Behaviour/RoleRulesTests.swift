import Testing

@testable import SegmentSandbox

/// What each built-in role may be given on, going by Segment's documents.
struct RoleRulesTests {
  @Test(arguments: [
    ("Workspace Owner", [World.ResourceType.workspace], false), ("Minimal Workspace Access", [.workspace], false),
    ("Source Admin", [.workspace, .source], true), ("Source Read-only", [.workspace, .source], true),
    ("Function Admin", [.workspace, .function], false), ("Functions Read-only", [.workspace, .function], false),
    ("Unify and Engage Admin", [.workspace, .space], true),
    ("Unify Read-only, Engage User", [.workspace, .space], true),
    ("Personas Read-only", [.workspace, .space], true), ("Profiles Identity Admin", [.workspace], false),
    ("Tracking Plan Admin", [.workspace], false), ("Warehouse Destination Admin", [.workspace, .warehouse], false),
    ("End User Privacy Admin", [.workspace], false), ("PII Access", [.workspace], false),
    ("Observability Read-only", [.workspace], false), ("Entities Admin", World.ResourceType.allCases, true),
    ("Something of tomorrow", World.ResourceType.allCases, true),
  ])
  func `a role fits these resources`(name: String, types: [World.ResourceType], takesLabels: Bool) {
    let rules = RoleRules(roleName: name)
    #expect(rules.types == Set(types))
    #expect(rules.takesLabels == takesLabels)
  }
}
