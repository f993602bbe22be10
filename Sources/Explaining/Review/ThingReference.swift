package import Access
import Syntax

/// What an explanation is asked about, as somebody writes it.
package enum ThingReference: Hashable, Sendable {
  case workspace
  /// `source/website`
  case resource(ResourceKind, String)
  /// `group/Analytics`, by its name or id.
  case group(String)
  /// `Source Admin`, `id/…`; any other text may be one.
  case role(RoleReference)

  package init(_ text: String) {
    let parts = text.parted(by: "/", most: 2)
    guard parts.count == 2, !parts[1].isEmpty else {
      self = text == "workspace" ? .workspace : .role(.name(text))
      return
    }
    if let kind = ResourceKind(rawValue: parts[0]) {
      self = .resource(kind, parts[1])
    } else {
      switch parts[0] {
      case "group": self = .group(parts[1])
      case "id": self = .role(.id(RoleID(parts[1])))
      default: self = .role(.name(text))
      }
    }
  }
}

/// What somebody can have: what an explanation of everybody who has it is about.
package enum AccessThing: Hashable, Sendable {
  /// The whole of it: an account, and every role that no label and no resource narrows.
  case workspace
  case resource(Resource)
  case role(RoleID)
  case group(KnownGroup)
}
