package import Access

/// One request of a plan and the changes it carries.
package struct PlannedRequest: Hashable, Sendable {
  /// That of its last change: it says what is sent, and to whom. In the `PUT` of a list the additions come before it.
  package var action: Change.Action
  /// Where they stand among the plan's changes.
  package var changes: [Int]

  package init(_ action: Change.Action, changes: [Int]) {
    self.action = action
    self.changes = changes
  }
}

// What each kind of change asks for.
extension PlannedRequest {
  /// The endpoint, for pacing and the forecast: Segment limits each on its own.
  package var endpoint: String {
    switch action {
    case .renameGroup: "PATCH /groups/{id}"
    case .createGroup: "POST /groups"
    case .invite: "POST /invites"
    case .grant(.person, _): "POST /users/{id}/permissions"
    case .grant(.group, _): "POST /groups/{id}/permissions"
    case .join: "POST /groups/{id}/users"
    case .cancelInvite: "DELETE /invites"
    case .deprovision: "DELETE /users"
    case .revoke(.person, _): "PUT /users/{id}/permissions"
    case .revoke(.group, _): "PUT /groups/{id}/permissions"
    case .leave: "DELETE /group/{id}/users"
    case .deleteGroup: "DELETE /groups/{id}"
    }
  }

  /// The reads of each kind that go before and after it.
  func looks(_ lists: Forecast.Lists) -> [[String: Int]] {
    switch action {
    case .renameGroup, .createGroup: [lists.groups]
    case .invite, .cancelInvite: [lists.workspace, lists.workspace]
    case .grant(.person, _), .revoke(.person, _): [["GET /users/{id}": 2]]
    case .grant(.group(let group), _), .revoke(.group(let group), _):
      [["GET /groups/{id}": 2], lists.roster(group)]
    case .join(_, let group): [["GET /groups/{id}": 1], lists.workspace, lists.roster(group)]
    case .deprovision: [["GET /users/{id}": changes.count], lists.workspace]
    case .leave(_, let group): [lists.roster(group), lists.roster(group)]
    case .deleteGroup(let group): [["GET /groups/{id}": 1], lists.roster(group), lists.groups]
    }
  }

  /// How many changes one request carries. Segment publishes no limit for lists; its own Terraform provider stops at 200.
  /// A permission list goes whole: it is never cut.
  static func capacity(_ action: Change.Action) -> Int {
    switch action {
    case .renameGroup, .createGroup, .deleteGroup: 1
    case .invite, .join, .cancelInvite, .deprovision, .leave: 100
    case .grant, .revoke: .max
    }
  }

  /// What a change adds to a request's query: `&userIds.99=` and the like, each byte of the value at most three long.
  static func queryBytes(_ action: Change.Action) -> Int {
    switch action {
    case .cancelInvite(let email): 12 + 3 * email.written.utf8.count
    case .leave(let person, _): 12 + 3 * person.email.written.utf8.count
    case .deprovision(let person): 13 + 3 * (person.id?.text.utf8.count ?? 0)
    case .renameGroup, .createGroup, .invite, .grant, .join, .revoke, .deleteGroup: 0
    }
  }
}
