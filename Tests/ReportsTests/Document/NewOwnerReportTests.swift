import Access
import Planning
import RandomWorlds
import Reports
import Syntax
import Testing

/// No report drops, folds or buries whoever comes to own the workspace, and none says so of anybody else.
@Suite struct `A new owner` {
  @Test func `stands unfolded in every format of a plan, whatever people call themselves`() throws {
    try Seeds(percent: 40).judge(atLeast: 25) { seed throws in
      var dice = Dice(seed: seed)
      let base = World(seed: seed)
      let head = base.desired.edited(&dice)
      let planned =
        dice.chance(50)
        ? makePlan(head, since: base.desired, base.actual, at: World.now) : makePlan(head, base.actual, at: World.now)
      guard let plan = planned.plan?.renamed(&dice) else { return .missed }
      let text = textReport(plan).split(separator: "\n").map(String.init)
      try expect(plan, text, plan.document, seed)
      return plan.newOwners.isEmpty ? .empty : .judged
    }
  }

  @Test func `stands unfolded in every format of an outcome`() throws {
    try Seeds(percent: 30).judge(atLeast: 25) { seed throws in
      var dice = Dice(seed: seed)
      let world = World(seed: seed)
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan?.renamed(&dice) else { return .missed }
      let outcomes = plan.changes.map { _ in dice.pick([Outcome.done, .failed("no"), .unknown("lost"), .skipped("x")]) }
      let applied = Applied(plan: plan, outcomes: outcomes, wrote: true)
      let text = textReport(applied).split(separator: "\n").map(String.init)
      try expect(plan, text, applied.document, seed)
      return plan.newOwners.isEmpty ? .empty : .judged
    }
  }

  private func expect(_ plan: Plan, _ text: [String], _ document: Document, _ seed: UInt64) throws {
    let comments = try document.markdown(limit: 3000).flatMap { try Reader.comment($0).unfolded }
    let page = try Reader.page(document.html()).text
    let lines = text.filter { $0.opens(with: "  ! ") && $0.shows(Role.ownerName) }
    for new in plan.newOwners {
      let name = new.shownName
      #expect(lines.contains { $0.opens(with: "  ! \(name) ") }, "seed \(seed): \(name)")
      #expect(comments.contains { $0.opens(with: "- \(name) ") && $0.shows(Role.ownerName) }, "seed \(seed): \(name)")
      #expect(page.shows(name), "seed \(seed): \(name)")
    }
    let isTitled = comments.contains { $0.opens(with: "### New Workspace Owners") }
    #expect(isTitled == !plan.newOwners.isEmpty, "seed \(seed)")
    #expect(text.contains { $0.shows("New Workspace Owners") } == !plan.newOwners.isEmpty, "seed \(seed)")
  }

