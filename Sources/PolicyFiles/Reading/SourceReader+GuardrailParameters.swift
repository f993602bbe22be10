internal import Access
internal import YAML

extension SourceReader {
  /// A guard that fails open is none: a number that is wrong takes the whole rule with it, and so the policy.
  func maximumRemovals(_ fields: Fields<GuardrailKey>) -> Guardrail.Rule? {
    guard fields[.count] != nil || fields[.percent] != nil else {
      if fields.isWhole {
        error(fields.at, "the rule maximum-removals has no count: and no percent:; write one of them or both")
      }
      return nil
    }
    let count = fields[.count].flatMap { number($0, 0...Int.max) }
    let percent = fields[.percent].flatMap { number($0, 0...100) }
    guard (count != nil) == (fields[.count] != nil), (percent != nil) == (fields[.percent] != nil) else { return nil }
    return .maximumRemovals(count: count, percent: percent)
  }

  func protectedPeople(_ fields: Fields<GuardrailKey>) -> Guardrail.Rule? {
    guard let pair = fields[.people], let items = list(pair, "people") else { return nil }
    guard !items.isEmpty else {
      error(pair.value.mark, "an empty list protects nobody; name somebody, or remove the rule")
      return nil
    }
    let people = addresses(pair)
    return people.count == items.count ? .protectedPeople(people.map(\.value).sorted()) : nil
  }

  func requireExpiry(_ fields: Fields<GuardrailKey>) -> Guardrail.Rule? {
    let roles = fields[.roles].flatMap { roleList($0) }
    guard let within = fields[.within] else { return roles.map { .requireExpiry($0, withinDays: nil) } }
    guard let days = days(within), let roles else { return nil }
    return .requireExpiry(roles, withinDays: days)
  }

  func domains(_ pair: Pair) -> [String]? {
    guard let items = list(pair, "domains") else { return nil }
    guard !items.isEmpty else {
      error(pair.value.mark, "an empty list allows nobody at all; name a domain, or remove the rule")
      return nil
    }
    let domains = items.compactMap { scalar($0, "a domain").flatMap(domain) }
    return domains.count == items.count ? domains.sorted() : nil
  }

  /// Whether an identity is what stands behind an `@`.
  static func isDomain(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0 == "@" || $0 == "*" || $0.properties.isWhitespace }
  }

  private func domain(_ scalar: Scalar) -> String? {
    guard let text = identity(scalar, "a domain") else { return nil }
    guard Self.isDomain(text) else {
      error(scalar.mark, "\(text.debugDescription) is not a domain; write what stands behind the @, such as acme.com")
      return nil
    }
    return Email("@\(text)").domain
  }

  func separationOfDuties(_ pair: Pair) -> Guardrail.Rule? {
    guard let items = list(pair, "roles") else { return nil }
    guard items.count == 2, case .sequence(let left, let leftMark) = items[0],
      case .sequence(let right, let rightMark) = items[1]
    else {
      if !items.contains(where: Self.isRefused) {
        error(
          pair.value.mark, "separation-of-duties takes two lists of roles; write [[Source Admin], [Identity Admin]]")
      }
      return nil
    }
    guard let first = roleList(left, at: leftMark), let second = roleList(right, at: rightMark) else { return nil }
    if let both = first.first(where: second.contains) {
      error(rightMark, "\(both) stands in both lists, so that nobody could hold it; remove it from one")
      return nil
    }
    return .separationOfDuties(first, second)
  }

  private static func isRefused(_ node: Node) -> Bool {
    if case .refused = node { true } else { false }
  }

  /// `except:`: addresses, `group/…` and `team/…`.
  func exceptions(_ pair: Pair?) -> [Located<GuardrailDeclaration.Exception>] {
    guard let pair, let items = list(pair, "except") else { return [] }
    return items.compactMap { item in
      guard let scalar = scalar(item, "an exception") else { return nil }
      let exception: GuardrailDeclaration.Exception?
      if let group = Self.slashed(scalar, "group") {
        exception = identity(group, scalar, "a group's name").map { .group($0) }
      } else if let team = Self.slashed(scalar, "team") {
        exception = identity(team, scalar, "a team's name").map { .team($0) }
      } else {
        exception = email(scalar).map { .person($0) }
      }
      return exception.map { Located($0, at: place(scalar.mark)) }
    }
  }
}
