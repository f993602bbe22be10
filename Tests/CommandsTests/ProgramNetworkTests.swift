import FoundationEssentials
import Glibc
import Testing

/// The program and a server, with a socket between them.
@Suite struct `Over the network` {
  private static let token = "sgp_4f1b9c0d7e2a6358"

  private let accord: Accord
  private var place: PrivatePlace { accord.place }

  init() throws {
    accord = Accord(place: try PrivatePlace(), environment: ["SEGMENT_TOKEN": Self.token])
  }

  @Test func `a plan is what it is in the sandbox`() throws {
    let server = try SandboxProcess(in: place, token: Self.token)
    let far = try accord("plan", "--api-url", server.url)
    let near = try Accord(place: place)("plan", "--sandbox", "workspace.json")
    #expect(far.code == 0, "\(far.everything)")
    #expect(Self.undated(far.output) == Self.undated(near.output))
    #expect(server.stop() == 0)
  }

  @Test func `an apply ends in accord, and the server saves what was done`() throws {
    let server = try SandboxProcess(in: place, "--save", token: Self.token)
    let applied = try accord("apply", "--yes", "--api-url", server.url)
    #expect(applied.code == 0, "\(applied.everything)")
    let again = try accord("plan", "--detailed-exitcode", "--api-url", server.url)
    #expect(again.code == 0, "\(again.everything)")
    #expect(server.stop() == 0)
    #expect(try Accord(place: place)("plan", "--detailed-exitcode", "--sandbox", "workspace.json").code == 0)
  }

