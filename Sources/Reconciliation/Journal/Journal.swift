/// Evidence of a run: one JSON line an event, synced to disk before and after every write. Never an input.
package protocol Journal: AnyObject {
  /// Records an event; throws when it cannot be kept, and then nothing more may be written to Segment.
  func record(_ event: JournalEvent) throws(JournalError)
}

/// The journal could not be written; says where and why.
package struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}

/// What a journal line says. Never a token, never a body.
package enum JournalEvent: Hashable, Sendable {
  /// A run begins: the workspace, the digests of policy and actual state, and what was overridden.
  case began(workspace: String, policy: String, actual: String, overrides: [String])
  /// A write is about to be sent.
  case sending(request: String, changes: [String])
  /// An answer came, or did not.
  case answered(request: String, answer: String)
  /// What became of a change.
  case outcome(change: String, outcome: String, detail: String?)
  case ended(String)
}

/// Keeps nothing.
package final class NoJournal: Journal {
  package init() {}
  package func record(_ event: JournalEvent) throws(JournalError) {}
}
