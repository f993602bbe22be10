/// One object of Segment's, read by its id.
package final class ItemRead<Item: Decodable & Hashable & Sendable>: PendingRead {
  /// The object, or why it is not there.
  package private(set) var outcome: Result<Item, ReadFailure> = .failure(.notRun)

  private let call: Call
  private let key: String
  /// Whether the answer is the object that was asked for.
  private let isAsked: (Item) -> Bool
  private var isFinished = false

  init(_ call: Call, key: String, isAsked: @escaping (Item) -> Bool) {
    self.call = call
    self.key = key
    self.isAsked = isAsked
  }

  package func nextCall(_ sizes: PageSizes) -> Call? { isFinished ? nil : call }

  package func receive(_ body: [UInt8]) -> String? {
    do {
      let item = try Answer<Item>.read(body, key: key).value
      guard isAsked(item) else { return "it is another \(key) than the one asked for" }
      finish(.success(item))
      return nil
    } catch {
      return error.what
    }
  }

  package func fail(_ error: SegmentError) { finish(.failure(.failed(error))) }

  package func shrinkPages(by sizes: PageSizes) -> Bool { false }

  private func finish(_ outcome: Result<Item, ReadFailure>) {
    isFinished = true
    self.outcome = outcome
  }
}

extension ItemRead where Item == SegmentWorkspace {
  /// The workspace that the token belongs to.
  package static func workspace() -> ItemRead {
    ItemRead(Call(.workspace, "reading the workspace", path: [""]), key: "workspace", isAsked: { _ in true })
  }
}

extension ItemRead where Item == SegmentUser {
  /// One person with their direct permissions.
  ///
  /// - Parameter name: the person's name or address, for messages.
  package static func user(_ id: String, named name: String? = nil) -> ItemRead {
    ItemRead(
      Call(.user, "reading \(name ?? "user \(id)")", path: ["users", id]), key: "user", isAsked: { $0.id == id })
  }
}

extension ItemRead where Item == SegmentGroup {
  /// One group with its permissions.
  package static func group(_ id: String, named name: String? = nil) -> ItemRead {
    ItemRead(
      Call(.group, "reading group \(name ?? id)", path: ["groups", id]), key: "userGroup", isAsked: { $0.id == id })
  }
}
