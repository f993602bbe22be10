import FoundationEssentials

/// Which part of a list a request asks for.
struct Page: Hashable {
  /// How cursors count. Both are base64 of a decimal number.
  enum Counting: Hashable {
    /// `MA==`, "0", and then the number of entries before the page: most lists.
    case entries
    /// `MQ==`, "1", and then the number of the page: functions and audit events, going by their recorded answers.
    case pages
  }

  let count: Int
  let offset: Int

  /// What the parameter says, against the limits of `behaviour`; 422 with every failure.
  init(
    _ pagination: [String: JSON]?, _ counting: Counting, _ behaviour: SandboxBehaviour
  ) throws(ErrorResponse) {
    guard let pagination else {
      (count, offset) = (min(behaviour.defaultCount, behaviour.pageSizeCap ?? .max), 0)
      return
    }
    let place = BodyField(path: ["pagination"], json: .object(pagination))
    var reader = BodyReader()
    let asked = Page.count(place["count"], behaviour.largestCount, &reader)
    let size = max(1, min(asked, behaviour.pageSizeCap ?? .max))
    var start = 0
    if let cursor = place["cursor"].json {
      if let number = cursor.string.flatMap(Page.number), number >= (counting == .pages ? 1 : 0), number < 1 << 40 {
        start = counting == .pages ? (number - 1) * size : number
      } else {
        reader.fail(place["cursor"], "is not a valid cursor")
      }
    }
    try reader.finish()
    (count, offset) = (size, start)
  }

  private static func count(_ field: BodyField, _ largest: Int, _ reader: inout BodyReader) -> Int {
    let number: Int?
    switch field.json {
    case nil:
      reader.fail(field, "is required")
      return 1
    case .integer(let value): number = value
    case .string(let text): number = Int(text)
    default: number = nil
    }
    guard let number else {
      reader.fail(field, "must be a number")
      return 1
    }
    if number < 1 { reader.fail(field, "must be greater than or equal to 1") }
    if number > largest { reader.fail(field, "must be less than or equal to \(largest)") }
    return number
  }

  /// The cursors before, of and after the page of a list that long.
  func cursors(_ counting: Counting, of total: Int) -> (previous: String?, current: String, next: String?) {
    func cursor(_ offset: Int) -> String { Page.cursor(counting == .pages ? offset / count + 1 : offset) }
    let end = offset + count
    return (
      offset > 0 ? cursor(max(0, offset - count)) : nil, cursor(offset), end < total ? cursor(end) : nil
    )
  }

  static func cursor(_ number: Int) -> String { Data("\(number)".utf8).base64EncodedString() }

  static func number(_ cursor: String) -> Int? {
    guard let data = Data(base64Encoded: cursor), let text = String(validating: data, as: UTF8.self) else { return nil }
    return text.allSatisfy(\.isASCII) && !text.hasPrefix("+") ? Int(text) : nil
  }

  /// The elements of the page.
  func slice<Item>(_ items: [Item]) -> ArraySlice<Item> { items.dropFirst(offset).prefix(count) }
}
