internal import Syntax

extension Schema {
  /// A mapping by keys that the reader knows, each described by `value`, and no others.
  static func mapping<Key: PolicyKey>(
    _ keys: [Key], required: [Key] = [], _ value: (Key) -> Schema
  ) -> Schema {
    Schema(
      JSON.Member("type", "object"),
      JSON.Member("properties", .object(keys.map { JSON.Member($0.rawValue, value($0).json) })),
      required.isEmpty ? nil : requiring(required), JSON.Member("additionalProperties", false))
  }

  /// A list that is not all there may be.
  static func atLeast(_ list: Schema) -> Schema {
    mapping(ListKey.allCases, required: [.atLeast]) { key in
      switch key {
      case .atLeast:
        list.described(
          "What is missing is added; what is there besides is left alone and listed. An ended entry is removed.")
      }
    }
  }

  /// A mapping from names of somebody's choice.
  static func mapping(from names: Schema, to values: Schema) -> Schema {
    Schema(
      JSON.Member("type", "object"), JSON.Member("propertyNames", names.json),
      JSON.Member("additionalProperties", values.json))
  }

  /// The mapping forms of an entry: one for each key that can name it, so that an editor offers what goes together.
  static func entryForms<Key: EntryKey & Equatable>(
    _ keys: [Key] = Array(Key.allCases), _ value: (Key) -> Schema
  ) -> [Schema] {
    Key.naming.filter { keys.contains($0) }.map { name in
      mapping(keys.filter { $0 == name || !Key.naming.contains($0) }, required: [name], value)
    }
  }

  /// One of these keys at least.
  func withOne<Key: PolicyKey>(of keys: Key...) -> Schema {
    with(JSON.Member("anyOf", .array(keys.map { .object([Self.requiring([$0])]) })))
  }

  /// Not all of these keys at once.
  func withoutAll<Key: PolicyKey>(of keys: Key...) -> Schema {
    with(JSON.Member("not", .object([Self.requiring(keys)])))
  }

  private static func requiring<Key: PolicyKey>(_ keys: [Key]) -> JSON.Member {
    JSON.Member("required", .array(keys.map { .string($0.rawValue) }))
  }
}
