import Access
import Documents
import Testing

@testable import Reports

/// What `--reviewed` and an undo leave out: in every format, and never folded where it may be a removal.
struct LeftOutTests {
  private func reviewed() throws -> Plan {
    var plan = Sample.ordinary
    let removal = try #require(plan.changes.first { $0.kind == .revoke })
    let addition = try #require(plan.changes.first { $0.kind == .join })
    plan.changes = []
    plan.reviewed = ReviewedChanges(
      notReviewed: [LeftOut(removal, why: "no reviewed plan shows it")], notNeeded: [addition])
    return plan
  }

  @Test func `what was not reviewed stands in every format of plan and outcome`() throws {
    let plan = try reviewed()
    let applied = Applied(plan: plan, outcomes: [])
    let documents = [plan.document, applied.document].flatMap { [$0.markdown().joined(), $0.html()] }
    for report in documents + [plan.text(TextStyle()), applied.text(TextStyle())] {
      #expect(report.contains("Not reviewed, and not made (1)"), "\(report)")
      #expect(report.contains("no reviewed plan shows it"), "\(report)")
      #expect(report.contains("Reviewed, and done already or no longer asked for (1)"), "\(report)")
    }
    for document in [plan.document, applied.document] {
      let section = try #require(document.sections.first { $0.anchor == "not-reviewed" })
      #expect(!section.isFolded)
    }
    for json in [plan.json(accord: "1"), applied.json(accord: "1")] {
      #expect(json.contains("\"notReviewed\": ["), "\(json)")
      #expect(json.contains("\"why\": \"no reviewed plan shows it\""), "\(json)")
    }
  }

  @Test func `what a run found besides its changes stands in every format of its outcome`() throws {
    let plan = Sample.ordinary
    let membership = AccessItem.membership(PersonReference("nils@acme.com", id: "u9"), GroupReference("Ops", id: "g9"))
    let applied = Applied(
      plan: plan, outcomes: plan.changes.map { _ in .done }, wrote: true, ownersLeft: [], putBack: [membership])
    for report in [
      applied.text(TextStyle()), AppliedInBrief(applied).text(TextStyle()), applied.document.markdown().joined(),
      applied.document.html(),
    ] {
      #expect(report.contains("Workspace Owners who could be confirmed after the run: none"), "\(report)")
      #expect(report.contains("too few Workspace Owners could be confirmed"), "\(report)")
      #expect(report.contains("nils@acme.com"), "\(report)")
      #expect(report.contains("was taken out of a group with the cancelled invite"), "\(report)")
    }
    let json = applied.json(accord: "1")
    #expect(json.contains(#""ownersLeft": []"#), "\(json)")
    #expect(json.contains(#"{"person": "nils@acme.com", "personID": "u9", "group": "Ops", "#), "\(json)")
    #expect(!Applied(plan: plan, outcomes: []).json(accord: "1").contains("putBack"))
  }

  @Test func `a plan from its file tells two groups of one name apart, also where it changes only one of them`() throws
  {
    var plan = Sample.ordinary
    let group = GroupReference("Hackathon", id: "8BN")
    plan.changes = [Change(.deleteGroup(group), reason: "deleted: true", cause: .deleted)]
    (plan.subjects, plan.refusals, plan.holds) = (
      [], [], [Hold(.leave, .membership(PersonReference("ada@acme.com"), group), .invitePending)]
    )
    plan.names.share(["Hackathon"])
    let again = try Plan(file: Array(plan.fileText(accord: "1").utf8))
    for report in [again.document.markdown().joined(), again.document.html(), again.text(TextStyle())] {
      #expect(report.contains("8BN"), "\(report)")
      #expect(!report.replacing("8BN", with: "").contains("Hackathon  is"), "\(report)")
    }
    #expect(again.text(TextStyle()) == plan.text(TextStyle()))
  }

  @Test func `an undo that undoes nothing says why, and keeps saying it in its file`() throws {
    var plan = Sample.ordinary
    let addition = try #require(plan.changes.first { $0.kind == .join })
    (plan.changes, plan.subjects, plan.refusals) = ([], [], [])
    plan.notUndone = [LeftOut(addition, why: "this was given")]
    let again = try Plan(file: Array(plan.fileText(accord: "1").utf8))
    #expect(again.notUndone == plan.notUndone)
    let applied = Applied(plan: plan, outcomes: [])
    for report in [applied.document.markdown().joined(), applied.document.html(), applied.text(TextStyle())] {
      #expect(report.contains("Not undone (1)"), "\(report)")
      #expect(report.contains("1 not undone"), "\(report)")
    }
    #expect(applied.json(accord: "1").contains("\"notUndone\": ["))
    for report in [again.document.markdown().joined(), again.document.html(), again.text(TextStyle())] {
      #expect(report.contains("Not undone (1)"), "\(report)")
      #expect(report.contains("this was given"), "\(report)")
      #expect(report.contains("Nothing to undo; 1 change of the run left as made."), "\(report)")
    }
  }

  @Test func `an outcome in brief lists what is not done, and nothing that is`() {
    let applied = Sample.applied
    let (brief, whole) = (AppliedInBrief(applied).text(TextStyle()), applied.text(TextStyle()))
    #expect(whole.contains("\nDone ("))
    #expect(!brief.contains("\nDone ("))
    #expect(brief.contains("Failed ("))
    #expect(whole.split(separator: "\n").last == brief.split(separator: "\n").last)
  }
}
