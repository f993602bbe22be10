package import Access
package import AccessJSON
import Syntax

/// An entry that leads to nothing, in the words of the policy: of what the workspace does not have there is no id.
///
/// ```json
/// {"person": "lin@acme.com", "role": "Source Admin", "scope": {"resource": "source/old-shop"},
///  "detail": "this workspace has no source 'old-shop'", "at": "people.yaml:12:9"}
/// ```
extension UnresolvedReference: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .subjectIfAny(\.subject), .optional("bundle", \.bundleOfNobody, .name), .required("role", \.written.role, .role),
    .required("scope", \.written.scope, .writtenScope), .optional("through", \.bundle, .name),
    .required("detail", \.detail, .text), .required("at", \.at, .place), .optional("mark", \.mark, .word),
    .optional("outsideSelection", \.isOutsideSelection, .flag, else: false)
  ) { subject, bundleOfNobody, role, scope, bundle, detail, at, mark, isOutsideSelection in
    let owner: Owner
    switch (subject, bundleOfNobody) {
    case (let subject?, nil): owner = .subject(subject)
    case (nil, let name?): owner = .bundle(name)
    case (nil, nil), (_?, _?): throw JSONFault("expected one of person, group, bundle")
    }
    return Self(
      owner, WrittenGrant(role, on: scope), bundle: bundle, detail: detail, at: at, mark: mark,
      isOutsideSelection: isOutsideSelection)
  }

  private var subject: Subject? {
    if case .subject(let subject) = owner { subject } else { nil }
  }

  private var bundleOfNobody: String? {
    if case .bundle(let name) = owner { name } else { nil }
  }
}

extension JSONShape where Value == ScopeReference {
  fileprivate static var writtenScope: Self {
    Self(write: { scope, _ in JSON(written: scope) }, read: { json, _ in try json.writtenScope })
  }
}

extension JSON {
  fileprivate init(written scope: ScopeReference) {
    self =
      switch scope {
      case .workspace: .object(of: .init("workspace", true))
      case .labels(let labels): .object(of: .init("labels", JSON(labels: labels.pairs)))
      case .resource(let kind, let name): .object(of: .init("resource", .string("\(kind.rawValue)/\(name)")))
      }
  }

  fileprivate var writtenScope: ScopeReference {
    get throws {
      guard try members.map(\.key) == ["resource"] else {
        switch try scope {
        case .workspace: return .workspace
        case .labels(let labels): return .labels(labels)
        case .resource: throw JSONFault("what the workspace does not have has no id")
        }
      }
      return try required("resource") { text in
        let parts = try text.text.parted(by: "/", most: 2)
        guard parts.count == 2, let kind = ResourceKind(rawValue: parts[0]), !parts[1].isEmpty else {
          throw JSONFault("expected a kind and a name, such as source/website")
        }
        return .resource(kind, parts[1])
      }
    }
  }
}
