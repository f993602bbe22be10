import Access
import Documents
import Explaining
import RandomWorlds
import Reports
import Testing

@Suite struct `The text of drift` {
  @Test func `says once that a smaller plan has no audit trail`() throws {
    let drift = try #require(makeDrift(Situation.holds.desired, Situation.holds.actual, at: World.now).drift)
    let text = textReport(drift.explained(by: .notOnThisPlan, Situation.holds.actual))
    #expect(text.matches(of: #/audit trail/#).count == 1)
  }

  @Test func `a protection of nobody is in every format, and is news`() throws {
    var drift = try Situation.noChange.drift
    let before = drift.picture
    let place = Place(file: "workspace.yaml", line: 9, column: 3)
    drift.idleProtections = [IdleProtection(person: "braek-glass@acme.com", rule: "protected-people", at: place)]
    #expect(drift.picture != before)
    let formats = [
      textReport(drift), jsonReport(drift, accord: "0"), drift.document.markdown().joined(), drift.document.html(),
    ]
    for text in formats { #expect(text.contains("braek-glass@acme.com") && text.contains("workspace.yaml")) }
    #expect(textReport(drift).contains("Drift: 1 protected address that nobody has."))
  }

  @Test func `in sync is a line that says when everything was read`() throws {
    let text = textReport(try Situation.noChange.drift)
    #expect(text.hasPrefix("In sync: acme (Acme), 3 policy files; last full sweep at 2026-11-21T08:00:00Z\n"))
  }
}

/// A service that has looked once, or not yet.
func status(_ drift: Drift?) -> ServiceStatus {
  var status = ServiceStatus(
    startedAt: Moment(seconds: World.now.seconds - 3600), every: .seconds(900), uptime: .zero)
  status.requests = 1203
  status.rateLimited = 2
  if let drift { status.note(drift, isFresh: true, uptime: .zero) }
  return status
}

@Suite struct `Metrics` {
  /// What a scraper relies on: one end, each family's lines together, the same series whatever was found.
  @Test func `have the same series whatever was found`() throws {
    // Until everything was compared once there is no time of it.
    let complete = Situation.ten.filter { $0.name != Situation.incompleteRead.name }
    let pages = try complete.map { openMetrics(status(try $0.drift)).split(separator: "\n") }
    let series = pages.map { page in page.filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != " " } } }
    #expect(Set(series).count == 1)
    #expect(Set(series[0]).count == series[0].count)
    for page in pages {
      #expect(page.last == "# EOF")
      #expect(page.count { $0 == "# EOF" } == 1)
      let types = page.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
      #expect(Set(types).count == types.count)
      for line in page where !line.hasPrefix("#") {
        #expect(types.contains { line.hasPrefix($0) })
        #expect(line.split(separator: " ").count == 2)
      }
    }
  }

  @Test func `count what did not succeed, and health is lost with the second that fails`() throws {
    var status = ReportsTests.status(try Situation.noChange.drift)
    let later = { (seconds: Int64) in Moment(seconds: World.now.seconds + seconds) }
    status.noteFailure(at: later(900))
    #expect(status.checks == [.inSync: 1, .failed: 1])
    #expect(status.lastCheck == later(900))
    #expect(status.isHealthy(at: .seconds(900)))
    #expect(status.health(at: .seconds(900)).hasPrefix("failing: the last check that succeeded was at"))
    status.note(try Situation.incompleteRead.drift, isFresh: true, uptime: .seconds(1800))
    #expect(status.checks[.incomplete] == 1)
    #expect(status.lastSuccess == World.now)
    #expect(status.fullSweeps == 2)
    #expect(status.failuresInARow == 2)
    #expect(!status.isHealthy(at: .seconds(1800)))
    #expect(
      status.health(at: .seconds(1800))
        == "unhealthy: the last check that succeeded was at 2026-11-21T08:00:00Z; 2 checks failed since then, "
        + "the last at 2026-11-21T08:00:00Z\n")
    status.note(try Situation.noChange.drift, isFresh: false, uptime: .seconds(2700))
    #expect(status.health(at: .seconds(2700)) == "ok: the last check that succeeded was at 2026-11-21T08:00:00Z\n")
  }

  /// By the clock that nobody sets: neither a step nor a suspended machine says anything of the service.
  @Test func `health is lost where checks do not even fail`() throws {
    for drift in [nil, try Situation.noChange.drift] {
      let status = ReportsTests.status(drift)
      #expect(status.isHealthy(at: .seconds(3600)))
      #expect(!status.isHealthy(at: .seconds(3601)))
    }
  }

  /// An alert on what is absent never fires: what alerts go by is there from the start, and says the worse.
  @Test func `in sync is 1 only where the last check compared everything and found nothing`() throws {
    let verdict = { (status: ServiceStatus) in
      openMetrics(status).split(separator: "\n").filter { $0.contains(#/^accord_(in_sync|read_complete) /#) }
    }
    let (neither, complete) = (
      ["accord_read_complete 0", "accord_in_sync 0"], ["accord_read_complete 1", "accord_in_sync 0"]
    )
    var status = ReportsTests.status(nil)
    #expect(verdict(status).map(String.init) == neither)
    status.noteFailure(at: World.now)
    #expect(verdict(status).map(String.init) == neither)
    status.note(try Situation.noChange.drift, isFresh: true, uptime: .zero)
    #expect(verdict(status).map(String.init) == ["accord_read_complete 1", "accord_in_sync 1"])
    status.noteFailure(at: World.now)
    #expect(verdict(status).map(String.init) == neither)
    status.note(try Situation.owners.drift, isFresh: true, uptime: .zero)
    #expect(verdict(status).map(String.init) == complete)
    status.note(try Situation.incompleteRead.drift, isFresh: true, uptime: .zero)
    #expect(verdict(status).map(String.init) == neither)
  }

  @Test func `no time is absent: never is 0`() {
    let page = openMetrics(status(nil))
    for name in ["last_check", "last_success", "last_full_sweep"] {
      #expect(page.contains("\naccord_\(name)_timestamp_seconds 0\n"))
    }
  }
}

extension Situation {
  /// The drift of the same two states, with an audit trail in which ada touched everybody's roles and one group.
  var drift: Drift {
    get throws {
      let drift = try #require(makeDrift(desired, actual, at: World.now).drift)
      let at = Moment(seconds: World.now.seconds - 2 * 86_400)
      let roles = actual.people.filter { $0.id.text.hashed }.map { person in
        AuditEvent("User Policy Updated", at: at, actor: "users/u-ada@acme.com", resourceID: person.id.text)
      }
      let invites = actual.invites.prefix(1).map { email in
        AuditEvent(
          "New Segment User Invited to Workspace", at: at, actor: "public-api-token/TJ7z8cg6",
          resourceName: email.written)
      }
      let groups = actual.groups.prefix(1).map { group in
        AuditEvent("Subjects Added to Group", at: at, actor: "users/gone", resourceName: group.name)
      }
      return drift.explained(by: .read(roles + invites + groups, since: at, isWhole: true), actual)
    }
  }
}

extension String {
  /// Half of all texts, the same half on every run.
  fileprivate var hashed: Bool { utf8.reduce(0) { $0 &+ Int($1) } % 2 == 0 }
}
