import Access
import Planning
import RandomWorlds
import Testing

@Suite struct `The ends of a policy`: PlanningSuite {
  private func says(_ desired: DesiredState) -> [String] {
    desired.ends.map { end in
      [end.what.person?.written, end.what.group, end.what.grant.map { "\($0.role)" }, end.until.written]
        .compactMap(\.self).joined(separator: " ")
    }
  }

  @Test func `are those of people, roles and memberships`() {
    let desired = policy(
      [
        declaredAda, person("lin", [role("Source Admin", until: "2027-01-01"), role("Function Admin")]),
        person("bob", until: "2027-02-01"),
      ],
      groups: [
        group(
          "Analytics", members: [with("lin", until: "2027-03-01"), with("bob")],
          roles: [role("Source Read-only", until: "2027-04-01")])
      ])
    #expect(
      says(desired) == [
        "lin@acme.com Source Admin 2027-01-01", "bob@acme.com 2027-02-01", "Analytics Source Read-only 2027-04-01",
        "lin@acme.com Analytics 2027-03-01",
      ])
  }

  @Test func `are also those of included people whom the workspace does not name, and of none who have departed`() {
    var included = person("eve", until: "2027-01-01")
    included.presence = .endsOnly
    var gone = departed("bob")
    gone.until = Expiry("2027-01-01")
    #expect(says(policy([declaredAda, included, gone])) == ["eve@acme.com 2027-01-01"])
  }

  @Test func `are once what several entries give, as late as the last of them`() {
    var member = with("lin", until: "2027-03-01")
    member.others = [with("lin", until: "2027-01-01")]
    var long = with("bob")
    long.others = [with("bob", until: "2027-01-01")]
    let desired = policy(
      [declaredAda, person("lin"), person("bob")], groups: [group("Analytics", members: [member, long])])
    #expect(says(desired) == ["lin@acme.com Analytics 2027-03-01"])
  }
}
