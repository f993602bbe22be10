extension PlanOptions.Selection: CustomStringConvertible {
  /// Reads `person/EMAIL` or `group/NAME`; nil for anything else.
  package init?(_ text: String) {
    if text.hasPrefix("person/"), text.utf8.count > 7 {
      self = .person(Email(String(text.dropFirst(7))))
    } else if text.hasPrefix("group/"), text.utf8.count > 6 {
      self = .group(String(text.dropFirst(6)))
    } else {
      return nil
    }
  }

  package var description: String {
    switch self {
    case .person(let email): "person/\(email.written)"
    case .group(let name): "group/\(name)"
    }
  }
}
