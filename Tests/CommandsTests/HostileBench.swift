import FoundationEssentials
import Glibc
import HTTPMessages
import Serving
import Synchronization
import Testing

@testable import Commands
@testable import SegmentSandbox

/// Runs command lines in this process, on files of a private directory, and looks at whatever they print.
final class HostileBench {
  let place: PrivatePlace
  private let clock = ScriptedClock()

  init() throws { place = try PrivatePlace() }

  func sandbox() throws -> Sandbox {
    var behaviour = SandboxBehaviour()
    behaviour.readsPerMinute = nil
    return try Sandbox(snapshot: Array(try place.text("workspace.json").utf8), behaviour: behaviour, time: clock)
  }

  /// - Parameter field: what is hostile in it, for a failure.
  func run(_ words: String..., of field: String) { run(words, of: field) }

  func run(_ words: [String], of field: String) {
    let files = ["output", "errors"].map { open("\(place.path)/\($0)", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0o600) }
    let world = CommandContext(
      console: Console(input: -1, output: files[0], errors: files[1], color: .never, environment: [:]),
      timekeeper: clock, environment: ["SEGMENT_TOKEN": "sgp_4f1b9c0d7e2a6358"], stop: StopFlag())
    clock.wait(.seconds(1))
    do {
      _ = Program.code(of: try CommandLineWords(words.map(located)).invocation, world)
    } catch {
      Issue.record("\(words) make no sense: \(error)")
    }
    for file in files { close(file) }
    for name in ["output", "errors"] {
      let text = (try? place.text(name)) ?? "what is not UTF-8"
      let offence = Hostile.offence(in: text)
      #expect(offence == nil, "\(words.joined(separator: " ")), \(field), \(name)")
    }
  }

  /// Commands and formats that take a workspace.
  func lookAtEverything(_ flag: String, _ file: String, of path: String) {
    for format in ["text", "json", "markdown", "html"] {
      run("plan", "policies", flag, file, "--format", format, of: path)
      run("drift", "policies", flag, file, "--format", format, of: path)
      run("explain", "lin@acme.com", flag, file, "--format", format, of: path)
      run("explain", "workspace", flag, file, "--format", format, of: path)
      run("review", flag, file, "--format", format, of: path)
    }
    run("drift", "policies", flag, file, "--format", "ignore-rules", of: path)
    run("review", "--no-policy", flag, file, "--format", "csv", of: path)
    run("explain", "source/website", flag, file, "--format", "csv", of: path)
    run("validate", "policies", flag, file, "--format", "github", of: path)
    run("snapshot", "--sandbox", file, of: path)
    run("import", flag, file, "--out", "imported-\(abs(path.hashValue))", of: path)
  }

  /// Names of what lies in the private directory, as paths.
  private func located(_ word: String) -> String {
    let known = ["policies", "journal", "workspace.json", "imported"]
    let isFile = word.utf8.suffix(5).elementsEqual(".json".utf8) || word.utf8.suffix(4).elementsEqual(".csv".utf8)
    return known.contains { word.utf8.starts(with: $0.utf8) } || isFile ? "\(place.path)/\(word)" : word
  }

  /// Without the few escape codes that reports colour with.
  static func withoutOurColours(_ text: String) -> String {
    ["0", "1", "2", "31", "32", "1;31", "33"].reduce(text) { text, code in
      text.replacing("\u{1B}[\(code)m", with: "")
    }
  }
}

/// A Segment of which one kind of field is hostile in every answer.
final class HostileSite: Site {
  private let sandbox: Sandbox
  private let state = Mutex((paths: Set<String>(), poison: ""))

  init(_ sandbox: Sandbox) { self.sandbox = sandbox }

  var paths: [String] { state.withLock { $0.paths.sorted() } }
  func poison(_ path: String) { state.withLock { $0.poison = path } }

  func answer(_ request: RawRequest) -> Reply {
    var reply = Reply(sandbox.deliver(request).response)
    let document = HostileDocument(String(decoding: reply.response.body, as: UTF8.self))
    let poison = state.withLock { state in
      state.paths.formUnion(document.paths)
      return state.poison
    }
    if document.paths.contains(poison) { reply.response.body = Array(document.poisoned(poison).utf8) }
    return reply
  }

  func refuse(_ refusal: ParseRefusal) -> HTTPResponse { HTTPResponse(status: refusal.status) }
}

