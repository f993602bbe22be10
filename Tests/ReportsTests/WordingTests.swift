import Access
import Reports
import Testing

@Suite struct `The words of a report` {
  @Test(arguments: [
    (1, 0, "1 write, under a second at Segment's limits."),
    (12, 0, "12 writes, under a second at Segment's limits."),
    (62, 2, "62 writes, about 2 s at Segment's limits."), (160, 61, "160 writes, about 2 min at Segment's limits."),
    (9000, 7380, "9000 writes, about 2 h 3 min at Segment's limits."),
  ])
  func `say what a plan costs`(requests: Int, seconds: Int, sentence: String) {
    let text = textReport(
      Sample.plan {
        $0.changes = [Change(.createGroup(Sample.platform), reason: "declared", cause: .declared)]
        $0.requests = requests
        $0.secondsAtLimits = seconds
      })
    #expect(text.contains(sentence))
  }

  @Test func `claim that all is well only when it is`() {
    func last(_ edit: (inout Plan) -> Void) -> [Substring] {
      textReport(Sample.plan(edit)).split(separator: "\n\n").last!.split(separator: "\n")
    }
    #expect(last { _ in } == ["No changes. The workspace matches the policy."])
    #expect(
      last { $0.undeclaredOwners = [UndeclaredOwner(person: "eve@acme.com", detail: "not declared")] } == [
        "No changes; 1 undeclared Workspace Owner."
      ])
    #expect(last { $0.options.noRemovals = true } == ["No changes in what this run looks at."])
    #expect(
      last { $0.actual.incomplete = [IncompleteRead(.labels, "403")] } == ["No changes in what could be read."])
    #expect(
      last { $0.actual.incomplete = [IncompleteRead(.people, "503")] } == [
        "No changes in what could be read.", "Incomplete: apply sends nothing until everything can be read.",
      ])
    #expect(
      last {
        $0.holds = [Hold(.revoke, .roles(of: .person(PersonReference("a@acme.com"))), why: .protected, detail: "x")]
      } == [
        "No changes; 1 difference held back."
      ])
    let alone = Sample.plan {
      $0.holds = [Hold(.deprovision, .account(PersonReference("a@acme.com")), why: .undeclared, detail: "")]
    }
    #expect(
      textReport(alone).hasSuffix(
        """

        Left alone, because no file declares it: 1 person
          1 person
            nothing but the account: a@acme.com

        No changes. The workspace matches the policy.

        """))
  }

  @Test func `tell groups of one name apart`() {
    let text = textReport(
      Sample.plan {
        $0.changes = ["g1", "g2"].map {
          Change(.deleteGroup(GroupReference("Twice", id: GroupID($0))), reason: "not declared", cause: .notDeclared)
        }
      })
    #expect(text.contains("group Twice (id g1)"))
    #expect(text.contains("group Twice (id g2)"))
  }

  @Test func `say of a plan from a snapshot that it cannot be applied`() {
    var plan = Sample.ordinary
    plan.actual.source = .snapshot
    #expect(textReport(plan).contains("Made from a snapshot"))
  }

  @Test func `put problems as compilers do`() {
    let text = textReport([
      .warning(at: Sample.at(3), "later"),
      .error(
        at: Sample.at(2), "unknown role \"Sorce Admin\"; did you mean Source Admin",
        notes: [.init(at: Sample.at(9), "here")]),
    ])
    #expect(
      text == """
        people.yaml:2:3: error: unknown role "Sorce Admin"; did you mean Source Admin
        people.yaml:9:3: note: here
        people.yaml:3:3: warning: later
        1 error and 1 warning

        """)
  }

  @Test func `sum up a snapshot`() {
    var state = ActualState(workspace: Workspace(id: "w", slug: "acme", name: "Acme"), readAt: Moment(seconds: 0))
    state.people = [ActualPerson(id: "u", email: "ada@acme.com")]
    state.notOnThisPlan = [.spaces, .groups]
    state.incomplete = [IncompleteRead(.labels, "403 Forbidden"), IncompleteRead(.people, "cut off")]
    #expect(
      textReport(state) == """
        acme (Acme), read 1970-01-01T00:00:00Z: 1 person, 0 pending invites, 0 groups, 0 roles and 0 resources
        Not on this workspace's plan: groups and spaces

        ! Not everything could be read
          ? people: cut off
          ? labels: 403 Forbidden

        """)
  }
}
