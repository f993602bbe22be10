import Access
import Explaining
import RandomWorlds
import Testing

/// Who has a thing: what is said of it where nobody can tell, and where a name leads to nothing or to several.
struct HolderTests: PlanningSuite {
  private var actual: ActualState {
    workspace(
      [ada, member("bob", Held.app), member("cy", Held.dev), member("dee", Held.website)],
      groups: [team("Data", members: ["bob"]), team("Data", id: "g-other"), team("Empty")])
  }

  private func review(_ actual: ActualState, by policy: DesiredState? = nil) throws -> AccessReview {
    try #require(reviewAccess(policy, actual, at: now).review)
  }

  /// `bob@acme.com`, `cy@acme.com perhaps: the sources were not read`
  private func lines(_ text: String, _ review: AccessReview) throws -> [String] {
    review.holders(of: try review.thing(ThingReference(text))).paths.map { path in
      let perhaps = if case .perhaps(_, let why)? = path.reach { " perhaps: \(why)" } else { "" }
      return "\(path.row.person?.written ?? "nobody")\(perhaps)"
    }
  }

  @Test func `a role narrowed by labels counts for the sources that carry them`() throws {
    #expect(try lines("source/app", review(actual)) == ["ada@acme.com", "bob@acme.com", "cy@acme.com"])
    #expect(try lines("source/website", review(actual)) == ["ada@acme.com", "dee@acme.com"])
  }

  @Test func `where no list of sources was read it may count, and nobody is left out`() throws {
    var unread = actual
    unread.resources.removeAll { $0.kind == .source }
    unread.resourceKindsRead.remove(.source)
    #expect(
      try lines("source/src-app", review(unread)) == [
        "ada@acme.com", "bob@acme.com", "cy@acme.com perhaps: the sources were not read",
      ])
    let explained = try review(unread).explain(email("cy"), resource: "source/src-app")
    #expect(explained.paths.count == 1)
  }

  @Test func `of a source that no list shows it may count too`() throws {
    var hidden = actual
    hidden.resources.removeAll { $0.id == "src-app" }
    #expect(
      try lines("source/src-app", review(hidden)) == [
        "ada@acme.com", "bob@acme.com", "cy@acme.com perhaps: no list shows this source and its labels",
      ])
  }

  @Test func `a group is found by its id where several have its name, and one that nobody is in is no error`() throws {
    #expect(try lines("group/g-other", review(actual)) == [])
    #expect(try lines("group/g-Data", review(actual)) == ["bob@acme.com"])
    #expect(try lines("group/Empty", review(actual)) == [])
    #expect(
      throws: AccessReview.Unexplained.thing(
        "several groups are called 'Data': g-Data and g-other; name one by its id, such as group/ID")
    ) { try lines("group/Data", review(actual)) }
  }

  @Test func `a group is found by the name it is about to have, and by the one it had`() throws {
    let policy = policy([declaredAda], groups: [group("Nothing", previously: ["Empty"]), group("New")])
    let review = try review(actual, by: policy)
    for name in ["Empty", "Nothing"] {
      #expect(try review.thing(ThingReference("group/\(name)")) == review.thing(ThingReference("group/g-Empty")))
    }
    #expect(try lines("group/New", review) == [])
  }

  @Test func `nothing is called unknown that could not be looked up`() throws {
    var unread = actual
    unread.incomplete = [IncompleteRead(.groups, "status 503"), IncompleteRead(.roles, "status 503")]
    let review = try review(unread)
    for text in ["group/Dta", "Source Admn"] {
      #expect { try review.thing(ThingReference(text)) } throws: { "\($0)".contains("cannot be looked up: status 503") }
    }
  }

  @Test func `an entry that leads to nothing is told where it may be meant, and nowhere else`() throws {
    let entries = [
      role("Source Admin", .resource(.source, "websit"), line: 51), role("Sorce Admin", line: 52),
      role("Source Admin", .resource(.function, "gone"), line: 53),
    ]
    let review = try review(actual, by: policy([declaredAda, person("bob", entries)], groups: [group("Empty")]))
    let told = { (text: String, role: RoleID?) in
      try review.holders(of: review.thing(ThingReference(text)), by: role).unresolved.map(\.at.line)
    }
    #expect(try told("source/website", nil) == [51, 52])
    #expect(try told("source/website", World.sourceReader.id) == [52])
    #expect(try told("function/geo-enrich", nil) == [52, 53])
    #expect(try told("workspace", nil) == [52])
    #expect(try told("Source Admin", nil) == [51, 52, 53])
    #expect(try told("group/Empty", nil) == [])
  }

  @Test func `the policy alone says of an unmanaged group what it gives, and to nobody by name`() throws {
    let policy = policy(
      [person("bob", [role("Source Admin")])], groups: [group("SCIM", members: nil, roles: [role(Role.ownerName)])])
    let review = try #require(declaredAccess(policy, at: now).review)
    #expect(try lines("Workspace Owner", review) == ["nobody"])
    #expect(try lines("Source Admin", review) == ["bob@acme.com"])
    #expect(review.incomplete == [])
  }
}
