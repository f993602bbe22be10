package import Access
import Planning

/// The ways by which people still have what edits of a policy take from them.
package struct OtherWays {
  private let before: DesiredState
  private let after: DesiredState
  private let now: Moment

  /// - Parameter after: the edited policy.
  package init(_ before: DesiredState, _ after: DesiredState, at now: Moment) {
    (self.before, self.after, self.now) = (before, after, now)
  }

  /// By the policy alone, a sentence each.
  package func notes(on taken: [AskedEdits.Taken]) -> [String] {
    taken.flatMap { lost($0).flatMap { still($0, $1) } }
      .reduce(into: []) { all, note in if !all.contains(note) { all.append(note) } }
  }

  /// Of a membership all that the group gave before.
  private func lost(_ taken: AskedEdits.Taken) -> [(Email, WrittenGrant)] {
    switch taken {
    case .grant(let email, let grant): [(email, grant)]
    case .membership(let email, let name):
      (before.groups.first { $0.name == name }?.grants ?? []).map { (email, WrittenGrant($0)) }
    }
  }

  private func still(_ email: Email, _ grant: WrittenGrant) -> [String] {
    guard let person = after.people.first(where: { $0.email == email }), person.presence == .declared else { return [] }
    let direct = person.grants.filter { counts($0.until) && gives($0, grant) }.map { own in
      "\(email) still has \(WrittenGrant(own)) directly (\(own.at))"
    }
    let groups = after.groups.flatMap { group -> [String] in
      guard let seat = group.memberships.first(where: { $0.person == email }), counts(seat.until) else { return [] }
      return group.grants.filter { counts($0.until) && gives($0, grant) }.map { own in
        "\(email) still has \(WrittenGrant(own)) through group \(group.name)\(seat.team.map { " (team \($0))" } ?? "") (\(seat.at))"
      }
    }
    return direct + groups
  }

  private func counts(_ until: Expiry?) -> Bool { until?.hasEnded(at: now) != true }

  private func gives(_ own: DesiredGrant, _ grant: WrittenGrant) -> Bool {
    (own.role == grant.role && own.scope.covers(grant.scope))
      || (own.role == .name(Role.ownerName) && own.scope == .workspace)
  }
}

extension OtherWays {
  /// The same by a workspace, where what no file declares may give it too.
  package func notes(on taken: [AskedEdits.Taken], in actual: ActualState) -> [String] {
    let declared = notes(on: taken)
    guard let review = reviewAccess(after, actual, at: now).review else { return declared }
    let lookup = NameLookup(actual)
    let lost = taken.flatMap(lost)
    let undeclared = review.rows.filter { row in
      guard row.isThere, row.outlook != .goes, row.standing != .declared, let person = row.person, let grant = row.grant
      else { return false }
      return lost.contains { email, written in email == person && grant.gives(written, lookup) }
    }
    return declared
      + undeclared.map { row in
        let grant = row.grant.map(review.names.grant) ?? ""
        let way = row.group.map { "through group \($0.name)" } ?? "directly"
        return
          "\(row.person?.written ?? "") still has \(grant) \(way), which stays: \(row.detail.isEmpty ? row.standing.rawValue : row.detail)"
      }
  }
}

extension Grant {
  fileprivate func gives(_ written: WrittenGrant, _ lookup: NameLookup) -> Bool {
    if role == lookup.owner, scope == .workspace { return true }
    guard role == lookup.role(written.role) else { return false }
    switch (scope, written.scope) {
    case (.workspace, _): return true
    case (.labels(let few), .labels(let many)): return Set(few.pairs).isSubset(of: many.pairs)
    case (.resource(let kind, let id), .resource(let other, let text)):
      return kind == other && id == lookup.resource(kind, text)
    case (_, _): return false
    }
  }
}
