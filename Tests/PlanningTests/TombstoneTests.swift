import Access
import Planning
import RandomWorlds
import Testing

@Suite struct `A group that is deleted`: PlanningSuite {
  private func policy(
    _ graves: DeletedGroup..., groups: [DesiredGroup] = [], people: [DesiredPerson] = [],
    extent: Manage.Extent = .atLeast, guardrails: [Guardrail] = [], ignore: [IgnoreRule] = []
  ) -> DesiredState {
    var desired = policy(
      [declaredAda] + people, groups: groups, manage: Manage(groups: extent), guardrails: guardrails, ignore: ignore)
    desired.deletedGroups = graves
    return desired
  }

  private func grave(_ name: String, id: String? = nil, previously: [String] = [], reason: String? = nil)
    -> DeletedGroup
  {
    DeletedGroup(name, id: id.map { GroupID($0) }, previously: previously, reason: reason, at: at(90))
  }

  @Test(arguments: [Manage.Extent.atLeast, .exact])
  func `goes whatever manage says, with what it gives`(extent: Manage.Extent) throws {
    let actual = workspace([ada, member("bob")], groups: [team("Hackathon", [Held.admin], members: ["bob"])])
    let plan = try plan(policy(grave("Hackathon", reason: "over"), extent: extent), actual)
    #expect(plan.says == ["delete group Hackathon: deleted: true; over (policy.yaml:90:3)"])
    #expect(plan.changes.map(\.cause) == [.deleted])
    #expect(plan.changes.map(\.loses) == [["Source Admin", "member bob@acme.com"]])
  }

  @Test func `is no trouble once it is gone`() throws {
    let plan = try plan(policy(grave("Hackathon"), grave("Pinned", id: "g-gone")), workspace([ada]))
    #expect(plan.changes == [])
    #expect(plan.holds == [])
  }

  @Test func `is found by a former name`() throws {
    let plan = try plan(policy(grave("New", previously: ["Old"])), workspace([ada], groups: [team("Old")]))
    #expect(plan.does == ["delete group Old"])
  }

  @Test func `of two of one name is the one whose id it says`() throws {
    let actual = workspace(
      [ada, member("bob")], groups: [team("Team", members: ["bob"], id: "g-1"), team("Team", id: "g-2")])
    let plan = try plan(
      policy(
        grave("Team (empty)", id: "g-2"), groups: [group("Team", members: [with("bob")])], people: [person("bob")]),
      actual)
    #expect(plan.changes.map(\.action.group?.id) == ["g-2"])
    #expect(plan.count(of: .deleteGroup) == 1)
    let doubtful = try self.plan(policy(grave("Team")), actual)
    #expect(doubtful.changes == [])
    #expect(doubtful.holds.filter { $0.kind == .deleteGroup }.map(\.why) == [.ambiguous, .ambiguous])
  }

  @Test func `that is called otherwise in case or spaces is held`() throws {
    let plan = try plan(policy(grave("Hackathon"), extent: .exact), workspace([ada], groups: [team("hackathon")]))
    #expect(plan.keeps == ["delete-group group hackathon: ambiguous"])
  }

  @Test func `is held for a protected member`() throws {
    let protection = Guardrail(.protectedPeople([email("bob")]), at: at(5))
    let plan = try plan(
      policy(grave("Hackathon"), guardrails: [protection]),
      workspace([ada, member("bob")], groups: [team("Hackathon", members: ["bob"])]))
    #expect(plan.keeps.contains("delete-group group Hackathon: protected"))
    #expect(plan.changes == [])
  }

  @Test func `counts as one removal that the policy names`() throws {
    let names = (1...4).map { "Team \($0)" }
    var desired = policy(guardrails: [Guardrail(.maximumRemovals(count: 3, percent: nil), at: at(5))])
    desired.deletedGroups = names.map { grave($0) }
    let plan = try plan(
      desired,
      workspace(
        [ada, member("bob")], groups: names.map { team($0, [Held.admin, Held.reader], members: ["ada", "bob"]) }))
    #expect(plan.refuses.count == 1 && plan.refuses[0].contains("groups that are deleted: 4"), "\(plan.refuses)")
  }

  @Test func `is held while it cannot be read, and with an owner too few the plan is refused`() throws {
    var actual = workspace([ada, member("bob")], groups: [team("Hackathon", members: ["bob"])])
    actual.incomplete = [IncompleteRead(.group("g-Hackathon"), "its members cannot be read")]
    let unread = try plan(policy(grave("Hackathon")), actual)
    #expect(unread.changes == [])
    #expect(unread.keeps.contains("delete-group group Hackathon: incomplete-read"))
    var alone = policy(grave("Admins"))
    alone.people = [person("ada")]
    let last = try plan(alone, workspace([member("ada")], groups: [team("Admins", [Held.owner], members: ["ada"])]))
    #expect(last.refuses.contains { $0.contains("Workspace Owner") }, "\(last.says) \(last.keeps) \(last.refuses)")
  }

  @Test func `is made again where it was reviewed, and else is not`() throws {
    let (desired, actual) = (policy(grave("Hackathon")), workspace([ada], groups: [team("Hackathon")]))
    let options = PlanOptions()
    let reviewed = try plan(desired, actual)
    let again = try #require(
      Compared(desired, actual, at: now, options: options).plan(reviewed: ReviewedPlans([reviewed])))
    #expect(again.does == ["delete group Hackathon"])
    #expect(again.reviewed?.notReviewed == [])
    let empty = try plan(policy(), actual)
    let unseen = try #require(
      Compared(desired, actual, at: now, options: options).plan(reviewed: ReviewedPlans([empty])))
    #expect(unseen.changes == [])
    #expect(unseen.reviewed?.notReviewed.map(\.change.kind) == [.deleteGroup])
  }

  @Test func `can be chosen by either of its names`() throws {
    let actual = workspace([ada], groups: [team("Old"), team("Other")])
    let desired = policy(grave("New", previously: ["Old"]), grave("Other"))
    for name in ["New", "Old"] {
      #expect(try plan(desired, actual, PlanOptions(only: [.group(name)])).does == ["delete group Old"])
    }
  }

  @Test func `is found by its id under another name, and held where two may be meant`() throws {
    let then = Baseline(workspace([ada], groups: [team("Hackathon", id: "g-1")]))
    let renamed = team("Renamed", id: "g-1")
    let moved = makePlan(policy(grave("Hackathon")), workspace([ada], groups: [renamed]), at: now, baseline: then)
    #expect(try #require(moved.plan).does == ["delete group Renamed"])
    let two = workspace([ada], groups: [renamed, team("Hackathon", id: "g-2")])
    let doubtful = try #require(makePlan(policy(grave("Hackathon")), two, at: now, baseline: then).plan)
    #expect(doubtful.changes == [])
    #expect(doubtful.holds.filter { $0.kind == .deleteGroup }.map(\.why) == [.ambiguous, .ambiguous])
  }

  @Test func `is not what a hold for a name in doubt speaks of where nothing would delete it`() throws {
    let desired = policy(groups: [group("Hackathon", members: [], roles: [])])
    let plan = try plan(desired, workspace([ada], groups: [team("hackathon")]))
    #expect(plan.changes == [])
    #expect(!plan.holds.isEmpty)
    #expect(plan.holds.allSatisfy { $0.kind != .deleteGroup && $0.why == .ambiguous }, "\(plan.keeps)")
  }
}
