import FoundationEssentials

/// The envelope of a failure, `{"errors": [RequestError, …]}`, read as far as it goes.
struct Complaints: Decodable {
  let errors: [Complaint]

  /// Nil when the body is not Segment's envelope: then not Segment but something before it may have answered.
  static func read(_ body: [UInt8]) -> Complaints? {
    guard let found = try? JSONDecoder().decode(Complaints.self, from: Data(body)), !found.errors.isEmpty else {
      return nil
    }
    return found
  }

  /// `data.msBeforeNext` of a 429.
  var millisecondsBeforeNext: Double? { errors.lazy.compactMap(\.millisecondsBeforeNext).first }

  /// `data.remainingPoints` of a 429.
  var remainingPoints: Double? { errors.lazy.compactMap(\.remainingPoints).first }
}

/// Segment's `RequestError`: every key may be absent or of a type not foreseen, and none may hide the others.
struct Complaint: Decodable {
  let type: String?
  let message: String?
  let field: String?
  let millisecondsBeforeNext: Double?
  let remainingPoints: Double?

  private enum Key: CodingKey { case type, message, field, data, msBeforeNext, remainingPoints }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    type = try? container.decode(String.self, forKey: .type)
    message = try? container.decode(String.self, forKey: .message)
    field = try? container.decode(String.self, forKey: .field)
    let data = try? container.nestedContainer(keyedBy: Key.self, forKey: .data)
    millisecondsBeforeNext = try? data?.decode(Double.self, forKey: .msBeforeNext)
    remainingPoints = try? data?.decode(Double.self, forKey: .remainingPoints)
  }

  /// `message (field)`, or the type where there is no message.
  var text: String? {
    guard let words = message ?? type, !words.isEmpty else { return nil }
    return field.map { "\(words) (\($0))" } ?? words
  }
}
