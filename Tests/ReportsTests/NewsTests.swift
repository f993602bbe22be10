import Access
import Explaining
import Planning
import RandomWorlds
import Syntax
import Testing

@testable import Reports

/// What is told of drift and of runs, and how Slack is told it.
@Suite struct `What is told`: PlanningSuite {
  private func drift(_ desired: DesiredState, _ actual: ActualState, at now: Moment = World.now, within days: Int = 14)
    throws
    -> Drift
  {
    try #require(makeDrift(desired, actual, at: now, expiringWithin: days).drift)
  }

  private func slack(_ told: Told, link: String? = nil) throws -> String {
    try JSONParser.parse(Array(Message(told, link: link).slack.utf8)).required("text") { try $0.text }
  }

  private func told(_ news: [News]) -> Told {
    var told = Told(.drift, of: "acme")
    told.note(news)
    return told
  }

  @Test func `owners come first, then too much access, then the rest`() throws {
    let actual = workspace([ada, member("eve", Held.owner), member("lin", Held.admin), member("bob")])
    let desired = policy(
      [declaredAda, person("lin", []), person("bob", [role("Source Admin")])], manage: exact)
    let news = try drift(desired, actual).news
    #expect(news.map(\.kind) == [.owner, .surplus, .surplus, .drift], "\(news.map(\.text))")
    #expect(
      news[0].text
        == "Undeclared Workspace Owner: eve@acme.com (holds it directly; the policy does not declare this person)")
    #expect(news[3].text == "Missing: bob@acme.com lacks Source Admin")
  }

  /// The whole text, so that nothing of a name is left in its own form.
  @Test(arguments: [
    ("<!channel>", "&lt;!channel&gt;"),
    ("R&D <https://evil.example|here>", "R&amp;D &lt;https://evil.example|here&gt;"),
    ("a\nb", "a\\u{a}b"), ("*b* _i_ ~s~ `c`", "*b* _i_ ~s~ `c`"),
  ])
  func `a name means nothing to Slack`(name: String, shown: String) throws {
    let actual = workspace([ada], groups: [team(name, id: "g")])
    let desired = policy([declaredAda], manage: exact)
    let text = try slack(told(drift(desired, actual).news))
    #expect(text == "accord drift, workspace acme\n• Undeclared groups: group \(shown) exists", "\(text)")
  }

  @Test func `ten lines at most, then a count and the link, whatever the names; all of it is under Slack's limit`()
    throws
  {
    let people = (100..<400).map { member("p\($0)" + String(repeating: "<&>", count: 60), Held.admin) }
    let text = try slack(
      told(drift(policy([declaredAda], manage: exact), workspace([ada] + people)).news),
      link: "https://ci.example.com/" + String(repeating: "a", count: 470))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 13)
    #expect(lines[11] == "and 290 more")
    #expect(text.utf16.count < 4000, "\(text.utf16.count)")
    #expect(text.firstMatch(of: #/&(?!amp;|lt;|gt;)/#) == nil)
  }

  @Test func `what ends is told at 14 days and once more at 2, with the manager's name`() throws {
    let actual = workspace([ada, member("lin", Held.admin)])
    var lin = person("lin", [role("Source Admin", until: "2026-12-31")])
    lin.manager = email("ada")
    var owner = declaredAda
    owner.name = "Ada Okonjo"
    let desired = policy([owner, lin])
    var told = Told(.drift, of: "acme")
    let day = { (number: Int64) in Moment(seconds: World.now.seconds + number * 86_400) }
    var said: [Int64: [String]] = [:]
    for number in Int64(0)...39 {
      told.note(try drift(desired, actual, at: day(number)).news)
      if !told.outbox.isEmpty { said[number] = told.outbox.map(\.text) }
      told.delivered()
    }
    let text = "Ends 2026-12-31: lin@acme.com, Source Admin; manager Ada Okonjo"
    // The 31st of December at midnight is 40 days and 16 hours away.
    #expect(said == [27: [text], 39: [text]], "\(said)")
    #expect(try drift(desired, actual, at: day(30), within: 7).news.isEmpty)
  }

  @Test func `what nobody took is kept, up to a limit, and told in order`() throws {
    var told = Told(.drift, of: "acme")
    let news = (0..<1500).map { News(.drift, "\("drift \($0)")") }
    told.note(news)
    #expect(told.outbox.count == 1000)
    #expect(told.dropped == 500)
    #expect(try slack(told).hasSuffix("\nand 1490 more"))
    told.note([News(.owner, "an owner")] + news)
    #expect(told.outbox.first?.text == "an owner")
    #expect(told.outbox.count == 1000)
    told.delivered()
    told.note([])
    #expect(told.outbox.count == 1000)
    #expect(told.outbox[0].text == "No longer: an owner")
  }

  @Test func `what was told is read back as it was written`() throws {
    var told = Told(.apply, of: "acme")
    told.note([News(.refused, "\("a <b> \u{202E}\n")")], events: [News(.ended, "c")])
    #expect(try Told(file: Array(told.fileText(accord: "0").utf8)) == told)
    told.delivered()
    #expect(try Told(file: Array(told.fileText(accord: "0").utf8)) == told)
  }

  @Test func `a run in part says what was not done, removals first; one that wrote nothing or all of it nothing`()
    throws
  {
    let actual = workspace([ada, member("lin", Held.admin), member("bob")])
    let desired = policy([declaredAda, person("lin", []), person("bob", [role("Source Read-only")])], manage: exact)
    let plan = try self.plan(desired, actual)
    #expect(plan.changes.map(\.kind) == [.grant, .revoke])
    let outcomes: [Outcome] = [.skipped("interrupted"), .failed("422")]
    #expect(
      Applied(plan: plan, outcomes: outcomes, wrote: true).news.map(\.text) == [
        "Failed: lin@acme.com loses Source Admin: 422",
        "Skipped: bob@acme.com gets Source Read-only: interrupted",
      ])
    #expect(Applied(plan: plan, outcomes: outcomes, wrote: false).news.isEmpty)
    #expect(Applied(plan: plan, outcomes: [.done, .done], wrote: true).news.isEmpty)
    #expect(
      Applied(plan: plan, outcomes: [.done, .done], wrote: true).ends.map(\.text) == [
        "Ended: lin@acme.com loses Source Admin"
      ])
    let few = Applied(plan: plan, outcomes: [.done, .done], wrote: true, ownersLeft: [email("ada")])
    #expect(few.news.map(\.kind) == [.owner])
  }
}
