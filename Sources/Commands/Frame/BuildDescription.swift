import Syntax

/// Which accord this is, for a report of a mistake or an inventory: `accord version --format json`.
struct BuildDescription: Hashable, Sendable {
  enum Format: String, Hashable, Sendable, CaseIterable {
    case text, json
    static var words: [String] { allCases.map(\.rawValue) }
  }

  let version: String
  /// 40 hexadecimal digits; nil in a build from a checkout.
  let commit: String?

  static let own = BuildDescription(version: accordVersion, commit: accordCommit)

  /// - Returns: one line, or the document of [formats.md](../../Documentation/formats.md).
  func text(_ format: Format) -> String {
    switch format {
    case .text: "accord \(version)\n"
    case .json:
      JSON.object([
        .init("formatVersion", 1),
        .init("version", .string(version)),
        .init("commit", .string(commit ?? "unknown")),
        .init("build", .object([.init("kind", .string(Self.kind)), .init("platform", .string(Self.platform))])),
      ]).document
    }
  }

  private static var kind: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static var platform: String {
    #if arch(x86_64)
      "linux-x86_64"
    #elseif arch(arm64)
      "linux-arm64"
    #else
      "linux"
    #endif
  }
}
