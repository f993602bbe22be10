import Access
import Glibc
import HTTPMessages
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Serving
import Testing

@testable import Commands

@Suite struct `accord apply --expired-only --every`: PlanningSuite {
  /// A workspace with much to do besides, for a policy under which undeclared people would leave and others be invited.
  private func bench(_ rules: String = "") throws -> EndsBench {
    let people = [
      ada, member("grace", Held.owner), member("lin", Held.admin, Held.functions), member("bob", Held.reader),
      member("cy", Held.base), member("dee", Held.reader), member("eve", Held.admin),
    ]
    let actual = workspace(
      people, invites: [email("fay")], groups: [team("Analytics", [Held.reader, Held.admin], members: ["cy", "dee"])])
    return try EndsBench(actual, policy(rules))
  }

  private func policy(_ rules: String) -> String {
    """
    workspace: {slug: acme, manage: {people: exact, direct-roles: exact, groups: exact}}
    guardrails: [{rule: maximum-removals, count: 100, percent: 100}\(rules)]
    people:
      ada@acme.com: {roles: [Workspace Owner]}
      grace@acme.com: {roles: [Workspace Owner, Source Admin]}
      lin@acme.com:
        roles: [{role: Source Admin, until: 2026-11-22T09:00:00Z}, Function Admin]
      bob@acme.com: {until: 2026-11-23}
      cy@acme.com: {}
      dee@acme.com: {roles: [{role: Source Read-only, until: 2026-11-25T00:00:00Z}]}
      new@acme.com: {roles: [Source Admin]}
    groups:
      Analytics:
        members: [{person: cy@acme.com, until: 2026-11-24T12:30:00Z}]
        roles: [Source Read-only, {role: Source Admin, until: 2026-11-26T00:00:01Z}]

    """
  }

  /// Hours from the start of these tests, and seconds after it.
  private func after(_ hours: Int, _ seconds: Int = 0) -> Duration { .seconds(hours * 3600 + seconds) }

  private func writes(_ bench: EndsBench) -> [String] {
    bench.sandbox.log.filter(\.isWrite).map { "\(Moment(seconds: $0.time.components.seconds)) \($0.method)" }
  }

