import Testing

@testable import Access
@testable import AccessJSON

@Suite struct `The digest` {
  @Test func `does not depend on order, letter case, time, source or clock`() {
    var other = ActualState.acme
    other.people.reverse()
    other.roles.reverse()
    other.labels.reverse()
    other.groups[0].members = ["ADA@acme.com", "bob@ACME.com"]
    other.invites = ["LIN@acme.com"]
    other.readAt = Moment(seconds: 1)
    other.source = .segment
    (other.clockDifference, other.segmentTime) = (7, Moment(seconds: 9))
    (other.people[0].asOf, other.groups[0].asOf) = (Moment(seconds: 1), Moment(seconds: 1))
    #expect(other.digest == ActualState.acme.digest)
    #expect(other.digest.hasPrefix("sha256:"))
  }

  @Test func `changes with what was read`() {
    var other = ActualState.acme
    other.groups[0].invites = []
    #expect(other.digest != ActualState.acme.digest)
  }

  @Test func `of a person tells member, pending and absent apart`() {
    var state = ActualState.acme
    let member = state.digest(ofPerson: "ada@acme.com")
    state.invites.append("ada@acme.com")
    #expect(state.digest(ofPerson: "ADA@acme.com") == member, "a member is a member, pending or not")
    state.people = []
    let pending = state.digest(ofPerson: "ada@acme.com")
    state.invites = []
    let absent = state.digest(ofPerson: "ada@acme.com")
    #expect(Set([member, pending, absent]).count == 3)
    #expect(absent == state.digest(ofPerson: "nobody@acme.com"))
    #expect(absent == state.digest(ofGroup: "no such group"))
  }

  @Test func `of a person sees grants and what was not understood, not the name`() {
    let before = ActualState.acme.digest(ofPerson: "bob@acme.com")
    var state = ActualState.acme
    state.people[0].name = "Robert"
    state.resources = []
    #expect(state.digest(ofPerson: "bob@acme.com") == before)
    state.people[0].notUnderstood = ["something"]
    #expect(state.digest(ofPerson: "bob@acme.com") != before)
    state = .acme
    state.people[0].grants = []
    #expect(state.digest(ofPerson: "bob@acme.com") != before)
  }

  @Test func `of a group sees name, grants, members, invites and what was not understood`() {
    let before = ActualState.acme.digest(ofGroup: "g1")
    let edits: [(inout ActualGroup) -> Void] = [
      { $0.name = "Analysts" }, { $0.grants = [] }, { $0.members.removeLast() }, { $0.invites = [] },
      { $0.notUnderstood = ["x"] },
    ]
    for edit in edits {
      var state = ActualState.acme
      edit(&state.groups[0])
      #expect(state.digest(ofGroup: "g1") != before)
    }
  }

  @Test func `of many subjects at once is that of each`() {
    let state = ActualState.acme
    let marks = state.marks(of: [
      .person("Ada@acme.com", "u1"), .person("lin@acme.com", nil), .group("Analytics", "g1"), .group("Analytics", nil),
      .group("Nobody", nil),
    ])
    let (ada, lin, group) = (
      state.digest(ofPerson: "ada@acme.com"), state.digest(ofPerson: "lin@acme.com"), state.digest(ofGroup: "g1")
    )
    #expect(marks.map(\.before) == [ada, lin, group, group, state.digest(ofGroup: "nothing")])
  }
}
