import HTTPMessages
import AccessJSON
import RandomWorlds
import Reconciliation
import Reports
import SegmentAPI
import SegmentSandbox
import Testing

@testable import Access
@testable import Documents
@testable import Planning
@testable import Syntax

/// Nothing is done that was not shown: whatever is written into a plan file, it is refused and nothing is sent, or what
/// it does to the workspace is what the checked plan shows in every format.
struct SavedPlanLaws {
  private typealias Drawn = RandomWorlds.World
  /// Names and ids of the workspace, and some that it does not have.
  private static let others = [
    "Workspace Owner", "role-owner", "role-source-reader", "Source Read-only", "u-ada", "ada@acme.com", "u-cy",
    "mallory@evil.com", "g-okta", "okta-all", "g-team", "Team", "src-app", "source/app", "source/src-app",
    "id/role-owner",
    "prod", "segment", "departed", "ended", "undo", "warn",
  ]

  /// All edits where all worlds are tried, for the night; in every run those that reach every value.
  private static let isThorough = Seeds().count > 1000

  private let before: ActualState
  private let plan: Plan
  private let document: JSON
  private let runs = Runs()

  init() throws {
    let bench = try Workbench(RichWorkspace.actual)
    before = try SavedPlanLaws.read(bench)
    plan = try RichWorkspace.plan(before)
    document = try JSONParser.parse(Array(plan.fileText(accord: "1").utf8))
  }

  private static func read(_ bench: Workbench) throws -> ActualState {
    try StateReader(SegmentReader(bench.connection), needs: .everything).read(at: Drawn.now)
  }

  @Test func `the plan that is forged has every kind of change, and is carried out as it is shown`() throws {
    #expect(Set(plan.changes.map(\.kind)) == Set(Change.Kind.allCases))
    #expect(!plan.undeclaredOwners.isEmpty)
    #expect(!plan.holds.isEmpty)
    #expect(!plan.refusals.isEmpty)
    #expect(try judge(plan, "as it is") == .applied)
  }

  @Test func `a document with one edit is refused, or does what it shows`() throws {
    var tally = Tally()
    try Forgeries(document, others: SavedPlanLaws.others, isThorough: SavedPlanLaws.isThorough).forEach(document) {
      where_, forged in
      tally.note(try judge(forged, where_))
    }
    tally.expect(atLeast: 1500)
  }

  @Test func `a document with one edit and everything derived anew is refused, or does what it shows`() throws {
    guard let changes = document["changes"], case .object(let members) = document else { return }
    let others = SavedPlanLaws.others + plan.changes.compactMap { $0.action.person?.written }
    var tally = Tally()
    try Forgeries(changes, others: others, isThorough: SavedPlanLaws.isThorough).forEach(changes) { where_, forged in
      let root = JSON.object(members.map { $0.key == "changes" ? JSON.Member("changes", forged) : $0 })
      guard let lenient = try? Plan(unchecked: root) else { return tally.note(.refused) }
      tally.note(try judge(repaired(lenient), where_))
    }
    tally.expect(atLeast: 600)
  }

  /// What somebody who knows accord would put right after an edit.
  private func repaired(_ plan: Plan) throws -> JSON {
    var plan = plan
    plan.subjects = before.marks(touchedBy: plan.changes)
    let requests = Compilation.requests(for: plan.changes, before: Holdings(before))
    (plan.requests, plan.secondsAtLimits) = (requests.count, Forecast.seconds(for: requests))
    return try JSONParser.parse(Array(plan.fileText(accord: "1").utf8))
  }

  private enum Verdict { case refused, applied }

  private func judge(_ forged: JSON, _ where_: String) throws -> Verdict {
    guard case .object(let members) = forged else { return .refused }
    let sealed = JSON.object(members.filter { $0.key != "digest" }).sealed
    guard let plan = try? Plan(file: Array(sealed.document.utf8)) else { return .refused }
    return try judge(plan, where_)
  }

