package import Access
package import Syntax

/// The words of access as JSON writes them, in both formats alike.
extension JSON {
  /// `"2026-11-21T08:00:00Z"`
  package init(_ moment: Moment) { self = .string(moment.description) }
  /// As it is written.
  package init(_ email: Email) { self = .string(email.written) }
  /// `"people.yaml:3:5"`
  package init(_ place: Place) { self = .string(place.description) }

  /// Its id, slug and name.
  package init(_ workspace: Workspace) {
    self = .object(
      of: Member("id", .string(workspace.id)), Member("slug", .string(workspace.slug)),
      Member("name", .string(workspace.name)))
  }

  /// A list of texts.
  package static func strings(_ values: [String]) -> JSON { .array(values.map(JSON.string)) }

  /// - Throws: ``JSONFault``.
  package var email: Email { get throws { Email(try name) } }

  /// - Throws: ``JSONFault``.
  package var workspace: Workspace {
    get throws {
      Workspace(
        id: try required("id") { try $0.name }, slug: try required("slug") { try $0.name },
        name: try required("name") { try $0.text })
    }
  }

  /// - Throws: ``JSONFault``.
  package var moment: Moment {
    get throws {
      guard let moment = Moment(rfc3339: try text) else {
        throw JSONFault("expected a time such as 2026-11-21T08:00:00Z")
      }
      return moment
    }
  }

  /// `"2027-06-30"`, or a time.
  package var expiry: Expiry {
    get throws {
      guard let expiry = Expiry(try text) else { throw JSONFault("expected a date such as 2027-06-30, or a time") }
      return expiry
    }
  }

  /// `people.yaml:12:3`; the path may hold colons itself.
  package var place: Place {
    get throws {
      let parts = try text.parted(by: ":")
      guard parts.count >= 3, let line = JSON.positive(parts[parts.count - 2]),
        let column = JSON.positive(parts[parts.count - 1])
      else { throw JSONFault("expected a place such as people.yaml:12:3") }
      return Place(file: parts.dropLast(2).joined(separator: ":"), line: line, column: column)
    }
  }

  private static func positive(_ text: String) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }
}
