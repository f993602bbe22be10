import Testing

@testable import Access

/// Each kind of change: what it is made of is what it says of itself.
struct ChangeKindTests {
  private static let person = PersonReference("ada@acme.com", id: "u1")
  private static let group = GroupReference("Data", id: "g1")
  private static let grant = Grant("admin")

  private static let actions: [Change.Action] = [
    .renameGroup(group, from: "Old"), .createGroup(group), .invite("ada@acme.com", carrying: [grant]),
    .grant(.person(person), grant), .join(person, group), .cancelInvite("ada@acme.com"), .deprovision(person),
    .revoke(.group(group), grant), .leave(person, group), .deleteGroup(group),
  ]

  private static let items: [AccessItem] = [
    .account(person), .invite("ada@acme.com"), .group(group), .grant(grant, of: .person(person)),
    .roles(of: .person(person)), .membership(person, group),
  ]

  @Test func `there is an action of every kind`() {
    #expect(Self.actions.map(\.kind) == Change.Kind.allCases)
    #expect(Set(Change.Kind.readingOrder) == Set(Change.Kind.allCases))
  }

  @Test(arguments: actions)
  func `a kind, its item and what it says besides make the action again`(_ action: Change.Action) {
    #expect(action.item.kind == action.kind.itemKind)
    let again = Change.Action(action.kind, action.item, from: "Old", carrying: [Self.grant])
    #expect(again == action)
  }

  @Test(arguments: Change.Kind.allCases)
  func `a kind takes no item but its own`(_ kind: Change.Kind) {
    for item in Self.items where item.kind != kind.itemKind {
      #expect(Change.Action(kind, item, from: "", carrying: []) == nil)
    }
  }

  @Test func `a group spelled otherwise keeps what the change says besides`() {
    let other = GroupReference("Analytics", id: "g1")
    #expect(Self.actions[0].about(.group(other)) == .renameGroup(other, from: "Old"))
    #expect(Self.actions[2].about(.invite("Ada@acme.com")) == .invite("Ada@acme.com", carrying: [Self.grant]))
  }

  @Test func `no two kinds do the same to the same`() {
    let pairs = Change.Kind.allCases.map { "\($0.effect) \($0.itemKind)" }
    #expect(Set(pairs).count == pairs.count)
  }
}
