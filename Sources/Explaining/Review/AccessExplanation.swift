package import Access
import Planning
import Syntax

/// Why one person has the access they have, to everything or to one resource.
package struct AccessExplanation: Sendable {
  /// A row, and how it acts on the resource that was asked for; nil when none was.
  package struct Path: Hashable, Sendable {
    package let row: AccessRow
    package let reach: Reach?
  }

  /// What it was taken from.
  package let review: AccessReview
  package let person: AccessPerson
  package let resource: Resource?
  /// Sorted as in the review.
  package let paths: [Path]
  /// Entries of this person, and of the groups that they are or are to be in, that lead to nothing.
  package let unresolved: [UnresolvedReference]
  /// Rows of this person that do not act on the resource.
  package let passedOver: Int
}

extension AccessReview {
  /// Why somebody could not be explained.
  package enum Unexplained: Error, Hashable, CustomStringConvertible {
    case unknownPerson(Email, nearest: Email?, judged: Bool)
    /// Not among those who were read, and not everybody was.
    case unreadPerson(Email, reason: String)
    /// A message with the way out.
    case resource(String)

    package var description: String {
      switch self {
      case .unknownPerson(let email, let near, let judged):
        let whose = judged ? "neither the policy nor the workspace knows" : "the workspace does not know"
        return "\(whose) \(email)" + (near.map { "; did you mean \($0)?" } ?? "")
      case .unreadPerson(let email, let reason):
        return "nobody can say whether \(email) is in the workspace; not everything could be read: \(reason)"
      case .resource(let message): return message
      }
    }
  }

  /// Everything by which a person has access.
  ///
  /// - Parameter text: `source/website`, as in a policy; nil for everything.
  /// - Throws: ``Unexplained``.
  package func explain(_ email: Email, resource text: String? = nil) throws(Unexplained) -> AccessExplanation {
    guard let person = person(email) ?? people.first(where: { $0.otherAddresses.contains(email) }) else {
      if let missing = incomplete.first(where: { $0.part == .people || $0.part == .invites }) {
        throw .unreadPerson(email, reason: missing.reason)
      }
      throw .unknownPerson(
        email, nearest: NearestName.nearest(to: email, among: people.map(\.email)), judged: policy != nil)
    }
    let resource = try text.map { text throws(Unexplained) in try self.resource(text) }
    let own = rows.filter { $0.person == person.email }
    let paths = own.map { row in AccessExplanation.Path(row: row, reach: resource.map { reach(of: row, on: $0) }) }
      .filter { $0.reach != .no }
    let groups = Set(own.compactMap(\.group?.key))
    let unresolved = self.unresolved.filter { reference in
      switch reference.subject {
      case .person(let subject)?: subject.email == person.email
      case .group(let group)?: groups.contains(group.key)
      case nil: false
      }
    }
    return AccessExplanation(
      review: self, person: person, resource: resource, paths: paths, unresolved: unresolved,
      passedOver: own.count - paths.count)
  }

  private func resource(_ text: String) throws(Unexplained) -> Resource {
    let parts = text.parted(by: "/", most: 2)
    let kinds = ResourceKind.allCases.map { "\($0.rawValue)/…" }.joined(separator: ", ")
    guard parts.count == 2, let kind = ResourceKind(rawValue: parts[0]), !parts[1].isEmpty else {
      let meant = resources.filter { $0.slug == text || $0.id.text == text }
      guard meant.isEmpty else {
        let written = meant.map { "\($0.kind.rawValue)/\(text)" }.joined(separator: " or ")
        throw .resource("'\(text)' lacks its kind; write \(written)")
      }
      throw .resource("'\(text)' is no resource; write one of \(kinds), and a policy's directory after --policy")
    }
    let name = parts[1]
    switch directory.match(kind, name) {
    case .resource(let id):
      return resources.first { $0.kind == kind && $0.id == id } ?? Resource(kind, id: id)
    case .heldOnly(let id): return Resource(kind, id: id)
    case .unread(let reason): throw .resource("\(kind.rawValue) '\(name)' cannot be looked up: \(reason)")
    case .problem(let message): throw .resource(message)
    }
  }
}
