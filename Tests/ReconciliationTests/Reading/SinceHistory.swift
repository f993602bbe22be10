import Access
import RandomWorlds
import SegmentAPI

@testable import SegmentSandbox

/// What happens to a workspace between two reads, drawn at random: through the API with its events, beside it with an
/// event, and, where a trail is not to be believed, without one.
struct SinceHistory {
  let bench: SinceBench
  var dice: Dice
  private typealias Roles = RandomWorlds.World

  /// A dozen people and six groups, so that there is more to take over than to ask for.
  static func workspace(_ dice: inout Dice) -> ActualState {
    var state = SinceBench.workspace
    state.groups.append(ActualGroup(id: "g5", name: "Group 5", grants: [Grant(Roles.sourceReader.id)]))
    let possible = [Roles.sourceAdmin, Roles.sourceReader, Roles.functionAdmin]
    for at in state.people.indices {
      state.people[at].grants += dice.some(possible, 30).map { Grant($0.id) }
      if dice.chance(8) { state.people[at].grants.append(Grant(Roles.owner.id)) }
      state.people[at].grants = Set(state.people[at].grants).sorted()
    }
    if dice.chance(50) { state.groups[4].grants = [Grant(Roles.base.id)] }
    if dice.chance(30) {
      state.invites = ["i0@acme.com", "i1@acme.com"]
      if dice.chance(50) { state.groups[2].invites = ["i0@acme.com"] }
    }
    return state
  }

  private var world: SegmentSandbox.World { bench.sandbox.world }

  private mutating func person() -> SegmentSandbox.World.Person? {
    let people = Array(world.people.values)
    return people.isEmpty ? nil : dice.pick(people)
  }

  private mutating func group() -> SegmentSandbox.World.Group? {
    let groups = Array(world.groups.values)
    return groups.isEmpty ? nil : dice.pick(groups)
  }

  private mutating func role() -> Role {
    dice.chance(25) ? Roles.owner : dice.pick([Roles.sourceAdmin, Roles.sourceReader, Roles.functionAdmin, Roles.base])
  }

  /// Something with an event, or that lists show.
  mutating func step() throws {
    let writer = bench.writer
    let time = bench.bench.clock.sinceEpoch
    let base = PermissionInput(roleId: Roles.base.id.text, resources: [SegmentResource(id: "ws", type: .workspace)])
    switch dice.pick(Array(0..<16)) {
    case 0, 1: if let person = person() { try bench.give(role(), to: .user(id: person.id)) }
    case 2: if let group = group() { try bench.give(role(), to: .group(id: group.id)) }
    case 3:
      if let person = person() { _ = try writer.replacePermissions(of: .user(id: person.id), with: [base]) }
    case 4:
      if let group = group() { _ = try writer.replacePermissions(of: .group(id: group.id), with: [base]) }
    case 5:
      if let group = group(), let person = person() { _ = try writer.addMembers([person.email], toGroup: group.id) }
    case 6:
      if let group = group(), let id = group.members.first, let person = world.people[id] {
        _ = try writer.removeMembers([person.email], fromGroup: group.id)
      }
    case 7:
      let email = "i\(dice.pick([0, 1, 2, 3]))@acme.com"
      _ = try writer.createInvites([InviteInput(email: email, permissions: [base])])
      if dice.chance(50), let group = group() { _ = try writer.addMembers([email], toGroup: group.id) }
    case 8: if let invite = world.invites.values.first { bench.sandbox.acceptInvite(email: invite.email) }
    case 9: if let invite = world.invites.values.first { _ = try writer.deleteInvites([invite.email]) }
    case 10: if let person = person() { _ = try writer.deleteUsers([person.id]) }
    case 11: _ = try writer.createGroup(named: "New \(time.components.seconds)")
    case 12: if let group = group() { _ = try writer.renameGroup(group.id, to: "\(group.name)'") }
    case 13: bench.sandbox.addUserBySSO(email: "s\(dice.pick([0, 1, 2]))@acme.com")
    case 14:
      // Lists alone tell.
      if let person = person() { bench.sandbox.change { $0.changeEmail(ofPerson: person.id, to: "x-\(person.email)") } }
    default:
      // Members change places, and the events name only them.
      guard let group = group(), let one = person(), !group.members.contains(one.id), let other = group.members.first
      else { return }
      let email = world.people[other]?.email ?? ""
      bench.sandbox.change { world in
        _ = world.join(one.email, group: group.id)
        _ = world.leave(email, group: group.id)
        world.record("User Added To User Group", of: .user, one.id, one.email, by: "users/u0", at: time)
        world.record("User Removed From User Group", of: .user, other, email, by: "users/u0", at: time)
      }
    }
  }

  /// Something of which no event ever tells.
  mutating func silentStep() {
    let happening = Happening.draw(
      emails: world.people.values.map(\.email), groups: world.groups.values.map(\.name), using: &dice)
    if let happening { bench.sandbox.change { happening.apply(to: &$0) } }
  }
}
