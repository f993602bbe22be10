/// Something the policy leaves to others: whatever matches every given glob is neither changed nor reported as drift.
package struct IgnoreRule: Hashable, Sendable {
  package var person: Glob?
  package var group: Glob?
  package var role: Glob?
  package var reason: String
  /// Past it the rule keeps holding, is a warning, and makes `drift` exit 2.
  package var until: Expiry?
  package var at: Place

  package init(
    person: Glob? = nil, group: Glob? = nil, role: Glob? = nil, reason: String, until: Expiry? = nil, at: Place
  ) {
    self.person = person
    self.group = group
    self.role = role
    self.reason = reason
    self.until = until
    self.at = at
  }
}

/// A pattern in which `*` stands for any run of characters and nothing else is special.
package struct Glob: Hashable, Sendable {
  package let pattern: String

  package init(_ pattern: String) { self.pattern = pattern }

  /// Whether the whole text matches, however its letters are composed. Time grows with pattern × text at worst, never
  /// exponentially.
  package func matches(_ text: String) -> Bool {
    let (pattern, text) = (Array(pattern.composed.utf8), Array(text.composed.utf8))
    var (at, read) = (0, 0)
    var star: Int?
    var resume = 0
    while read < text.count {
      if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
        (star, resume) = (at, read)
        at += 1
      } else if at < pattern.count, pattern[at] == text[read] {
        at += 1
        read += 1
      } else if let back = star {
        resume += 1
        (at, read) = (back + 1, resume)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// Whether an address matches: both sides as ``Email/key`` has them.
  package func matches(_ email: Email) -> Bool { Glob(Email(pattern).key).matches(email.key) }
}
