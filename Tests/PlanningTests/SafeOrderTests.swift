import Access
import Planning
import RandomWorlds
import Testing

/// What `apply` asks before each request, of what was really done.
struct SafeOrderTests: PlanningSuite {
  private func objection(
    _ action: Change.Action, successor: Email? = nil, in actual: ActualState, goal: Holdings? = nil,
    owners: ActualState? = nil
  ) -> SafeOrder.Objection? {
    let before = Holdings(actual)
    let rules = SafeOrder(
      before: before, goal: goal ?? before, guarding: Guarding(), overridden: [], actual: actual)
    let change = Change(action, reason: "", cause: .declared, successor: successor)
    return rules.objection(to: change, in: before, owners: owners.map { Holdings($0) })
  }

  private var bob: PersonReference { PersonReference(email("bob"), id: "u-bob") }
  private var group: GroupReference { GroupReference("G", id: "g-G") }

  @Test func `what a change needs must be there, and what is in its way gone`() {
    let actual = workspace([ada, member("bob")], invites: [email("bob"), email("eve")], groups: [team("G")])
    let stranger = PersonReference(email("cy"))
    let cases: [(Change.Action, Hold.Need)] = [
      (.createGroup(GroupReference("G")), .freeName("G")),
      (.renameGroup(GroupReference("G", id: "g-2"), from: "H"), .freeName("G")),
      (.invite(email("eve"), carrying: []), .noInvite(email("eve"))),
      (.join(bob, GroupReference("New")), .group("New")),
      (.join(stranger, group), .person(email("cy"))),
      (.grant(.group(GroupReference("New")), Held.admin), .group("New")),
      (.deprovision(bob), .noInvite(email("bob"))),
    ]
    for (action, what) in cases { #expect(objection(action, in: actual) == .needs(what)) }
  }

  @Test func `an old invite or account waits for the address that takes its place`() {
    let successor = email("maria")
    let actual = workspace([ada, member("bob", Held.admin)], invites: [email("eve")])
    let needs = SafeOrder.Objection.needs(.successor(email("maria")))
    #expect(objection(.cancelInvite(email("eve")), successor: successor, in: actual) == needs)
    #expect(objection(.deprovision(bob), successor: successor, in: actual) == needs)
    let arrived = workspace([ada, member("bob", Held.admin), member("maria")])
    var goal = Holdings(arrived)
    #expect(objection(.deprovision(bob), successor: successor, in: arrived, goal: goal) == nil)
    goal.setMember(successor, grants: [Held.admin])
    #expect(
      objection(.deprovision(bob), successor: successor, in: arrived, goal: goal) == .takes(successor, Held.admin))
  }

  @Test func `owners are counted in the state that is feared, not in the one that was hoped for`() {
    let actual = workspace([ada, member("bob", Held.owner)])
    let revoke = Change.Action.revoke(.person(bob), Held.owner)
    var goal = Holdings(actual)
    goal.setMember(email("bob"), grants: [])
    #expect(objection(revoke, in: actual, goal: goal) == nil)
    let feared = workspace([member("ada"), member("bob", Held.owner)])
    #expect(objection(revoke, in: actual, goal: goal, owners: feared) == .breaksOwnerMinimum(left: 0))
  }

  @Test func `a last grant is not taken where no base grant can be left`() {
    let roles = World.roles.filter { $0.id != World.base.id }
    let actual = workspace([ada, member("bob", Held.admin)], groups: [team("G", [Held.admin])], roles: roles)
    #expect(objection(.revoke(.person(bob), Held.admin), in: actual, goal: Holdings()) == .emptiesList)
    #expect(objection(.revoke(.group(group), Held.admin), in: actual, goal: Holdings()) == .emptiesList)
  }
}
