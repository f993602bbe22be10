import Access
import Reports
import Testing

/// Law 9: no report drops a removal.
@Suite struct `No report drops a change` {
  @Test(arguments: [0, 1, 7, 300])
  func `a removal is one line under its title and counted below`(number: Int) {
    let text = textReport(plan(number))
    #expect(text.count(ofLinesStarting: "  - ") == number * 5)
    #expect(text.count(ofLinesStarting: "  + ") == number * 4)
    #expect(text.count(ofLinesStarting: "  ~ ") == number)
    #expect(text.contains("\(number * 5) changes take access away:") == (number > 0))
    for at in 0..<number {
      #expect(text.contains("- p\(at)@acme.com "))
      #expect(text.contains("- group G\(at) "))
    }
  }

  @Test func `safe-settings: a report of thousands of removals is not cut`() {
    let text = textReport(plan(2000))
    #expect(text.utf8.count > 55_536 * 10)
    #expect(text.count(ofLinesStarting: "  - ") == 10_000)
  }

  @Test func `an apply that stopped early lists what it did not reach`() {
    let applied = Applied(plan: plan(3), outcomes: [.done, .done], wrote: true, stopped: .trouble("Ctrl-C"))
    let text = textReport(applied)
    #expect(["  - ", "  + ", "  ~ "].map(text.count(ofLinesStarting:)).reduce(0, +) == 30)
    #expect(text.contains("Applied 2 of 30 changes: 2 done, 28 skipped."))
    #expect(!applied.allDone)
  }

  private func plan(_ number: Int) -> Plan {
    Sample.plan { plan in
      plan.changes = (0..<number).flatMap { at -> [Change] in
        let person = PersonReference(Email("p\(at)@acme.com"), id: UserID("u\(at)"))
        let group = GroupReference("G\(at)", id: GroupID("g\(at)"))
        let actions: [Change.Action] = [
          .renameGroup(group, from: "Old"), .createGroup(group), .invite(person.email, carrying: []),
          .grant(.group(group), Sample.website), .join(person, group), .cancelInvite(person.email),
          .deprovision(person),
          .revoke(.person(person), Sample.website), .leave(person, group), .deleteGroup(group),
        ]
        return actions.map { Change($0, reason: "because", cause: .declared) }
      }
    }
  }
}

extension String {
  fileprivate func count(ofLinesStarting start: String) -> Int {
    split(separator: "\n").count { $0.hasPrefix(start) }
  }
}
