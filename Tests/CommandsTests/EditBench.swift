import FoundationEssentials
import Glibc
import HTTPMessages
import Testing

@testable import Commands

/// `accord edit` in this process, on a policy of one file, with a clock that stands still and no token.
struct EditBench {
  let place: PrivatePlace

  /// - Parameter policy: without the workspace, which is Acme's.
  init(_ policy: String, head: String = "workspace: {slug: acme}\n") throws {
    place = try PrivatePlace()
    try place.writeOnly("policies", "policy.yaml", head + policy)
  }

  struct Ending {
    let code: Int32
    let output: String
    let errors: String

    var everything: String { output + errors }
  }

  var policy: String { (try? place.text("policies/policy.yaml")) ?? "" }

  func callAsFunction(_ words: String..., write: Bool = false, json: Bool = false) throws -> Ending {
    try run(words + (write ? ["--write"] : []) + (json ? ["--format", "json"] : []))
  }

  func run(_ words: [String]) throws -> Ending {
    let files = ["output", "errors"].map { open("\(place.path)/\($0)", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0o600) }
    defer { for file in files { close(file) } }
    let world = CommandContext(
      console: Console(input: -1, output: files[0], errors: files[1], color: .never, environment: [:]),
      timekeeper: ScriptedClock(), environment: [:], stop: StopFlag())
    let all = ["edit"] + words + ["--policy", "\(place.path)/policies"]
    let code = Program.code(of: try CommandLineWords(all).invocation, world).rawValue
    return Ending(code: code, output: try place.text("output"), errors: try place.text("errors"))
  }
}
