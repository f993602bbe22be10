import FoundationEssentials

/// The envelope of a success, `{"data": {KEY: …, "pagination": …}}`; which key it is, the endpoint decides.
struct Answer<Value: Decodable>: DecodableWithConfiguration {
  let value: Value
  let pagination: Pagination?

  init(from decoder: any Decoder, configuration key: String) throws {
    let envelope = try decoder.container(keyedBy: AnyKey.self)
    // A success carries `data` and a failure `errors`, "never both": whoever sends both is not to be believed.
    if envelope.contains("errors"), try !envelope.decodeNil(forKey: "errors") {
      throw Unreadable("it carries errors in spite of its status")
    }
    let data = try envelope.nestedContainer(keyedBy: AnyKey.self, forKey: "data")
    value = try data.decode(Value.self, forKey: AnyKey(key))
    pagination = try data.decodeIfPresent(Pagination.self, forKey: "pagination")
  }

  /// Reads an answer's body, or says in words what is wrong with it, quoting nothing of it.
  static func read(_ body: [UInt8], key: String) throws(Unreadable) -> Answer {
    do {
      return try JSONDecoder().decode(Answer.self, from: Data(body), configuration: key)
    } catch let unreadable as Unreadable {
      throw unreadable
    } catch {
      throw Unreadable(error)
    }
  }
}

/// Segment's `PaginationOutput`, as far as it is needed.
struct Pagination: Decodable {
  /// Absent, null or empty on the last page.
  let next: String?
  let totalEntries: Int?
}

/// A JSON key that is known only at run time.
struct AnyKey: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init(stringLiteral name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// What is wrong with an answer, in words that quote no value of it: it may hold write keys.
struct Unreadable: Error, Hashable {
  let what: String

  init(_ what: String) { self.what = what }

  init(_ error: any Error) {
    guard let error = error as? DecodingError else {
      what = "it cannot be decoded"
      return
    }
    switch error {
    case .keyNotFound(let key, let context): what = "\(Self.place(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context): what = "\(Self.place(context.codingPath)) is null"
    case .typeMismatch(_, let context): what = "\(Self.place(context.codingPath)) has a type that was not expected"
    case .dataCorrupted(let context):
      what =
        context.codingPath.isEmpty
        ? "it is not JSON" : "\(Self.place(context.codingPath)) has a value that was not expected"
    @unknown default: what = "it cannot be decoded"
    }
  }

  /// `data.users[3].email`.
  private static func place(_ path: [any CodingKey]) -> String {
    let text = path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return text.isEmpty ? "the answer" : text
  }
}
