/// A protected person whom neither the policy nor the workspace has: most likely an address with a slip in it, and then
/// whoever was meant is not protected.
package struct IdleProtection: Hashable, Sendable {
  /// The address as the policy writes it.
  package let person: Email
  /// The guardrail's name.
  package let rule: String
  /// Where the policy writes the address.
  package let at: Place?

  /// What `drift` says of it.
  package init(person: Email, rule: String, at place: Place?) {
    self.person = person
    self.rule = rule
    at = place
  }
}
