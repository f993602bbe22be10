/// The words for faults on a command line: one table gives parsing and help.
struct FaultWord: Sendable {
  let name: String
  /// What stands after `=`, in brackets when it may be left out; empty when there is nothing.
  let value: String
  let explanation: String
  /// The fault that a value makes; nil when the value is wrong.
  let kind: @Sendable (String?) -> SandboxFault.Kind?

  static let all: [FaultWord] = [
    FaultWord("status", "CODE[/json|/html|/empty]", "answered so, not carried out") {
      status($0).map { .status($0, $1) }
    },
    FaultWord("status-after", "CODE[/json|/html|/empty]", "carried out, answered so") {
      status($0).map { .statusAfterEffect($0, $1) }
    },
    FaultWord("refused", "connection refused", .refused),
    FaultWord("reset", "connection reset, not carried out", .reset),
    FaultWord("lost", "carried out, connection reset", .lost),
    FaultWord("cut-head", "carried out, the answer's head cut off", .cutHead),
    FaultWord("cut-body", "carried out, the answer's body cut off", .cutBody),
    FaultWord("slow", "2s|500ms", "carried out, answered late") {
      $0.flatMap(Duration.init(faultWord:)).map { .slow($0) }
    },
    FaultWord("endless", "carried out, an answer without end", .endless),
    FaultWord("short-page", "[N]", "the last N items missing, totalEntries kept") { text in
      number(text, or: 1).map { .shortPage(missing: $0, lowersTotal: false) }
    },
    FaultWord("short-page-lowered", "[N]", "the last N items missing, totalEntries lowered") { text in
      number(text, or: 1).map { .shortPage(missing: $0, lowersTotal: true) }
    },
    FaultWord("repeated-item", "the page's last item is its first again", .repeatedItem),
    FaultWord("next-null", "the page says \"next\": null", .nextNull),
    FaultWord("cursor-loop", "the page names itself as the next", .cursorLoop),
    FaultWord("errors-200", "status 200 with an errors envelope, not carried out", .errorsWith200),
    FaultWord("rate-limited", "[SECONDS]", "429, with Retry-After if SECONDS are given") { text in
      guard let text else { return .rateLimited(retryAfter: nil) }
      return number(text, or: 1).map { .rateLimited(retryAfter: $0) }
    },
    FaultWord("redirect", "URL", "307 to another host") { $0.flatMap { $0.contains("://") ? .redirect($0) : nil } },
    FaultWord("unauthorized", "401", .unauthorized),
    FaultWord("admin", "CHANGE", "somebody changes the workspace by hand just before") {
      $0.flatMap(AdministratorsChange.init).map { .administrator($0) }
    },
    FaultWord("wider", "carried out, the answer lists more than there is", .widerAnswer),
    FaultWord("narrower", "carried out, the answer lists less than there is", .narrowerAnswer),
  ]

  private init(
    _ name: String, _ value: String, _ explanation: String, _ kind: @escaping @Sendable (String?) -> SandboxFault.Kind?
  ) {
    (self.name, self.value, self.explanation, self.kind) = (name, value, explanation, kind)
  }

  private init(_ name: String, _ explanation: String, _ kind: SandboxFault.Kind) {
    self.init(name, "", explanation) { $0 == nil ? kind : nil }
  }

  private static func status(_ text: String?) -> (Int, SandboxFault.Body)? {
    guard let parts = text?.split(separator: "/", omittingEmptySubsequences: false), parts.count <= 2,
      let code = Int(parts[0]), (200...599).contains(code),
      let body = SandboxFault.Body(rawValue: parts.count == 2 ? String(parts[1]) : "json")
    else { return nil }
    return (code, body)
  }

  private static func number(_ text: String?, or fallback: Int) -> Int? {
    guard let text else { return fallback }
    return Int(text).flatMap { $0 >= 1 && $0 <= 1_000_000 ? $0 : nil }
  }
}

extension Duration {
  /// Reads `2s` or `500ms`, from 1 on.
  init?(faultWord text: String) {
    let isFine = text.hasSuffix("ms")
    guard text.hasSuffix("s"), let number = Int(text.dropLast(isFine ? 2 : 1)), (1...1_000_000).contains(number) else {
      return nil
    }
    self = isFine ? .milliseconds(number) : .seconds(number)
  }

  /// The same the other way round, to the millisecond.
  var faultWord: String {
    let milliseconds = Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    return milliseconds.isMultiple(of: 1_000) ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms"
  }
}
