import Access
import PolicyFiles
import RandomWorlds
import Testing

/// A policy of one file, an edit, and the whole text that comes of it.
struct EditCase: CustomTestStringConvertible, Sendable {
  let name: String
  let before: String
  let edits: [PolicyEdit]
  /// Nil where the edit must not be made.
  let after: String?
  /// Why it was not made.
  let why: String?
  let manner: EditManner

  init(_ name: String, _ before: String, _ edits: PolicyEdit..., manner: EditManner = .sparing, gives after: String) {
    (self.name, self.before, self.edits, self.after, why, self.manner) = (name, before, edits, after, nil, manner)
  }

  init(_ name: String, _ before: String, _ edits: PolicyEdit..., manner: EditManner = .sparing, isLeft why: String) {
    (self.name, self.before, self.edits, after, self.why, self.manner) = (name, before, edits, nil, why, manner)
  }

  var testDescription: String { name }

  static let all = lists + flows + objects + left + departing + sorted + together + comments + entries

  static let head = "workspace: {slug: acme}\n"

  /// The text after the edits, and what is said of those that were not made.
  func run() throws -> (text: String, left: [String]) {
    let head = before.contains("\r\n") ? "workspace: {slug: acme}\r\n" : Self.head
    let directory = PolicyDirectory(["policy.yaml": head + before])
    let (loaded, text) = readPolicy(at: directory.path, now: PolicyDirectory.now)
    #expect(loaded.diagnostics.filter { $0.severity == .error } == [])
    let edited = try #require(text.edited(by: edits, manner, now: PolicyDirectory.now))
    let left = edited.outcomes.compactMap { outcome -> String? in
      guard case .notMade(let why, let place) = outcome.result else { return nil }
      return (place.map { "\($0): " } ?? "") + why
    }
    let bytes = edited.changed.first?.bytes ?? Array((head + before).utf8)
    return (String(String(decoding: bytes, as: UTF8.self).dropFirst(head.count)), left)
  }
}

struct EditTests {
  @Test(arguments: EditCase.all)
  func `an edit touches the lines concerned and no other`(_ edit: EditCase) throws {
    let (text, left) = try edit.run()
    #expect(left == (edit.why.map { [$0] } ?? []))
    #expect(text == edit.after ?? edit.before)
  }
}

extension PolicyEdit {
  static let ada: Email = "ada@acme.com"
  static let lin: Email = "lin@acme.com"
  static let reader = WrittenGrant(.name("Source Read-only"))
  static let admin = WrittenGrant(.name("Source Admin"), on: .resource(.source, "website"))
}
