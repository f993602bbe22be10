internal import Access

/// What is wrong with a policy so far.
final class Findings {
  private(set) var diagnostics: [Diagnostic] = []
  /// Set when something that could declare a name was not read. From then on nothing is called unknown or missing: one
  /// cause, one diagnostic.
  var contentIsHidden = false

  func error(at place: Place?, _ message: String, notes: [Diagnostic.Note] = []) {
    diagnostics.append(.error(at: place, message, notes: notes))
  }

  func warning(at place: Place?, _ message: String, notes: [Diagnostic.Note] = []) {
    diagnostics.append(.warning(at: place, message, notes: notes))
  }

  /// Too many for anybody to want a suggestion with each: looking for one takes as long as there are names.
  var areMany: Bool { diagnostics.count > 50 }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
