import Access

/// Until when and why the policy gives what it gives: what `require-expiry` and `require-reason` judge by.
///
/// These two rules are judged once, when the plan is made, and not again by `apply PLAN.json`. They could not be: ends
/// and reasons are in the policy and neither in Segment nor in the plan. They need not be: a plan can make a breach only
/// by a grant or a membership, each on a subject that must be what the plan read of it or the whole plan is refused, and
/// the plan keeps its own refusals. Time does not make a breach either: an end only comes nearer. So nothing of the
/// policy has to travel in the plan but its verdict.
struct ExpiryAndReason {
  private let links: Links

  init(_ links: Links) { self.links = links }

  var now: Moment { links.input.clock.now }

  /// The first of the ends that stand along a way: of the grant, of the membership, of the person.
  func end(of path: AccessPath) -> Expiry? { parts(of: path).compactMap(\.until).min() }

  /// Whether any part of a way says why.
  func hasReason(_ path: AccessPath) -> Bool { parts(of: path).contains { $0.reason?.saysSomething == true } }

  private func parts(of path: AccessPath) -> [(until: Expiry?, reason: String?)] {
    let person = links.comparison.people[path.person]?.desired
    let grant = links.grantEntry(of: path)
    let membership = path.group.flatMap { links.membershipEntry(of: path.person, in: $0) }
    return [
      person.map { ($0.until, $0.reason) }, grant.map { ($0.until, $0.reason) },
      membership.map { ($0.until, $0.reason) },
    ].compactMap(\.self)
  }
}

extension GuardrailEvaluation {
  /// What breaks the rules on ends and reasons.
  func refusals(by ends: ExpiryAndReason) -> [GuardrailViolation] {
    guarding.guardrails.flatMap { guardrail -> [GuardrailViolation] in
      switch guardrail.rule {
      case .requireExpiry(let references, let days):
        let limit = days.map { ExpiryAndReason.lastSecond(of: $0, from: ends.now) }
        let words = days.map { "without an end within \($0) days" } ?? "without an end"
        return lacking(references, guardrail, words) { path in
          guard let end = ends.end(of: path) else { return true }
          return limit.map { end.last > $0 } ?? false
        }
      case .requireReason(let references):
        return lacking(references, guardrail, "without a reason") { !ends.hasReason($0) }
      case .minimumHolders, .maximumHolders, .maximumRemovals, .maximumChanges, .protectedPeople, .allowedDomains,
        .forbidRole, .forbidDirectRoles, .separationOfDuties:
        return []
      }
    }
  }

  private func lacking(
    _ references: [RoleReference], _ guardrail: Guardrail, _ words: String, _ lacks: (AccessPath) -> Bool
  ) -> [GuardrailViolation] {
    references.flatMap { reference -> [GuardrailViolation] in
      guard let role = role(reference) else { return [] }
      let had = before.paths(to: [role])
      let broken = waysAfter(to: [role]).filter { !isPassedOver($0, guardrail) && lacks($0) }
      return [(broken.subtracting(had), true), (broken.intersection(had), false)].filter { !$0.0.isEmpty }.map {
        let who = $0.0.sorted().map(inWords).joined(separator: ", ")
        return refusal(
          guardrail, madeByPlan: $0.1, "\(reference) \(words): \(who)",
          wayOut: "\(ExpiryAndReason.remedy(guardrail.rule))")
      }
    }
  }
}

extension ExpiryAndReason {
  /// The last second of the day that many days from now, in UTC: an `until` is mostly a date, held through its day.
  fileprivate static func lastSecond(of days: Int, from now: Moment) -> Moment {
    Moment(seconds: (Moment.floorDivide(now.seconds, 86_400) + Int64(days) + 1) * 86_400 - 1)
  }

  fileprivate static func remedy(_ rule: Guardrail.Rule) -> String {
    if case .requireReason = rule { return "write a `reason:`" }
    return "write an `until:`"
  }
}