  @Test func `a week: each end in its second, nothing else, and nothing is asked in between`() throws {
    let bench = try bench()
    let before = try bench.state
    #expect(try bench.serve("--every", "6h", for: after(7 * 24)) == 0, "\(bench.errors)")
    #expect(
      writes(bench) == [
        "2026-11-22T09:00:00Z PUT", "2026-11-24T00:00:00Z DELETE", "2026-11-24T12:30:00Z DELETE",
        "2026-11-25T00:00:00Z PUT", "2026-11-26T00:00:01Z PUT",
      ], "\(bench.errors)")
    #expect(Set(bench.sandbox.log.map(\.time)).count == 5)
    var expected = before
    expected.people.removeAll { $0.email == email("bob") }
    for at in expected.people.indices {
      if expected.people[at].email == email("lin") { expected.people[at].grants = [Held.functions] }
      if expected.people[at].email == email("dee") { expected.people[at].grants = [Held.base] }
    }
    expected.groups[0].grants = [Held.reader]
    expected.groups[0].members = [email("dee")]
    let now = try bench.state
    #expect(
      now.people.map { "\($0.email) \($0.grants)" }.sorted()
        == expected.people.map { "\($0.email) \($0.grants)" }.sorted())
    #expect(now.groups.map { "\($0.grants) \($0.members)" } == expected.groups.map { "\($0.grants) \($0.members)" })
    #expect(now.invites == before.invites)
    #expect(
      bench.errors.contains("2026-11-22T09:00:00Z: 1 ended; the next end is at 2026-11-24T00:00:00Z\n"),
      "\(bench.errors)")
    #expect(!bench.errors.contains("serving"))
  }

  @Test func `a clock that is set forward ends nothing early, and one that is set back nothing for good`() throws {
    let bench = try bench()
    let clock = bench.clock
    clock.plan(after(2)) { clock.set(ahead: .seconds(5 * 86_400)) }
    clock.plan(after(9)) { clock.set(ahead: .zero) }
    // Over the end of the 22nd at 9 and of the 24th at 0.
    clock.plan(after(20)) { clock.set(ahead: .seconds(-3 * 86_400)) }
    clock.plan(after(70)) { clock.set(ahead: .zero) }
    #expect(try bench.serve("--every", "30m", for: after(7 * 24)) == 0)
    #expect(
      writes(bench) == [
        "2026-11-24T06:00:00Z DELETE", "2026-11-24T06:00:00Z PUT", "2026-11-24T12:30:00Z DELETE",
        "2026-11-25T00:00:00Z PUT", "2026-11-26T00:00:01Z PUT",
      ], "\(writes(bench))")
    #expect(bench.errors.contains("seconds behind this machine's, so nothing ends until they agree"), "\(bench.errors)")
  }

  @Test func `nothing ends by an answer without a date`() throws {
    let bench = try bench()
    let segment = bench.segment
    segment.forgetDates(true)
    bench.clock.plan(after(30)) { segment.forgetDates(false) }
    #expect(try bench.serve("--every", "1h", for: after(32)) == 0)
    #expect(writes(bench) == ["2026-11-22T14:00:00Z PUT"], "\(writes(bench))")
    #expect(bench.errors.contains("Segment's answers do not say what time it is (no Date header), so nothing ends"))
  }

  @Test func `a policy that breaks leaves the one before in force for what ends, and health is red meanwhile`() throws {
    let bench = try bench()
    let health = Sightings<Int>()
    let (directory, path, text) = (bench.place.path, "\(bench.place.path)/policies/policy.yaml", policy(""))
    let visit: @Sendable () -> Void = {
      if let answer = try? DriftBench.get("/healthz", from: directory) { health.note(answer.status) }
    }
    let replace: @Sendable (String) -> Void = { text in try? PrivateFile.replace(path, with: Array(text.utf8)) }
    let clock = bench.clock
    clock.plan(after(1)) { visit() }
    clock.plan(after(10)) { replace(text + "peple: {}\n") }
    clock.plan(after(26)) {
      visit()
      replace(text.replacing("until: 2026-11-23}", with: "until: 2026-11-22T12:00:00Z}"))
    }
    clock.plan(after(30)) { visit() }
    #expect(try bench.serve("--every", "2h", "--listen", "127.0.0.1:0", for: after(32)) == 0)
    #expect(health.all == [200, 503, 200])
    #expect(writes(bench) == ["2026-11-22T09:00:00Z PUT", "2026-11-22T12:00:00Z DELETE"], "\(bench.errors)")
    #expect(bench.errors.contains("unknown key"))
  }

  @Test func `metrics and health say what is due, when the next thing ends and whether the policy is current`() throws {
    let bench = try bench(", {rule: minimum-holders, role: Source Admin, count: 4}")
    let pages = Sightings<String>()
    let directory = bench.place.path
    bench.clock.plan(after(26)) {
      for path in ["/metrics", "/healthz"] {
        let answer = try? DriftBench.get(path, from: directory)
        pages.note(String(decoding: answer?.body ?? [], as: UTF8.self))
      }
    }
    #expect(try bench.serve("--every", "2h", "--listen", "127.0.0.1:0", for: after(27)) == 0)
    #expect(pages.all[0].contains("accord_ends_due 1\n"), "\(pages.all)")
    #expect(pages.all[0].contains("accord_ends_total 0\n"))
    #expect(pages.all[0].contains("accord_checks_total{result=\"refused\"} 1\n"))
    #expect(pages.all[0].contains("accord_next_end_timestamp_seconds 1795478400\n"), "\(pages.all[0])")
    #expect(pages.all[0].contains("accord_policy_current 1\n"))
    #expect(!pages.all[0].contains("@"))
    #expect(pages.all[1].hasPrefix("ok: "))
    #expect(pages.all[1].hasSuffix("; 1 end is due and not made\n"))
  }

  @Test func `an end that a guardrail refuses is said once, tried at each look, and blocks no other`() throws {
    let bench = try bench(", {rule: minimum-holders, role: Source Admin, count: 4}")
    let (sandbox, clock, place) = (bench.sandbox, bench.clock, bench.place)
    let printed = Sightings<Int>()
    clock.plan(after(63)) {
      let output = (try? place.text("output")) ?? ""
      printed.note(output.matches(of: #/Has ended and stays, refused by guardrails/#).count)
    }
    // Then one more has the role, and what waited goes at the next look.
    clock.plan(after(80)) {
      sandbox.change { world in
        guard let grace = world.person(email: "grace@acme.com"),
          let admin = world.permission(roleNamed: "Source Admin")
        else { return }
        world.setPermissions(grace.permissions + [admin], ofPerson: grace.id)
      }
    }
    #expect(try bench.serve("--every", "12h", for: after(100)) == 0)
    #expect(printed.all == [1])
    #expect(
      writes(bench) == ["2026-11-24T00:00:00Z DELETE", "2026-11-25T00:00:00Z PUT", "2026-11-25T00:00:00Z PUT"],
      "\(writes(bench)) \(bench.errors)")
    #expect(bench.errors.contains("0 ended, 1 due and not made"))
  }

  @Test func `a group that goes by another name during a look still loses its member when it is called back`() throws {
    let bench = try bench()
    let (sandbox, clock) = (bench.sandbox, bench.clock)
    clock.plan(after(76)) { sandbox.rename("Analytics", to: "Analysts") }
    clock.plan(after(78)) { sandbox.rename("Analysts", to: "Analytics") }
    #expect(try bench.serve("--every", "6h", for: after(86)) == 0)
    #expect(writes(bench).last == "2026-11-24T18:30:00Z DELETE", "\(writes(bench)) \(bench.errors)")
    let said = "Has ended and may still be there: cy@acme.com leaving group Analytics: no group is called Analytics\n"
    #expect(bench.errors.count(of: said) == 1, "\(bench.errors)")
  }

  @Test func `an end that the policy protects is made once the policy protects it no more`() throws {
    let rule = ", {rule: protected-people, people: [lin@acme.com]}"
    let bench = try bench(rule)
    let (path, text) = ("\(bench.place.path)/policies/policy.yaml", policy(""))
    bench.clock.plan(after(40)) { try? PrivateFile.replace(path, with: Array(text.utf8)) }
    #expect(try bench.serve("--every", "6h", for: after(48)) == 0)
    #expect(writes(bench) == ["2026-11-23T03:00:00Z PUT"], "\(writes(bench)) \(bench.errors)")
  }

  @Test func `one answer that shows somebody without the role settles nothing, and a second one does`() throws {
    for back in [true, false] {
      let bench = try bench()
      let (sandbox, clock) = (bench.sandbox, bench.clock)
      clock.plan(after(24)) { sandbox.give(false, "Source Admin", to: "lin@acme.com") }
      if back { clock.plan(after(26)) { sandbox.give(true, "Source Admin", to: "lin@acme.com") } }
      #expect(try bench.serve("--every", "6h", for: after(50)) == 0)
      #expect(writes(bench) == (back ? ["2026-11-22T15:00:00Z PUT"] : []), "\(writes(bench)) \(bench.errors)")
      // Two looks, and then nobody is asked any more.
      #expect(Set(bench.sandbox.log.map(\.time)).count == 2)
    }
  }

  @Test func `after a change of the policy everything that has ended is looked at again`() throws {
    let bench = try bench()
    let (sandbox, clock, path) = (bench.sandbox, bench.clock, "\(bench.place.path)/policies/policy.yaml")
    let text = policy("") + "# Another line.\n"
    clock.plan(after(30)) { sandbox.give(true, "Source Admin", to: "lin@acme.com") }
    clock.plan(after(40)) { try? PrivateFile.replace(path, with: Array(text.utf8)) }
    #expect(try bench.serve("--every", "6h", for: after(60)) == 0)
    #expect(writes(bench) == ["2026-11-22T09:00:00Z PUT", "2026-11-23T03:00:00Z PUT"], "\(writes(bench))")
  }

  @Test func `an end that stays is named with its reason, told once and counted apart`() throws {
    let bench = try bench(", {rule: protected-people, people: [lin@acme.com]}")
    let mailbox = Mailbox()
    let server = try HTTPServer(mailbox)
    defer { server.stop() }
    bench.environment["ACCORD_NOTIFY_URL"] = "\(server.url)/hook"
    let pages = Sightings<String>()
    let directory = bench.place.path
    bench.clock.plan(after(38)) {
      for path in ["/metrics", "/healthz"] {
        let answer = try? DriftBench.get(path, from: directory)
        pages.note(String(decoding: answer?.body ?? [], as: UTF8.self))
      }
    }
    let words = ["--every", "6h", "--notify", "slack", "--listen", "127.0.0.1:0"]
    #expect(try bench.serve(words[0], words[1], words[2], words[3], words[4], words[5], for: after(50)) == 0)
    let said = "Has ended and stays: lin@acme.com losing Source Admin: "
    #expect(bench.errors.count(of: said) == 1, "\(bench.errors)")
    #expect(bench.errors.contains("0 ended, 1 due and not made"))
    #expect(mailbox.posts.count == 1)
    let posted = mailbox.posts.map { String(decoding: $0.body, as: UTF8.self) }
    #expect(posted.allSatisfy { $0.contains(said) }, "\(posted)")
    #expect(pages.all.first?.contains("accord_checks_total{result=\"left\"} 3\n") == true, "\(pages.all)")
    #expect(pages.all.first?.contains("accord_checks_total{result=\"ended\"} 0\n") == true)
    #expect(pages.all.last?.hasSuffix("; 1 end is due and not made\n") == true)
  }

  @Test func `the token's file is read for each look`() throws {
    let bench = try bench()
    let (sandbox, path) = (bench.sandbox, "\(bench.place.path)/token")
    let rotate: @Sendable (String) -> Void = { token in
      sandbox.behaviour.validTokens = [token]
      try? PrivateFile.replace(path, with: Array(token.utf8))
    }
    rotate("first-token")
    bench.clock.plan(after(30)) { rotate("second-token") }
    #expect(try bench.serve("--every", "6h", "--token-file", path, for: after(70)) == 0)
    #expect(writes(bench).count == 2)
    #expect(sandbox.log.allSatisfy { $0.status != 401 })
  }

  @Test func `a look that fails is made again, and health is red from the second on`() throws {
    let bench = try bench()
    let (sandbox, clock, directory) = (bench.sandbox, bench.clock, bench.place.path)
    let health = Sightings<Int>()
    let visit: @Sendable () -> Void = {
      if let answer = try? DriftBench.get("/healthz", from: directory) { health.note(answer.status) }
    }
    sandbox.behaviour.validTokens = []
    for hours in [25, 27] { clock.plan(after(hours, 60)) { visit() } }
    clock.plan(after(28)) { sandbox.behaviour.validTokens = nil }
    clock.plan(after(30)) { visit() }
    #expect(try bench.serve("--every", "1h", "--listen", "127.0.0.1:0", for: after(31)) == 0)
    #expect(health.all == [200, 503, 200], "\(bench.errors)")
    #expect(writes(bench) == ["2026-11-22T12:00:00Z PUT"], "\(writes(bench))")
  }

  @Test func `the lock is held while it works, and not while it waits`() throws {
    let bench = try bench()
    let (id, now) = (bench.sandbox.world.workspace.id, now)
    let locks = Sightings<String>()
    let lock: @Sendable () -> Void = {
      do {
        locks.note(try RunLock.ofMachine("workspace \(id)", workspace: "acme", at: now) == nil ? "none" : "free")
      } catch {
        locks.note("held")
      }
    }
    bench.sandbox.faults = [SandboxFault(.change { _ in lock() }, at: .anyWrite, when: .nth(1))]
    bench.clock.plan(after(26)) { lock() }
    #expect(try bench.serve("--every", "6h", for: after(27)) == 0)
    #expect(locks.all == ["held", "free"])
  }

  @Test func `stopped in the middle of a look, it finishes the write and ends with 0`() throws {
    let bench = try bench()
    let stop = bench.stop
    bench.sandbox.faults = [SandboxFault(.change { _ in stop.raise() }, at: .anyWrite, when: .nth(1))]
    // Started after both of them have ended.
    bench.clock.right.skip(after(66))
    #expect(try bench.serve("--every", "6h", for: after(200)) == 0, "\(bench.errors)")
    #expect(writes(bench).count == 1, "\(writes(bench)) \(bench.errors) \(bench.output)")
    #expect(bench.sandbox.log.last?.isWrite == false)
    #expect(bench.output.contains("1 done"), "\(bench.output)")
  }

  @Test func `after a restart what has ended meanwhile ends, once`() throws {
    let bench = try bench()
    bench.clock.right.skip(after(30))
    #expect(try bench.serve("--every", "6h", for: after(10)) == 0)
    #expect(writes(bench).count == 1, "\(writes(bench))")
    let asked = bench.sandbox.log.count
    bench.stop.lower()
    #expect(try bench.serve("--every", "6h", for: after(14)) == 0)
    // One look, to learn that nothing is left of it.
    #expect(bench.sandbox.log.dropFirst(asked).allSatisfy { !$0.isWrite })
    #expect(bench.sandbox.log.count > asked)
  }

  @Test func `a policy, a token or an address that is wrong from the start ends it`() throws {
    let bench = try bench()
    #expect(try bench.serve("--every", "6h", "--token-file", "\(bench.place.path)/none", for: after(1)) == 1)
    #expect(try bench.serve("--every", "6h", "--notify", "slack", for: after(1)) == 1)
    #expect(bench.errors.contains("set ACCORD_NOTIFY_URL, or name a file with --notify-file"))
    try bench.write("workspace: {slug: acme}\npeple: {}\n")
    #expect(try bench.serve("--every", "6h", for: after(1)) == 1)
    try bench.place.write("plan.json", "{}")
    #expect(try bench.run(["apply", "\(bench.place.path)/plan.json", "--expired-only", "--every", "1h"]) == 64)
    #expect(bench.sandbox.log.isEmpty)
  }

  @Test func `ends with 0 on SIGTERM, as the program`() throws {
    let service = try ChildProgram.service(
      ["apply", "--sandbox", "workspace.json", "--expired-only", "--every", "1h"]
    ) { $0[1].contains("the next end is at ") }
    #expect(service.code == 0)
    #expect(try #require(service.said)[0].contains("omar@acme.com"))
  }
}

extension String {
  /// How often it has this.
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}

/// What somebody else does meanwhile.
extension Sandbox {
  fileprivate func give(_ gives: Bool, _ role: String, to email: String) {
    change { world in
      guard let person = world.person(email: email), let grant = world.permission(roleNamed: role) else { return }
      let others = person.permissions.filter { $0.roleID != grant.roleID }
      world.setPermissions(others + (gives ? [grant] : []), ofPerson: person.id)
    }
  }

  fileprivate func rename(_ old: String, to new: String) {
    change { world in
      guard let group = world.groups.values.first(where: { $0.name == old }) else { return }
      world.renameGroup(id: group.id, to: new)
    }
  }
}
