import Access
import Syntax

extension PlanOptions.Selection: CustomStringConvertible {
  /// Reads `person/EMAIL` or `group/NAME`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.parted(by: "/", most: 2)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    switch parts[0] {
    case "person": self = .person(Email(parts[1]))
    case "group": self = .group(parts[1])
    default: return nil
    }
  }

  package var description: String {
    switch self {
    case .person(let email): "person/\(email.written)"
    case .group(let name): "group/\(name)"
    }
  }
}
