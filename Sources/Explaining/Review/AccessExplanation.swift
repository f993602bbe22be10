package import Access
import Planning
import Syntax

/// Why one person has the access they have, to everything or to one resource.
package struct AccessExplanation: Sendable {
  /// A row, and how it leads to what was asked for; nil when nothing was.
  package struct Path: Hashable, Sendable {
    package let row: AccessRow
    package let reach: Reach?
  }

  /// What it was taken from.
  package let review: AccessReview
  package let person: AccessPerson
  package let resource: Resource?
  /// The role that alone was asked for; nil for access by any.
  package let role: RoleID?
  /// Sorted as in the review.
  package let paths: [Path]
  /// Entries of this person, and of the groups that they are or are to be in, that lead to nothing.
  package let unresolved: [UnresolvedReference]
  /// Rows of this person that do not lead to what was asked for.
  package let passedOver: Int
}

extension AccessReview {
  /// Who was asked.
  package enum Judge: Hashable, Sendable {
    case policy, workspace, both
  }

  package var judge: Judge { isOfPolicyAlone ? .policy : policy == nil ? .workspace : .both }

  /// Why somebody or something could not be explained.
  package enum Unexplained: Error, Hashable, CustomStringConvertible {
    case unknownPerson(Email, nearest: Email?, judge: Judge)
    /// Not among those who were read, and not everybody was.
    case unreadPerson(Email, reason: String)
    /// A message with the way out.
    case thing(String)

    package var description: String {
      switch self {
      case .unknownPerson(let email, let near, let judge):
        let whose =
          switch judge {
          case .both: "neither the policy nor the workspace knows"
          case .policy: "the policy does not know"
          case .workspace: "the workspace does not know"
          }
        return "\(whose) \(email)" + (near.map { "; did you mean \($0)?" } ?? "")
      case .unreadPerson(let email, let reason):
        return "nobody can say whether \(email) is in the workspace; not everything could be read: \(reason)"
      case .thing(let message): return message
      }
    }
  }

  /// Everything by which a person has access.
  ///
  /// - Parameters:
  ///   - text: `source/website`, as in a policy; nil for everything.
  ///   - role: only access by this role.
  /// - Throws: ``Unexplained``.
  package func explain(
    _ email: Email, resource text: String? = nil, by role: RoleID? = nil
  ) throws(Unexplained) -> AccessExplanation {
    guard let person = person(email) ?? people.first(where: { $0.otherAddresses.contains(email) }) else {
      if let missing = incomplete.first(where: { $0.part == .people || $0.part == .invites }) {
        throw .unreadPerson(email, reason: missing.reason)
      }
      throw .unknownPerson(
        email, nearest: NearestName.nearest(to: email, among: people.map(\.email)), judge: judge)
    }
    let resource = try text.map { text throws(Unexplained) in try self.resource(text) }
    let own = rows.filter { $0.person == person.email }
    let paths = own.map { row in AccessExplanation.Path(row: row, reach: resource.map { reach(of: row, on: $0) }) }
      .filter { $0.reach != .no }.narrowed(to: role, self)
    let groups = Set(own.compactMap(\.group?.key))
    let unresolved = self.unresolved.filter { reference in
      switch reference.subject {
      case .person(let subject)?: subject.email == person.email
      case .group(let group)?: groups.contains(group.key)
      case nil: false
      }
    }
    return AccessExplanation(
      review: self, person: person, resource: resource, role: role, paths: paths, unresolved: unresolved,
      passedOver: own.count - paths.count)
  }

  private func resource(_ text: String) throws(Unexplained) -> Resource {
    guard case .resource(let kind, let name) = ThingReference(text) else {
      let meant = resources.filter { $0.slug == text || $0.id.text == text }
      guard meant.isEmpty else {
        let written = meant.map { "\($0.kind.rawValue)/\(text)" }.joined(separator: " or ")
        throw .thing("'\(text)' lacks its kind; write \(written)")
      }
      throw .thing("'\(text)' is no resource; write one of \(Self.kinds), and a policy's directory after --policy")
    }
    return try resource(kind, name)
  }
}
