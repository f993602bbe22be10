import Access
import Planning
import RandomWorlds
import Testing

/// What must hold where lists are floors, names have changed, entries lead to nothing and plans were reviewed, all at
/// once; each failure names its seed.
struct `Laws of several things at once` {
  private struct Deed: Hashable {
    let kind: Change.Kind
    let item: AccessItem.Identity

    init(_ kind: Change.Kind, _ item: AccessItem) { (self.kind, self.item) = (kind, item.identity) }
  }

  private func plan(_ world: World, _ baseline: Baseline?) throws -> Plan {
    let planned = makePlan(world.desired, world.actual, at: World.now, baseline: baseline)
    return try #require(planned.plan, "\(planned.diagnostics)")
  }

  @Test func `with reviewed plans nobody gets anything that none of them leads to`() throws {
    try Seeds().judge(atLeast: 40) { together throws in
      guard !together.reviews.isEmpty else { return .missed }
      let (world, baseline) = (together.world, together.baseline)
      let compared = Compared(world.desired, world.actual, at: World.now, options: PlanOptions(), baseline: baseline)
      guard let plan = compared.plan(reviewed: ReviewedPlans(together.reviews.map(\.plan))) else { return .missed }
      let ends = together.reviews.map(End.init)
      let before = Holdings(world.actual)
      var state = before
      for change in plan.changes {
        state.apply(change.action)
        for email in Set(state.members.keys).union(state.pending) {
          var gained = state.effective(of: email).subtracting(before.effective(of: email))
          if case .invite(email, let grants) = change.action { gained.formUnion(grants) }
          let id = world.actual.people.first { $0.email == email }?.id
          for grant in gained where grant != Grant(World.base.id) {
            #expect(
              ends.contains { $0.has(grant, email, id) },
              "\(email) gets \(plan.names.grant(grant)) by \(change.inWords(plan.names)): seed \(together.seed)")
          }
        }
      }
      let whole = try self.plan(world, baseline)
      #expect(
        whole.changes.count == plan.changes.count + (plan.reviewed?.notReviewed.count ?? 0), "seed \(together.seed)")
      return whole.changes.isEmpty ? .empty : .judged
    }
  }

  /// What a reviewed plan leads to, worked out from the workspace that it was made from.
  private struct End {
    private var state: Holdings
    private var invited: [Email: Set<Grant>] = [:]
    private let addresses: [UserID: Email]

    init(_ review: Together.Review) {
      state = Holdings(review.before)
      addresses = Dictionary(review.before.people.map { ($0.id, $0.email) }) { first, _ in first }
      for change in review.plan.changes {
        state.apply(change.action)
        if case .invite(let email, let grants) = change.action { invited[email] = Set(grants) }
      }
    }

    /// Whoever has an account goes by its id, whatever they were called.
    func has(_ grant: Grant, _ email: Email, _ id: UserID?) -> Bool {
      [email, id.flatMap { addresses[$0] }].compactMap(\.self).contains { known in
        state.holds(known, grant) || invited[known]?.contains(grant) == true
      }
    }
  }

  @Test func `with a baseline nothing is given that a plan without it would not give`() throws {
    try Seeds().judge(atLeast: 40) { together throws in
      let plan = try plan(together.world, together.baseline)
      let other = try self.plan(together.world, nil)
      let more = plan.changes.filter { !$0.kind.isRemoval && !other.wishes($0) }
      #expect(more.isEmpty, "seed \(together.seed): \(more.map { $0.inWords(plan.names) })")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  private func unexplained(_ change: Change) -> Change {
    var change = change
    change.reason = ""
    return change
  }

  @Test func `runs that each record what they leave do what the first baseline would have them do`() throws {
    let identity: Set<Hold.Why> = [.addressChanged, .renamedByHand]
    try Seeds().judge(atLeast: 40) { together throws in
      var (state, known, first) = (together.world.actual, together.baseline, Set<Deed>())
      var isMoved = false
      for options in [PlanOptions(expiredOnly: true), PlanOptions(), PlanOptions(), PlanOptions()] {
        let plans = [known, together.baseline].map {
          makePlan(together.world.desired, state, at: World.now, options: options, baseline: $0).plan
        }
        guard let plan = plans[0], let other = plans[1] else { return .missed }
        // Only the first baseline knows of whom it was a member once, and says so in its reasons.
        #expect(plan.changes.map(unexplained) == other.changes.map(unexplained), "seed \(together.seed)")
        #expect(plan.holds.map(\.item) == other.holds.map(\.item), "seed \(together.seed)")
        #expect(plan.holds.map(\.why) == other.holds.map(\.why), "seed \(together.seed)")
        let deeds = plan.changes.map { Deed($0.kind, $0.action.item) }
        // An id that is gone is forgotten, and with it the doubt.
        let isWhole =
          Set(state.people.map(\.id)).isSuperset(of: together.world.actual.people.map(\.id))
          && Set(state.groups.map(\.id)).isSuperset(of: together.world.actual.groups.map(\.id))
        #expect(!isWhole || first.isDisjoint(with: deeds), "seed \(together.seed)")
        if !options.expiredOnly, first.isEmpty {
          let held = plan.holds.filter { hold in
            identity.contains(hold.why)
              || hold.why == .ambiguous && hold.detail.contains("nothing is given or taken away")
          }
          first = Set(held.map { Deed($0.kind, $0.item) })
        }
        isMoved = isMoved || plan.holds.contains { identity.contains($0.why) }
        let after = state.after(plan.changes)
        known = Baseline(after).corrected(by: plan.stillKnown(from: state, in: after))
        state = after
      }
      return isMoved ? .judged : .missed
    }
  }

  @Test func `no departure is held because of who somebody was or may be`() throws {
    let identity: Set<Hold.Why> = [.addressChanged, .renamedByHand, .probablyRenamed]
    // These do hold one back.
    let others: Set<Hold.Why> = [.protected, .ignored, .unmanaged, .waits, .incompleteRead, .ambiguous, .clockDiffers]
    try Seeds().judge(atLeast: 40) { together throws in
      let world = together.world
      let plan = try plan(world, together.baseline)
      for hold in plan.holds where hold.kind.isRemoval && identity.contains(hold.why) {
        let isNamed = hold.item.person.map { email in world.desired.people.contains { $0.email == email } } ?? false
        #expect(hold.why == .probablyRenamed, "seed \(together.seed): \(hold)")
        #expect(!isNamed, "seed \(together.seed): \(hold)")
      }
      for person in world.desired.people where person.presence != .declared && person.presence != .endsOnly {
        guard world.desired.manage.people != .unmanaged, person.id == nil,
          let account = world.actual.people.first(where: { together.baseline.people[$0.id] == person.email }),
          account.email != person.email, !world.isTaken(person.email),
          !person.previously.contains(where: world.isTaken),
          !world.desired.people.contains(where: { $0.email == account.email || $0.previously.contains(account.email) }),
          !world.actual.people.contains(where: { $0.email == account.email && $0.id != account.id })
        else { continue }
        let goes = plan.changes.contains { $0.kind == .deprovision && $0.action.person == account.email }
        let waits = plan.holds.contains { hold in
          hold.kind == .deprovision && hold.item.person == account.email && others.contains(hold.why)
        }
        #expect(goes || waits, "seed \(together.seed): \(account.email) was \(person.email) and stays")
      }
      return plan.holds.contains { identity.contains($0.why) } || together.features.contains(.departs)
        ? .judged : .missed
    }
  }

  @Test func `a typo in a list never removes more than the role it may stand for`() throws {
    try Seeds().judge { together throws in
      var dice = Dice(seed: together.seed &+ 515)
      guard let typo = Typo(in: together.world, &dice) else { return .missed }
      let (before, after) = (
        try plan(together.world, together.baseline), try plan(typo.world, together.baseline)
      )
      let wishes = Set(before.changes.filter(\.kind.isRemoval).map { Deed($0.kind, $0.action.item) }).union(
        before.holds.filter { $0.why == .waits || $0.why == .noBaseGrant }.map { Deed($0.kind, $0.item) })
      let more = Set(after.changes.filter(\.kind.isRemoval).map { Deed($0.kind, $0.action.item) }).subtracting(wishes)
      let isResolved = after.unresolved.count == before.unresolved.count
      for deed in more {
        #expect(
          isResolved,
          "seed \(together.seed): \(typo.words) removes \(deed)")
        #expect(
          deed.kind == .revoke,
          "seed \(together.seed): \(typo.words) removes \(deed)")
        #expect(
          deed.item.grant?.role == typo.role,
          "seed \(together.seed): \(typo.words) removes \(deed)")
      }
      return .judged
    }
  }
}

extension World {
  /// Whether somebody bears an address; an invite is nobody.
  fileprivate func isTaken(_ email: Email) -> Bool { actual.people.contains { $0.email == email } }
}
