package import Access
import AccessJSON
package import Explaining
import Syntax

/// Everybody who has a thing, as JSON, format 1: the rows of the review, each with how it leads to the thing.
extension AccessHolders {
  /// - Parameter id: the id that the row has in the review.
  package func document(accord version: String, id: (AccessRow) -> String) -> String {
    let own: [JSON.Member?] = [
      .init("thing", thing.json(review)), .init("byRole", ifAny: role.map { .string(review.names.role($0)) }),
      .init(
        "rows",
        .array(paths.map { path in review.json(path.row, identity(id(path.row)) + (path.reach?.members ?? [])) })),
      .init("passedOver", ifAny: role.map { _ in JSON(passedOver) }),
      .init("unresolved", .array(unresolved.map(\.json))),
    ]
    return JSON.object(review.head(1, accord: version) + own.compactMap(\.self)).document
  }
}

extension AccessHolders {
  private func identity(_ text: String) -> [JSON.Member] {
    [JSON.Member("id", ifAny: review.id(text))].compactMap(\.self)
  }
}

extension AccessThing {
  fileprivate func json(_ review: AccessReview) -> JSON {
    switch self {
    case .workspace: .object(of: .init("kind", "workspace"))
    case .resource(let resource): .object(of: .init("kind", "resource"), .init("resource", review.json(resource)))
    case .role(let role):
      .object(
        of: .init("kind", "role"), .init("role", .string(review.names.role(role))),
        .init("roleID", ifAny: review.id(role.text)))
    case .group(let group):
      .object(
        of: .init("kind", "group"), .init("group", .string(group.reference.name)),
        .init("groupID", ifAny: review.id(group.reference.id?.text)),
        .init("otherNames", ifAny: others(group)), .init("members", ifAny: group.isUnmanaged ? "unmanaged" : nil))
    }
  }

  private func others(_ group: KnownGroup) -> JSON? {
    let names = group.otherNames.filter { $0 != group.reference.name }
    return names.isEmpty ? nil : .strings(names)
  }
}
