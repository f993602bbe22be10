import Access
import RandomWorlds
import Testing

@testable import Commands

struct ValidateSummaryTests: PlanningSuite {
  @Test func `what a policy holds is counted, groups that are to go apart`() {
    var desired = policy([declaredAda], groups: [group("Analytics")])
    desired.files = 2
    #expect(Program.summary(of: desired) == "2 files, 1 person, 1 group, 0 guardrails")
    desired.deletedGroups = [DeletedGroup("Hackathon", at: at(90)), DeletedGroup("Jam", at: at(91))]
    #expect(Program.summary(of: desired) == "2 files, 1 person, 1 group, 2 deleted groups, 0 guardrails")
  }
}