/// Refuses everything, in every way and with hostile words.
final class HostileRefusals: Site {
  struct GuardrailViolation {
    var status: Int
    var body: String
    var field: (name: String, value: String)?
  }

  private let state = Mutex(HostileRefusals.all[0])

  /// A field cannot hold a line end.
  private static let line = Hostile.text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" }
    .reduce(into: "") { $0.unicodeScalars.append($1) }

  static let all: [GuardrailViolation] = {
    let text = Hostile.escaped(Hostile.text)
    let envelope =
      #"{"errors":[{"type":"\#(text)","message":"\#(text)","field":"\#(text)","data":{"\#(text)":"\#(text)"}}]}"#
    let statuses = [200, 201, 301, 400, 401, 402, 403, 404, 409, 418, 422, 500, 503, 599]
    let bodies = [
      envelope, "<html>\(Hostile.text)</html>", "{\"data\":{\"\(text)\":\"\(text)\"}}", "{\"data\":\"\(text)\"}",
    ]
    let fields = [
      "X-Request-Id", "Date", "Retry-After", "X-RateLimit-Reset", "X-RateLimit-Remaining", "Location", "Content-Type",
    ]
    return statuses.flatMap { status in bodies.map { GuardrailViolation(status: status, body: $0) } }
      + fields.flatMap { name in
        [200, 403, 503].map { GuardrailViolation(status: $0, body: envelope, field: (name, "x\(line)")) }
      }
  }()

  func give(_ refusal: GuardrailViolation) { state.withLock { $0 = refusal } }

  func answer(_ request: RawRequest) -> Reply {
    let refusal = state.withLock { $0 }
    let fields = refusal.field.map { [HTTPField($0.name, $0.value)] } ?? []
    return Reply(HTTPResponse(status: refusal.status, fields: fields, body: Array(refusal.body.utf8)))
  }

  func refuse(_ refusal: ParseRefusal) -> HTTPResponse { HTTPResponse(status: refusal.status) }
}

/// A policy with everything in it, and copies of it in which one text is hostile.
enum HostilePolicy {
  /// Each text stands between `«` and `»`.
  private static let template = """
    workspace:
      slug: «acme»
      region: «us»
      include: [«../shared»]
      «manage»:
        people: «exact»
    people:
      «ada@acme.com»:
        name: «Ada»
        roles: [«Workspace Owner»]
      grace@acme.com:
        «roles»: [Workspace Owner]
      lin@acme.com:
        groups: [«Analytics»]
        roles:
          - «role»: «Source Admin»
            scope: «source/website»
            until: «2030-01-31»
            reason: «SEC-142»
          - {role: Source Read-only, labels: {«environment»: «dev»}}
      maria@acme.com:
        previously: [«mary@acme.com»]
        manager: «grace@acme.com»
    teams:
      «platform»: [«ada@acme.com»]
    bundles:
      «reader»: [«Source Read-only»]
    groups:
      «Analytics»:
        previously: [«Analysts»]
        members:
          - «team/platform»
          - {person: maria@acme.com, reason: «cover»}
        roles: [«bundle/reader»]
    guardrails:
      - rule: «minimum-holders»
        name: «two owners»
        role: «Workspace Owner»
        count: «2»
      - {rule: allowed-domains, domains: [«acme.com»]}
    ignore:
      - person: «*@segment.com»
        reason: «staff»
        until: «2030-06-30»
    «extra»: «nothing»

    """

  private static let pieces: [(text: String, isHostile: Bool)] = template.split(separator: "«").enumerated().flatMap {
    at, part -> [(String, Bool)] in
    guard at > 0, let end = part.firstIndex(of: "»") else { return [(String(part), false)] }
    return [(String(part[..<end]), true), (String(part[part.index(after: end)...]), false)]
  }

  static let spots = pieces.count(where: \.isHostile)

  /// - Parameter spot: which text; the include and the unknown key stand there only where they are asked for.
  static func poisoned(_ spot: Int, _ hostile: String) -> String {
    var (at, text) = (0, "")
    for piece in pieces {
      guard piece.isHostile else {
        text += piece.text
        continue
      }
      text += at == spot ? "\"\(piece.text)\(Hostile.escaped(hostile))\"" : piece.text
      at += 1
    }
    if spot != 2 { text = text.replacing("  include: [../shared]\n", with: "") }
    return spot < spots - 2 ? text.replacing("extra: nothing\n", with: "") : text
  }
}
