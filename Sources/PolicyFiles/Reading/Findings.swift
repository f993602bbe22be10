package import Access

/// What is wrong with a policy so far.
package final class Findings {
  private(set) var found = Found()

  /// Nothing is wrong yet.
  package init() {}

  /// What a part of a policy came to: a value, because files are read on several threads.
  struct Found: Sendable {
    fileprivate(set) var diagnostics: [Diagnostic] = []
    fileprivate(set) var contentIsHidden = false
  }

  /// In the order they were found.
  package var diagnostics: [Diagnostic] { found.diagnostics }

  /// Set when something that could declare a name was not read. From then on nothing is called unknown or missing: one
  /// cause, one diagnostic.
  var contentIsHidden: Bool {
    get { found.contentIsHidden }
    set { found.contentIsHidden = newValue }
  }

  /// Something that keeps the policy from being used.
  package func error(at place: Place?, _ message: String, notes: [Diagnostic.Note] = []) {
    found.diagnostics.append(.error(at: place, message, notes: notes))
  }

  /// Something that a reader should know and that changes nothing.
  package func warning(at place: Place?, _ message: String, notes: [Diagnostic.Note] = []) {
    found.diagnostics.append(.warning(at: place, message, notes: notes))
  }

  /// Takes over what was found in a part.
  func add(_ part: Found) {
    found.diagnostics += part.diagnostics
    if part.contentIsHidden { found.contentIsHidden = true }
  }

  /// Too many for anybody to want a suggestion with each: looking for one takes as long as there are names.
  var areMany: Bool { diagnostics.count > 50 }

  /// Whether the policy cannot be used.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
