/// A problem in a policy, with its place: collected, never thrown, printed `path:line:column: error: message`.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    case error
    case warning
  }

  /// Another place that explains this one, such as the first of two declarations.
  package struct Note: Hashable, Sendable {
    package let place: Place
    package let message: String

    package init(at place: Place, _ message: String) {
      self.place = place
      self.message = message
    }
  }

  package let severity: Severity
  /// Nil for a problem of the whole policy (no files, no workspace).
  package let place: Place?
  /// One phrase, lower case, no full stop; after a semicolon the way out.
  package let message: String
  package let notes: [Note]

  package init(_ severity: Severity, at place: Place?, _ message: String, notes: [Note] = []) {
    self.severity = severity
    self.place = place
    self.message = message
    self.notes = notes
  }

  package static func error(at place: Place?, _ message: String, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.error, at: place, message, notes: notes)
  }

  package static func warning(at place: Place?, _ message: String, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.warning, at: place, message, notes: notes)
  }
}

extension Diagnostic: CustomStringConvertible, Comparable {
  /// The lines a terminal shows: the problem, then its notes.
  package var description: String {
    let head = place.map { "\($0): " } ?? ""
    let lines = ["\(head)\(severity.rawValue): \(message)"] + notes.map { "\($0.place): note: \($0.message)" }
    return lines.joined(separator: "\n")
  }

  /// By place, those without one first; ties by wording, so that output is the same on every run.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    switch (left.place, right.place) {
    case (nil, nil): left.message < right.message
    case (nil, _): true
    case (_, nil): false
    case (let first?, let second?): first == second ? left.message < right.message : first < second
    }
  }
}
