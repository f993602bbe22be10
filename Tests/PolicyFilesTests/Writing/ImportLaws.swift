import Access
import Planning
import PolicyFiles
import RandomWorlds
import Testing

/// Law 8: what is imported from a workspace changes nothing there, whatever the workspace is called and holds.
@Suite struct `Laws of importing` {
  @Test func `law 8: planning an import back is empty`() throws {
    try Seeds(percent: 10).judge { seed throws in
      let actual = HostileWorkspace(seed: seed).actual
      guard actual.judgedWhole().incomplete.isEmpty else { return .missed }
      for options in Self.options {
        let imported = importedFiles(actual, options)
        let policy = PolicyDirectory(Dictionary(uniqueKeysWithValues: imported.files.map { ($0.path, $0.text) }))
        let (loaded, label) = (policy.load(), "seed \(seed)\n\(imported.text)" as Comment)
        let desired = try #require(loaded.desired, label)
        #expect(loaded.diagnostics.isEmpty, label)
        let plan = try #require(makePlan(desired, actual, at: PolicyDirectory.now).plan, label)
        #expect(plan.changes.isEmpty, label)
        #expect(plan.standingRefusals.isEmpty, label)
        // Not even a wish that something technical stands against, but for pending people nobody invited.
        let wishes = plan.holds.filter { $0.why == .incompleteRead && $0.item.person != "stray@acme.com" }
        #expect(wishes.isEmpty, label)
      }
      return .judged
    }
  }

  static let options = [
    ImportOptions(), ImportOptions(factors: true),
    ImportOptions(region: .eu, scim: [Glob("Group 1*"), Glob("A*")], factors: true),
  ]

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `the order of what was read changes nothing`(seed: UInt64) {
    let actual = HostileWorkspace(seed: seed).actual
    var (other, dice) = (actual, Dice(seed: seed))
    other.people.shuffle(using: &dice)
    other.groups.shuffle(using: &dice)
    other.invites.shuffle(using: &dice)
    other.resources.shuffle(using: &dice)
    for index in other.groups.indices { other.groups[index].members.shuffle(using: &dice) }
    let options = ImportOptions(factors: true)
    #expect(importedFiles(actual, options) == importedFiles(other, options))
  }

  /// Everything a policy can say is said: what is left alone is what cannot be.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a workspace of honest names is declared to the last grant`(seed: UInt64) throws {
    var actual = World(seed: seed).actual
    actual.incomplete = []
    let imported = importedFiles(actual, ImportOptions(factors: seed % 2 == 0))
    #expect(imported.leftOut.isEmpty)
    let policy = PolicyDirectory(Dictionary(uniqueKeysWithValues: imported.files.map { ($0.path, $0.text) }))
    var desired = try #require(policy.load().desired, "\(policy.report())")
    desired.manage = Manage(people: .exact, directRoles: .exact, groups: .exact)
    let plan = try #require(makePlan(desired, actual, at: PolicyDirectory.now).plan)
    #expect(plan.changes.isEmpty, "\(plan.changes)")
    #expect(plan.undeclaredOwners.isEmpty, "\(plan.changes)")
    #expect(plan.holds.allSatisfy { $0.why == .invitePending || $0.why == .strayInvite }, "\(plan.holds)")
  }
}

extension ImportedFiles {
  var text: String { files.map { "--- \($0.path)\n\($0.text)" }.joined() }
}