  /// What goes wrong on the way, each with the words that must be among what is said.
  @Test(arguments: [
    ("*:unauthorized", ["GET /", "401"]),
    ("*:status=403", ["GET /", "403"]),
    ("*:redirect=https://elsewhere.example/", ["GET /", "307"]),
    ("GET /users:errors-200", ["/users"]),
  ])
  func `an answer of that kind ends the plan in a sentence`(fault: String, words: [String]) throws {
    let server = try SandboxProcess(in: place, "--fault", fault, token: Self.token)
    let ending = try accord("plan", "--api-url", server.url)
    #expect(ending.code == 1)
    for word in words { #expect(ending.everything.contains(word), "\(ending.everything)") }
    #expect(!ending.everything.contains(Self.token))
    _ = server.stop()
  }

  @Test func `a policy for another workspace is refused`() throws {
    let server = try SandboxProcess(in: place, token: Self.token)
    let ending = try accord("plan", "examples/startup", "--api-url", server.url)
    #expect(ending.code == 1)
    #expect(ending.errors.contains("error: this policy is for workspace 'tinyco', but this is 'acme'; use a token of"))
    _ = server.stop()
  }

  @Test(
    arguments: [
      ("http://example.com", "http:// is allowed for this machine only, not for example.com; write https://"),
      ("http://10.0.0.1:80", "http:// is allowed for this machine only, not for 10.0.0.1; write https://"),
      ("http://127.0.0.1:1", "no connection to 127.0.0.1"),
      ("https://nowhere.invalid", "the name nowhere.invalid was not found"),
    ])
  func `an address that cannot be is one error, soon`(url: String, words: String) throws {
    let (ending, seconds) = try timed { try accord("plan", "--api-url", url) }
    #expect(ending.code == 1)
    #expect(ending.errors.contains(words), "\(ending.errors)")
    #expect(ending.errors.split(separator: "\n").count { $0.hasPrefix("error:") } == 1)
    #expect(seconds < 30)
  }

  @Test(.enabled(if: TLSProcess.isPossible))
  func `a certificate that nobody vouches for is one error, soon`() throws {
    let server = try TLSProcess(in: place)
    let (ending, seconds) = try timed { try accord("plan", "--api-url", "https://127.0.0.1:\(server.port)") }
    #expect(ending.code == 1)
    #expect(ending.errors.contains("127.0.0.1's certificate is not trusted"), "\(ending.errors)")
    #expect(ending.errors.split(separator: "\n").count { $0.hasPrefix("error:") } == 1)
    #expect(seconds < 30)
  }

  @Test func `the token is in nothing that is written`() throws {
    let server = try SandboxProcess(in: place, token: Self.token)
    let said = [
      try accord("plan", "--out", "plan.json", "--api-url", server.url),
      try accord("snapshot", "--out", "fresh.json", "--api-url", server.url),
      try accord("apply", "plan.json", "--yes", "--api-url", server.url),
      try accord("plan", "--format", "json", "--api-url", server.url),
    ]
    #expect(said.map(\.code) == [0, 0, 0, 0])
    for ending in said { #expect(!ending.everything.contains(Self.token)) }
    let files = ["plan.json", "fresh.json"] + place.names(in: ".accord").map { ".accord/\($0)" }
    for file in files { #expect(try !place.text(file).contains(Self.token), "\(file)") }
    _ = server.stop()
  }

  @Test func `a token comes from a file that others cannot read`() throws {
    let server = try SandboxProcess(in: place, token: Self.token)
    let accord = Accord(place: place)
    try place.write("token", Self.token + "\n")
    #expect(try accord("plan", "--token-file", "token", "--api-url", server.url).code == 0)
    chmod("\(place.path)/token", 0o644)
    let ending = try accord("plan", "--token-file", "token", "--api-url", server.url)
    #expect(ending.code == 1)
    #expect(ending.errors.hasPrefix("error: token can be read by everybody on this machine; chmod 600 it"))
    _ = server.stop()
  }

  /// What stands behind `--token-file`, as a line of bash(1) in which `"$@"` is the program; the token is in the file `token`.
  @Test(arguments: [
    "exec \"$@\" --token-file <(cat token)",
    "exec \"$@\" --token-file <(sleep 0.2; cat token)",
    "cat token | \"$@\" --token-file /dev/stdin",
    "cat token | \"$@\" --token-file /dev/fd/0",
    "exec \"$@\" --token-file /dev/stdin < token",
    "mkfifo -m 600 pipe; cat token > pipe & exec \"$@\" --token-file pipe",
    "SEGMENT_TOKEN_FILE=<(cat token) exec \"$@\"",
  ])
  func `a token comes through a pipe`(line: String) throws {
    let server = try SandboxProcess(in: place, token: Self.token)
    try place.write("token", Self.token + "\n")
    let accord = Accord(place: place, shell: "exec bash -c '\(line)' \"$0\" \"$@\"")
    let ending = try accord("plan", "--api-url", server.url)
    #expect(ending.code == 0, "\(ending.errors)")
    // It is read once: edit looks first whether there is one at all.
    let edit = try accord("edit", "offboard", "lin@acme.com", "--api-url", server.url)
    #expect(edit.code != 64, "\(edit.everything)")
    #expect(!edit.errors.contains("token"), "\(edit.everything)")
    _ = server.stop()
  }

  @Test(arguments: [
    ("cat /dev/zero | \"$@\" --token-file /dev/stdin", "is larger than"),
    ("mkfifo -m 644 pipe; cat token > pipe & exec \"$@\" --token-file pipe", "can be read by everybody"),
    ("chmod 644 token; exec \"$@\" --token-file /dev/stdin < token", "can be read by everybody"),
    ("exec \"$@\" --token-file <(true)", "token is empty"),
    ("exec \"$@\" --token-file /dev/fd/77", "/dev/fd/77"),
    ("exec \"$@\" --token-file .", "is not a file"),
  ])
  func `what is no token is none through a pipe either`(line: String, words: String) throws {
    try place.write("token", Self.token + "\n")
    let accord = Accord(place: place, shell: "exec bash -c '\(line)' \"$0\" \"$@\"")
    let ending = try accord("plan", "--api-url", "http://127.0.0.1:1")
    #expect(ending.code == 1)
    #expect(ending.errors.contains(words), "\(ending.errors)")
  }

  /// The second line says when and from where a plan was read, another how long reads take: the sandbox within a process
  /// has no limit for them. Everything else is the plan.
  private static func undated(_ plan: String) -> [String] {
    plan.split(separator: "\n").enumerated().filter { $0.offset != 1 }.map {
      String($0.element).replacing(#/(about \d+ more reads)[^.]*\./#) { "\($0.1)." }
    }
  }

  private func timed<Value>(_ body: () throws -> Value) rethrows -> (Value, Double) {
    let start = ContinuousClock.now
    let value = try body()
    return (value, Double((ContinuousClock.now - start).components.seconds))
  }
}

/// openssl's own server, with a certificate that it vouches for alone.
private final class TLSProcess {
  static let isPossible = access("/usr/bin/openssl", X_OK) == 0

  let port: Int
  private let child: ChildProgram
  private let output: OneWay

  init(in place: PrivatePlace) throws {
    let environment = Accord(place: place).clean
    let maker = try ChildProgram(
      [
        "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-keyout", "key.pem", "-out", "certificate.pem", "-subj", "/CN=localhost",
      ], in: place.path, environment: environment, descriptors: [.empty, .empty, .empty])
    try #require(maker.wait() == 0)
    output = try OneWay()
    child = try ChildProgram(
      [
        "/usr/bin/openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "certificate.pem", "-key", "key.pem", "-www",
      ], in: place.path, environment: environment, descriptors: [.empty, .descriptor(output.writing), .empty])
    output.closeWriting()
    var said = ""
    while true {
      guard let chunk = OneWay.chunk(from: output.reading) else { continue }
      try #require(!chunk.isEmpty, "openssl s_server ended: \(said)")
      said += String(decoding: chunk, as: UTF8.self)
      let lines = said.split(separator: "\n").dropLast(said.hasSuffix("\n") ? 0 : 1)
      guard let line = lines.first(where: { $0.hasPrefix("ACCEPT ") }) else { continue }
      port = try #require(line.split(separator: ":").last.flatMap { Int($0) })
      return
    }
  }
}
