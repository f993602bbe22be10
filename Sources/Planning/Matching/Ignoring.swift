package import Access

/// What the policy's ignore rules cover. A rule covers whatever matches every glob it has.
package struct Ignoring {
  private let rules: [IgnoreRule]
  private let names: Names

  /// - Parameter rules: those that are in force.
  package init(_ rules: [IgnoreRule], names: Names) {
    self.rules = rules
    self.names = names
  }

  var isEmpty: Bool { rules.isEmpty }

  /// The rule that covers all of a person: account, direct roles and memberships.
  package func person(_ email: Email) -> IgnoreRule? {
    rules.first { $0.group == nil && $0.role == nil && $0.person?.matches(email) == true }
  }

  /// The rule that covers all of a group.
  package func group(_ name: String) -> IgnoreRule? {
    rules.first { $0.person == nil && $0.role == nil && $0.group?.matches(name) == true }
  }

  /// The rule that covers a place in a group; nil for none.
  package func membership(_ email: Email, in group: String) -> IgnoreRule? {
    rules.first {
      $0.role == nil && ($0.person != nil || $0.group != nil) && $0.person?.matches(email) != false
        && $0.group?.matches(group) != false
    }
  }

  func grant(_ grant: Grant, ofPerson email: Email) -> IgnoreRule? {
    rules.first { isAboutGrants($0, ofPerson: email) && covers($0, grant) }
  }

  /// Whether any rule can cover a direct grant of theirs, whichever it is: asked once for each person instead of once
  /// for each of their grants.
  func mayCoverGrants(ofPerson email: Email) -> Bool { rules.contains { isAboutGrants($0, ofPerson: email) } }

  private func isAboutGrants(_ rule: IgnoreRule, ofPerson email: Email) -> Bool {
    rule.group == nil && (rule.person != nil || rule.role != nil) && rule.person?.matches(email) != false
  }

  func grant(_ grant: Grant, ofGroup name: String) -> IgnoreRule? {
    rules.first {
      $0.person == nil && ($0.group != nil || $0.role != nil) && $0.group?.matches(name) != false && covers($0, grant)
    }
  }

  private func covers(_ rule: IgnoreRule, _ grant: Grant) -> Bool {
    rule.role?.matches(names.role(grant.role)) != false
  }
}