  /// One world for what each outcome makes of it.
  @Test(arguments: [
    (Outcome.done, "is now Workspace Owner through group Admins"),
    (.unknown("lost"), "may have become Workspace Owner through group Admins"),
    (.failed("no"), "did not become Workspace Owner through group Admins"),
    (.skipped("waits"), "did not become Workspace Owner through group Admins"),
  ])
  func `is said to be one, to be perhaps one, or not to be one, after the run`(outcome: Outcome, words: String) throws {
    let plan = try situation.plan
    #expect(plan.changes.map(\.kind) == [.join])
    let applied = Applied(plan: plan, outcomes: [outcome], wrote: true)
    #expect(textReport(applied).contains("! nils@acme.com  \(words)"))
    let title = applied.document.markdown().joined().split(separator: "\n").first ?? ""
    #expect(title.hasSuffix("; 1 new Workspace Owner") == !words.hasPrefix("did not"))
    #expect(
      applied.document.markdown().joined().contains("**\(words.replacing("group Admins", with: "group `Admins`"))"))
  }

  @Test func `who is invited is none before the invite is accepted`() throws {
    var invited = situation
    invited.actual.people.removeAll { $0.email == "nils@acme.com" }
    invited.actual.invites = ["nils@acme.com"]
    let plan = try invited.plan
    #expect(plan.changes.map(\.kind) == [.join])
    #expect(plan.newOwners.map(\.isPending) == [true])
    let words = "Workspace Owner through group Admins, once the invite is accepted"
    #expect(textReport(plan).contains("! nils@acme.com  becomes \(words)"), "\(textReport(plan))")
    #expect(
      textReport(Applied(plan: plan, outcomes: [.done], wrote: true)).contains("! nils@acme.com  becomes \(words)"))
    #expect(
      textReport(Applied(plan: plan, outcomes: [.unknown("lost")], wrote: true)).contains("may become \(words)"))
    #expect(plan.json(accord: "1").contains(#""cause": "plan", "until": "2027-01-31", "onAcceptance": true}"#))
    // Undeclared, the same person is no member either.
    invited.desired.groups[0].members = .written([Situation.member("ada@acme.com")], at: Situation.at(5, "groups.yaml"))
    invited.actual.groups[0].invites = ["nils@acme.com"]
    let alarm = try invited.plan.undeclaredOwners
    #expect(alarm.map(\.detail) == ["is invited, and owns it on acceptance; not in the list of members"])
  }

  @Test func `heads every report, with the end of what is given`() throws {
    let plan = try situation.plan
    let text = textReport(plan)
    #expect(text.contains("  ! nils@acme.com  becomes Workspace Owner through group Admins  until 2027-01-31"))
    #expect(text.contains("+ nils@acme.com  joins group Admins until 2027-01-31: Workspace Owner"))
    #expect(text.contains("1 new Workspace Owner."))
    let comment = plan.document.markdown().joined()
    #expect(comment.hasPrefix("## Plan for `acme`: 1 new Workspace Owner; 1 change, none takes access away\n"))
    #expect(headings(comment).first == "### New Workspace Owners (1 person)")
    #expect(newOwnersText(plan) == "! 1 new Workspace Owner: nils@acme.com")
  }

  @Test func `of a pull request stands before what was pending, and what the pull request gives is not folded`() throws
  {
    let head = situation
    var base = head.desired
    base.groups[0].members = .written([Situation.member("ada@acme.com")], at: Situation.at(5, "groups.yaml"))
    let plan = try #require(makePlan(head.desired, since: base, head.actual, at: World.now).plan)
    let comment = plan.document.markdown().joined()
    #expect(
      headings(comment) == [
        "### New Workspace Owners (1 person)", "### New here: gives access or renames, and takes nothing away (1)",
      ])
    #expect(!comment.contains("<details>"))
  }

  private func headings(_ comment: String) -> [String] {
    comment.split(separator: "\n").map(String.init).filter { $0.hasPrefix("### ") }
  }

  @Test func `past three roles, the strongest and a count; past three people, three and a count`() throws {
    var plan = try situation.plan
    plan.changes[0].brings = ["Workspace Owner", "Function Admin", "Source Admin", "Source Read-only"]
    #expect(textReport(plan).contains("joins group Admins until 2027-01-31: Workspace Owner and 3 more roles"))
    plan.changes[0].action = .grant(.group(GroupReference("Admins", id: "g-1")), Grant(World.owner.id))
    plan.changes[0].reaches = ["a@acme.com", "b@acme.com", "c@acme.com", "d@acme.com", "e@acme.com"]
    #expect(textReport(plan).contains("reaches a@acme.com, b@acme.com, c@acme.com and 2 more"))
  }

  private var situation: Situation {
    Situation("new-owner") { it in
      it.declare("nils@acme.com")
      it.join("nils@acme.com")
      it.declareGroup(
        "Admins", [Situation.member("ada@acme.com"), Situation.member("nils@acme.com", until: "2027-01-31")],
        roles: [Situation.role(World.owner)])
      it.addGroup("Admins", ["ada@acme.com"], [Grant(World.owner.id)])
    }
  }
}

extension NewOwner {
  fileprivate var shownName: String {
    switch owner {
    case .person(let email, _, _): email.written.shown
    case .group(let group): "group \(group.name.shown)"
    }
  }
}
