extension KeyedDecodingContainer {
  /// A text that something is known by: a wrong type and an empty text are errors alike, for an empty id, sent back to
  /// Segment, names everything or nothing.
  func decodeIdentity(forKey key: Key) throws -> String {
    let text = try decode(String.self, forKey: key)
    guard !text.isEmpty else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "empty")
    }
    return text
  }
}
