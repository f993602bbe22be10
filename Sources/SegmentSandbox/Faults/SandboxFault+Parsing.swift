/// A fault as it is written on a command line: `CALLS:WHAT@WHEN`.
///
///     POST /invites:lost@2            the second POST /invites is carried out and its answer lost
///     GET /users:status=503/html@1-3  the first three calls are answered 503 with a page of HTML
///     GET /groups/*/users:short-page  every page of a group's members lacks its last entry
///     write:slow=2s@20%               a fifth of all writes take two seconds
///     *:admin=add-owner@5             before the fifth request an owner is added by hand
///
/// CALLS is ``CallPattern/init(parsing:)``; WHAT a name of ``FaultWord/all``, with a value after `=` where it has one;
/// WHEN one of `N`, `N-M`, `N-`, `every-N`, `P%` (`P%/SEED`), and without `@WHEN` every call.
extension SandboxFault {
  /// Reads `CALLS:WHAT@WHEN`; the problem says which part is wrong and what may stand there.
  package init(parsing text: String) throws(SandboxFaultProblem) {
    guard let colon = text.firstIndex(of: ":") else { throw .noColon(text) }
    guard let calls = CallPattern(parsing: String(text[..<colon])) else { throw .calls(String(text[..<colon])) }
    var what = text[text.index(after: colon)...]
    var schedule = (when: When.always, times: Int?.none)
    if let at = what.lastIndex(of: "@") {
      // Not every @ is ours: a redirect's URL may hold one.
      if let parsed = Self.schedule(what[what.index(after: at)...]) {
        schedule = parsed
        what = what[..<at]
      } else if !what.contains("://") {
        throw .when(String(what[what.index(after: at)...]))
      }
    }
    let parts = what.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let word = FaultWord.all.first(where: { $0.name == parts[0] }) else { throw .what(parts[0]) }
    guard let kind = word.kind(parts.count == 2 ? parts[1] : nil) else { throw .value(word.name, word.value) }
    self.init(kind, at: calls, when: schedule.when, times: schedule.times)
  }

  private static func schedule(_ text: Substring) -> (when: When, times: Int?)? {
    if let number = count(text) { return (.nth(number), nil) }
    if text.hasPrefix("every-") { return count(text.dropFirst(6)).map { (.every($0), nil) } }
    if let percent = text.firstIndex(of: "%") {
      let rest = text[text.index(after: percent)...]
      guard let share = count(text[..<percent]), share <= 100 else { return nil }
      if rest.isEmpty { return (.chance(percent: share, seed: 0), nil) }
      return rest.hasPrefix("/") ? UInt64(rest.dropFirst()).map { (.chance(percent: share, seed: $0), nil) } : nil
    }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, let first = count(ends[0]) else { return nil }
    if ends[1].isEmpty { return (.from(first), nil) }
    return count(ends[1]).flatMap { $0 < first ? nil : (.from(first), $0 - first + 1) }
  }

  /// A whole number from 1 on.
  private static func count(_ text: Substring) -> Int? {
    text.allSatisfy(\.isNumber) ? Int(text).flatMap { $0 >= 1 ? $0 : nil } : nil
  }

  /// What may be written, for `--help`.
  package static var help: String {
    let words = FaultWord.all.map { word -> (String, String) in
      (word.name + (word.value.isEmpty ? "" : "=\(word.value)"), word.explanation)
    }
    let width = (words.map(\.0.count).max() ?? 0) + 2
    func line(_ name: String, _ text: String) -> String {
      "    " + name + String(repeating: " ", count: max(2, width - name.count)) + text + "\n"
    }
    return """
      CALLS:WHAT[@WHEN], for example 'POST /invites:lost@2'

      CALLS  *, read, write, a method, a path, or both: GET /groups/*/users
      WHAT
      \(words.map { line($0.0, $0.1) }.joined())
      admin=
      \(AdministratorsChange.allCases.map { line($0.rawValue, $0.explanation) }.joined())
      WHEN   N, N-M, N-, every-N, P% or P%/SEED; every call when left out

      """
  }
}

/// Why a text is no fault.
package enum SandboxFaultProblem: Error, Hashable, CustomStringConvertible {
  case noColon(String)
  case calls(String)
  case what(String)
  case value(String, String)
  case when(String)

  package var description: String {
    switch self {
    case .noColon(let text): "'\(text)' is no fault; write CALLS:WHAT, for example 'POST /invites:lost@2'"
    case .calls(let text): "'\(text)' names no calls; write *, read, write, or a method and path such as 'GET /users'"
    case .what(let text):
      "'\(text)' is no kind of fault; there are \(FaultWord.all.map(\.name).joined(separator: ", "))"
    case .value(let name, ""): "'\(name)' takes no value"
    case .value(let name, let value): "'\(name)' wants \(name)=\(value)"
    case .when(let text): "'\(text)' is no time; write N, N-M, N-, every-N or P%"
    }
  }
}
