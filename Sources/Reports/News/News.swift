package import AccessJSON
import Syntax

/// One thing that is told.
package struct News: Hashable, Sendable {
  /// In the order in which they are told.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Somebody owns the workspace and no file says so, or too few owners are left.
    case owner
    /// Taken away because it had ended.
    case ended
    /// Part of an apply, and not done.
    case notDone = "not-done"
    /// A guardrail refuses it.
    case refused
    /// It has ended and stays for another reason, or nobody saw whether it is gone.
    case stays
    /// More access than the policy gives.
    case surplus
    /// Any other drift.
    case drift
    case endsSoon = "ends-soon"
    /// Drift that is none any more.
    case over

    /// Whether it is worth telling that it is so no longer.
    var hasEnd: Bool {
      switch self {
      case .owner, .surplus, .drift: true
      case .ended, .notDone, .refused, .stays, .endsSoon, .over: false
      }
    }
  }

  package let kind: Kind
  /// What it is about; the same as long as it is so.
  package let key: String
  /// A sentence, in which nothing acts on a terminal.
  package let text: String

  init(_ kind: Kind, _ text: Line, key: Line? = nil) {
    self.init(kind, key: (key ?? text).words, text: text.words)
  }

  private init(_ kind: Kind, key: String, text: String) {
    (self.kind, self.key, self.text) = (kind, key, text)
  }

  /// That it is so no longer.
  var over: News { News(.over, key: key, text: "No longer: \(key)") }
}

extension News: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("kind", \.kind, .word), .required("key", \.key, .text), .required("text", \.text, .text)
  ) { News($0, key: $1, text: $2) }
}

extension Line {
  fileprivate var words: String { text(TextStyle()) }
}
