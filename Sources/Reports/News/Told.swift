import Access
package import AccessJSON
import Syntax

/// What was told, and what is still to be: of it a restart forgets nothing. Personal data: files of it are 0600.
package struct Told: Hashable, Sendable {
  /// Whose it is: what one of them finds says nothing of what the other would.
  package enum Command: String, Hashable, Sendable, CaseIterable { case drift, apply }

  package let command: Command
  /// The slug.
  package let workspace: String
  /// What was so when it was last looked.
  private var known: [News]
  /// What nobody took yet, in the order in which it is told.
  package private(set) var outbox: [News]
  /// What was given up, because nobody took anything for so long.
  package private(set) var dropped: Int

  package init(_ command: Command, of workspace: String) {
    self.init(command, workspace, [], [], 0)
  }

  private init(_ command: Command, _ workspace: String, _ known: [News], _ outbox: [News], _ dropped: Int) {
    self.command = command
    self.workspace = workspace
    self.known = known
    self.outbox = outbox
    self.dropped = dropped
  }

  /// A receiver that is gone for months must not fill a disk.
  private static let most = 1000

  /// Takes note of how it is now. What was so before is not told again; what is so no longer is told once.
  ///
  /// - Parameters:
  ///   - standing: what is so.
  ///   - events: what happened, which is told whatever was told before.
  package mutating func note(_ standing: [News], events: [News] = []) {
    let (before, now) = (Set(known.map(\.identity)), Set(standing.map(\.identity)))
    let fresh = standing.filter { !before.contains($0.identity) }
    let over = known.filter { $0.kind.hasEnd && !now.contains($0.identity) }.map(\.over)
    known = standing
    let all = (outbox + events + fresh + over).enumerated().sorted {
      ($0.element.kind.rank, $0.offset) < ($1.element.kind.rank, $1.offset)
    }.map(\.element)
    outbox = Array(all.prefix(Self.most))
    dropped += all.count - outbox.count
  }

  /// All of it arrived.
  package mutating func delivered() {
    outbox = []
    dropped = 0
  }
}

extension News {
  fileprivate struct Identity: Hashable {
    let kind: Kind
    let key: String
  }

  fileprivate var identity: Identity { Identity(kind: kind, key: key) }
}

extension News.Kind {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The file of `--state`, format 1.
extension Told: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("command", \.command, .word), .required("workspace", \.workspace, .text),
    .required("known", \.known, .list(of: News.shape)), .required("untold", \.outbox, .list(of: News.shape)),
    .optional("dropped", \.dropped, .count, else: 0), strict: false
  ) { Told($0, $1, $2, $3, $4) }

  package func fileText(accord version: String) -> String {
    guard case .object(let members) = json else { return "" }
    let head: [JSON.Member] = [
      .init("formatVersion", 1), .init("state", "told"), .init("accord", .string(version)),
    ]
    return JSON.object(head + members).document
  }

  /// - Throws: ``FileError``.
  package init(file bytes: [UInt8]) throws {
    self = try FileError.Document.state.read(bytes) { root in
      guard try root.optional("state", { try $0.text }) == "told" else {
        throw FileError(.state, .otherDocument("another document"))
      }
      try FileError.Document.state.checkFormat(root)
      return try Told(json: root)
    }
  }
}