  private func judge(_ plan: Plan, _ where_: String) throws -> Verdict {
    let checked: CheckedPlan
    do {
      checked = try PlanCheck.check(plan, fresh: before, at: Drawn.now)
    } catch {
      return .refused
    }
    let shown = checked.plan
    guard shown.isApplyable else { return .refused }
    let run = try run(shown)
    let effects = run.effects
    #expect(run.isDone, "\(where_)")
    #expect(folded(Shown.text(shown).map(withoutIDs)) == folded(effects.map(oneGrant)), "\(where_)")
    #expect(try folded(Shown.json(shown)) == folded(effects), "\(where_)")
    for (format, text) in [
      ("Markdown", shown.document.markdown().joined(separator: "\n")), ("HTML", shown.document.html()),
    ] {
      let words = Shown.document(text)
      let people = folded(words)
      for effect in effects {
        let parts = effect.hasPrefix("group ") ? effect.dropFirst(6) : effect[...]
        let who = parts.prefix { $0 != " " }
        let what = effect.drop { $0 != " " }.dropFirst()
        #expect(people.contains(who), "\(where_): \(format) lacks \(effect)")
        #expect(words.contains(predicate(what)), "\(where_): \(format) lacks \(effect)")
      }
    }
    #expect(Set(shown.newOwners.compactMap(\.person)) == run.newOwners, "\(where_)")
    return .applied
  }

  /// What became of a workspace.
  private struct Run {
    let isDone: Bool
    let effects: [String]
    let newOwners: Set<Email>
  }

  /// What carrying out a plan does. An edit of a sentence changes nothing of it: equal changes under equal rules are
  /// carried out once.
  private func run(_ plan: Plan) throws -> Run {
    if let known = runs.known[plan.changes.map(\.action)], plan.guarding == self.plan.guarding { return known }
    let bench = try Workbench(RichWorkspace.actual)
    let applied = bench.apply(plan, before: before)
    let carried = Dictionary(
      uniqueKeysWithValues: bench.sandbox.world.invites.values.map { (Email($0.email), grants($0.permissions)) })
    let after = try SavedPlanLaws.read(bench)
    let run = Run(
      isDone: applied.allDone, effects: Effects(before, after, carried: carried).sentences,
      newOwners: ownersGained(after))
    if plan.guarding == self.plan.guarding { runs.known[plan.changes.map(\.action)] = run }
    return run
  }

  private final class Runs {
    var known: [[Change.Action]: Run] = [:]
  }

  /// Two spellings of one address are one person.
  private func folded(_ sentences: [String]) -> [String] { sentences.map(folded).sorted() }

  private func folded(_ text: String) -> String {
    text.split(separator: " ").map { $0.contains("@") ? $0.lowercased() : String($0) }.joined(separator: " ")
  }

  /// Groups that share a name, if only with one that a hold is said to be about, are told apart by id.
  private func withoutIDs(_ sentence: String) -> String {
    sentence.replacing(#/ \((?:id [^)]*|new)\)/#, with: "")
  }

  /// An invite with more than one grant lists them below its line.
  private func oneGrant(_ sentence: String) -> String {
    sentence.contains(" is invited") && sentence.contains(" and ")
      ? String(sentence.prefix { $0 != "," }) : sentence
  }

  /// After the subject, of groups of two words too.
  private func predicate(_ words: Substring) -> Substring {
    let verbs = ["gets ", "loses ", "joins ", "leaves ", "is "]
    let starts = verbs.compactMap { words.firstRange(of: $0)?.lowerBound }
    return starts.min().map { words[$0...] } ?? words
  }

  private func ownersGained(_ after: ActualState) -> Set<Email> {
    let owners = { (state: ActualState) in
      let owner = Grant(Drawn.owner.id)
      return Set(state.people.filter { $0.grants.contains(owner) }.map(\.email))
        .union(state.groups.filter { $0.grants.contains(owner) }.flatMap { $0.members + $0.invites })
    }
    return owners(after).subtracting(owners(before))
  }

  private func grants(_ permissions: [SegmentSandbox.World.Permission]) -> [Grant] {
    permissions.flatMap { permission in
      permission.resources.map { resource in
        let kind = ResourceKind(rawValue: resource.key.type.rawValue.lowercased())
        return Grant(
          RoleID(permission.roleID), on: kind.map { .resource($0, ResourceID(resource.key.id)) } ?? .workspace)
      }
    }
  }

  private struct Tally {
    private var (refused, applied) = (0, 0)

    mutating func note(_ verdict: Verdict) {
      switch verdict {
      case .refused: refused += 1
      case .applied: applied += 1
      }
    }

    /// A law that judges nothing proves nothing.
    func expect(atLeast number: Int) {
      #expect(refused + applied >= number, "\(refused) refused, \(applied) applied")
      #expect(applied > 30, "\(refused) refused, \(applied) applied")
    }
  }
}
