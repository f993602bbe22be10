import Access
import Explaining
import RandomWorlds
import Testing

/// Evidence of what was not read: a list that did not come must not look like access that nobody has.
struct UnreadReviewLaws {
  private func check(
    _ what: String, _ part: (ActualState) -> IncompleteRead.Part?, losing: @escaping (inout ActualState) -> Void,
    _ check: (AccessReview, IncompleteRead.Part) -> Bool
  ) throws {
    try ReviewLaws.seeds.judge { seed throws in
      // One in which there is anything to lose.
      let world = World(seed: seed) { world in
        var actual = world.actual
        if part(actual) != nil { losing(&actual) }
        return actual != world.actual
      }
      guard let part = part(world.actual) else { return .missed }
      var actual = world.actual
      losing(&actual)
      guard actual != world.actual else { return .empty }
      actual.incomplete.append(IncompleteRead(part, "cut"))
      guard let review = reviewAccess(world.desired, actual, at: World.now).review else { return .missed }
      #expect(review.incomplete.contains { $0.part == part })
      #expect(check(review, part), "seed \(seed): \(what)")
      return .judged
    }
  }

  @Test func `nobody is absent, and no account or direct role missing, where people were not read`() throws {
    try check("people", { _ in .people }, losing: { $0.people = [] }) { review, _ in
      let missing = review.rows.filter { $0.holding == .notHeld && $0.group == nil && $0.person != nil }
      return missing.isEmpty && review.people.allSatisfy { $0.presence != .absent }
    }
  }

  @Test func `members of groups have an account where people were not read, and no invite is made up`() throws {
    try check("members", { _ in .people }, losing: { $0.people = [] }) { review, _ in
      // One of somebody who is known to be a member was read.
      review.rows.filter { $0.gain == .invite && $0.holding != .held }.allSatisfy { row in
        review.rows.allSatisfy { $0.person != row.person || $0.group == nil || $0.holding != .held }
      }
    }
  }

  @Test func `nobody is absent where invites were not read`() throws {
    try check("invites", { _ in .invites }, losing: { $0.invites = [] }) { review, _ in
      review.people.allSatisfy { $0.presence != .absent }
    }
  }

  @Test func `no direct role is missing of somebody whose roles were not read`() throws {
    try check("person", { $0.people.first.map { .person($0.id) } }, losing: { $0.people[0].grants = [] }) {
      review, part in
      let email = review.people.first { $0.id.map(IncompleteRead.Part.person) == part }?.email
      return review.rows.allSatisfy { $0.person != email || $0.group != nil || $0.holding != .notHeld }
    }
  }

  @Test func `nothing of a group is missing that was not read, nor of any where groups were not`() throws {
    try check("group", { $0.groups.first.map { .group($0.id) } }, losing: { $0.groups[0].grants = [] }) {
      review, part in
      review.rows.allSatisfy { $0.group?.id.map(IncompleteRead.Part.group) != part || $0.holding != .notHeld }
    }
    try check("groups", { _ in .groups }, losing: { $0.groups = [] }) { review, _ in
      review.rows.allSatisfy { $0.group == nil || $0.holding != .notHeld }
    }
  }
}
