import Access
import Reports
import Testing

/// A reason may be longer than a comment: a policy sets it no bound.
@Suite struct `A item longer than a comment` {
  @Test(arguments: Self.reasons)
  func `goes on in the next bullet, and nothing of it is lost`(reason: String) throws {
    let document = plan(reason).document
    for limit in [Document.commentLimit, 3000] {
      let comments = document.markdown(limit: limit)
      #expect(comments.allSatisfy { $0.utf8.count <= limit })
      let bullets = try comments.flatMap { try Reader.comment($0).unfolded }.filter { $0.hasPrefix("- ada@acme.com ") }
      #expect(bullets.count > 1)
      #expect(bullets.dropFirst().allSatisfy { $0.hasPrefix("- ada@acme.com … continued: ") })
      #expect(bullets.dropLast().allSatisfy { $0.hasSuffix("…") })
      let pieces = bullets.map { $0.replacing("- ada@acme.com ", with: "").replacing("… continued: ", with: "") }
      let whole = pieces.map { $0.hasSuffix("…") ? String($0.dropLast()) : $0 }.joined()
      #expect(whole.letters == "leaves the workspace (\(reason), people.yaml:1:1)".letters)
    }
  }

  @Test func `is parted between words`() throws {
    let comments = plan(Array(repeating: "because", count: 9000).joined(separator: " ")).document.markdown()
    let words = comments.joined().split { !$0.isLetter }.filter { $0.hasPrefix("bec") || $0.hasSuffix("use") }
    #expect(words.count == 9000)
    #expect(Set(words) == ["because"])
  }

  @Test func `is parted even where it is a single character`() {
    let comments = plan("e" + String(repeating: "\u{301}", count: 35_000)).document.markdown()
    #expect(comments.allSatisfy { $0.utf8.count <= Document.commentLimit })
    #expect(comments.joined().unicodeScalars.count { $0 == "\u{301}" } == 35_000)
  }

  static let reasons = [
    Array(repeating: "because @team said 1. so", count: 2900).joined(separator: " "),
    String(repeating: "x", count: 70_000),
    String(repeating: "`", count: 70_000),
    Array(repeating: "a` *b*", count: 9000).joined(separator: " "),
  ]

  private func plan(_ reason: String) -> Plan {
    Sample.plan { plan in
      let ada = PersonReference("ada@acme.com", id: "u1")
      plan.changes = [
        Change(
          .deprovision(ada), reason: reason, at: Place(file: "people.yaml", line: 1, column: 1), cause: .departed)
      ]
    }
  }
}

extension String {
  /// Everything but spaces, which a piece may end with.
  fileprivate var letters: String { String(unicodeScalars.filter { $0 != " " }) }
}
