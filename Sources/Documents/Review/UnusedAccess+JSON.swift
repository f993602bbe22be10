package import Access
import AccessJSON
package import Explaining
import Syntax

/// Roles that nobody used, as JSON, format 1: rows of the review.
extension UnusedAccess {
  /// - Parameters:
  ///   - trouble: why nothing is called unused, in words.
  ///   - id: the id that the row has in the review.
  package func document(accord version: String, trouble: String?, id: (AccessRow) -> String) -> String {
    let own: [JSON.Member?] = [
      .init("unusedSince", JSON(since)), .init("useKnownSince", ifAny: review.useKnownSince.map { JSON($0) }),
      .init("trouble", ifAny: trouble.map(JSON.string)),
      .init("rows", .array(rows.map { review.json($0, [.init("id", .string(id($0)))]) })),
      .init(
        "uncertain",
        .array(doubtful.map { review.json($0.row, [.init("id", .string(id($0.row))), .init("why", .string($0.why))]) })),
      .init(
        "summary",
        .object([
          .init("unused", JSON(rows.count)), .init("uncertain", JSON(doubtful.count)), .init("used", JSON(used)),
          .init("leavesNoTrail", JSON(withoutTrail.count)), .init("unknown", JSON(unknown.count)),
        ])),
    ]
    return JSON.object(review.head(1, accord: version) + own.compactMap(\.self)).document
  }
}
