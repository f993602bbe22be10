import Glibc
import HTTPMessages
import SegmentSandbox
import Serving
import Synchronization
import Testing

@testable import Commands

@Suite struct `accord drift --every` {
  /// Runs the service; each of the steps is done in a pause, and after the last it is stopped.
  private func serve(_ bench: DriftBench, _ words: [String] = [], doing steps: [@Sendable () -> Void]) throws -> Int32 {
    let stop = bench.stop
    bench.clock.plan(steps + [{ stop.raise() }])
    let line = ["--every", "15m", "--listen", "127.0.0.1:0"] + words
    return try bench.run("drift", line)
  }

  @Test func `reads everything once, then asks the trail alone, and ends with 0`() throws {
    let bench = try DriftBench()
    let counts = Counts(bench.sandbox)
    let code = try serve(bench, doing: Array(repeating: { counts.take() }, count: 4))
    #expect(code == 0)
    let taken = counts.taken
    #expect(taken[0] > 10, "\(taken)")
    #expect(taken[1...].allSatisfy { $0 == 1 }, "\(taken)")
    #expect(bench.sandbox.log.allSatisfy { $0.method == "GET" })
    #expect(bench.output.matches(of: #/Drift of acme/#).count == 1)
    #expect(bench.errors.matches(of: #/: drift; no event about access since the last full sweep at/#).count == 4)
  }

  @Test func `ends with 0 when nobody reads its output any more, however little there is to print`() throws {
    let bench = try DriftBench()
    var ends: [Int32] = [0, 0]
    // A program that another test starts meanwhile must not hold the end that is closed.
    try #require(pipe(&ends) == 0)
    for end in ends { try #require(fcntl(end, F_SETFD, FD_CLOEXEC) == 0) }
    let (reading, writing) = (ends[0], ends[1])
    defer { close(writing) }
    let stop = bench.stop
    bench.clock.plan([{}, { close(reading) }, {}, { stop.raise() }])
    let line = ["drift", "\(bench.place.path)/policies", "--every", "15m", "--listen", "127.0.0.1:0"]
    #expect(try bench.run(line: line, output: writing) == 0)
    #expect(!stop.isRaised)
    #expect(bench.errors.hasSuffix("nobody reads the output any more; ended\n"), "\(bench.errors)")
  }

  @Test func `shows its health and its metrics`() throws {
    let bench = try DriftBench()
    let pages = Pages()
    let (sandbox, directory) = (bench.sandbox, bench.place.path)
    let visit: @Sendable () -> Void = {
      for path in ["/healthz", "/metrics", "/"] { pages.note(path, try? DriftBench.get(path, from: directory)) }
    }
    let broken: @Sendable () -> Void = {
      visit()
      sandbox.faults = (try? [SandboxFault(parsing: "*:status=404")]) ?? []
    }
    #expect(try serve(bench, doing: [broken] + Array(repeating: {}, count: 4) + [visit]) == 0)
    #expect(pages["/healthz"].map(\.status) == [200, 503])
    #expect(pages["/"].map(\.status) == [404, 404])
    let metrics = pages["/metrics"].map { String(decoding: $0.body, as: UTF8.self) }
    #expect(metrics[0].contains("accord_checks_total{result=\"drift\"} 1\n"))
    #expect(metrics[0].contains("accord_full_sweeps_total 1\n"))
    #expect(metrics[1].contains("accord_checks_total{result=\"failed\"} 5\n"), "\(metrics[1])")
    #expect(metrics.allSatisfy { $0.hasSuffix("# EOF\n") && !$0.contains("@") })
    #expect(
      pages["/metrics"][0].fields["Content-Type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
  }

  @Test func `its health is lost with the second look that fails, and comes back`() throws {
    let bench = try DriftBench()
    let pages = Pages()
    let (sandbox, directory) = (bench.sandbox, bench.place.path)
    let visit: @Sendable () -> Void = { pages.note("/healthz", try? DriftBench.get("/healthz", from: directory)) }
    let code = try serve(
      bench,
      doing: [
        {
          visit()
          sandbox.behaviour.validTokens = []
        }, visit,
        {
          visit()
          sandbox.behaviour.validTokens = nil
        }, visit,
      ])
    #expect(code == 0)
    #expect(pages["/healthz"].map(\.status) == [200, 200, 503, 200])
  }

  /// A look that is refused, a service that is restarted: a rotated token needs neither.
  @Test func `a token's file is read for each look, and nothing of another workspace is taken over`() throws {
    let bench = try DriftBench()
    try bench.place.write("token", "first-token\n")
    let (sandbox, path) = (bench.sandbox, "\(bench.place.path)/token")
    let rotate: @Sendable (String) -> Void = { token in
      sandbox.behaviour.validTokens = [token]
      try? PrivateFile.replace(path, with: Array(token.utf8))
    }
    rotate("first-token")
    let code = try serve(
      bench, ["--token-file", path],
      doing: [{ rotate("second-token") }, {}, { rotate("third-token") }, {}])
    #expect(code == 0)
    #expect(sandbox.log.allSatisfy { $0.status != 401 })
    #expect(!bench.errors.contains("error:"), "\(bench.errors)")
    // Whose workspace it is, is asked with each new token.
    #expect(sandbox.log.count { $0.method == "GET" && $0.target == "/" } == 3)
    #expect(bench.errors.matches(of: #/read everything, the first look/#).count == 3)
  }

  @Test func `a token that is renewed while it is being refused is tried once more, at once`() throws {
    let bench = try DriftBench()
    try bench.place.write("token", "first-token")
    let (sandbox, path) = (bench.sandbox, "\(bench.place.path)/token")
    let counts = Counts(sandbox)
    let write: @Sendable (inout World) -> Void = { _ in
      try? PrivateFile.replace(path, with: Array("second-token".utf8))
    }
    let pattern = try #require(CallPattern(parsing: "GET /audit-events"))
    let code = try serve(
      bench, ["--token-file", path],
      doing: [
        {
          counts.take()
          sandbox.behaviour.validTokens = ["second-token"]
          sandbox.faults = [SandboxFault(.change(write), at: pattern, when: .nth(1))]
        }, { counts.take() },
      ])
    #expect(code == 0)
    #expect(sandbox.log.contains { $0.status == 401 })
    #expect(!bench.errors.contains("error:") && counts.taken[1] > 10, "\(bench.errors)")
  }

  @Test func `a token that is refused and not renewed is asked for once a look`() throws {
    let bench = try DriftBench()
    try bench.place.write("token", "first-token")
    let (sandbox, path) = (bench.sandbox, "\(bench.place.path)/token")
    let code = try serve(
      bench, ["--token-file", path], doing: [{ sandbox.behaviour.validTokens = ["second-token"] }, {}])
    #expect(code == 0)
    #expect(bench.errors.matches(of: #/error: .*401/#).count == 2, "\(bench.errors)")
    // Two looks: each asks the trail, and then sweeps.
    #expect(sandbox.log.count { $0.status == 401 && $0.target == "/" } == 2)
  }

  @Test(arguments: [0o644, nil] as [mode_t?])
  func `a token's file that everybody can read by now, or that is gone, is a look that fails`(mode: mode_t?) throws {
    let bench = try DriftBench()
    try bench.place.write("token", "first-token")
    let path = "\(bench.place.path)/token"
    let code = try serve(
      bench, ["--token-file", path],
      doing: [
        {
          if let mode { chmod(path, mode) } else { unlink(path) }
        }, { try? PrivateFile.replace(path, with: Array("first-token".utf8)) }, {},
      ])
    #expect(code == 0)
    #expect(bench.errors.matches(of: #/error: /#).count == 1, "\(bench.errors)")
    #expect(bench.errors.contains(mode == nil ? "No such file" : "can be read by everybody on this machine"))
  }

  @Test func `a first look that fails ends it; a policy that breaks later does not`() throws {
    let broken = try DriftBench(faults: ["*:unauthorized"])
    #expect(try serve(broken, doing: []) == 1)
    let bench = try DriftBench()
    let path = bench.place.path
    let code = try serve(
      bench,
      doing: [
        { try? PrivateFile.replace("\(path)/policies/extra.yaml", with: Array("peple: {}\n".utf8)) }, {},
        { try? PrivateFile.replace("\(path)/policies/extra.yaml", with: Array("teams: {}\n".utf8)) }, {},
      ])
    #expect(code == 0)
    #expect(bench.errors.contains("unknown key"))
    #expect(bench.errors.hasSuffix("since the last full sweep at 2026-11-21T08:00:00Z\n"), "\(bench.errors)")
  }

  @Test func `a warning of the policy is said once, and again when it is another`() throws {
    let bench = try DriftBench()
    let path = "\(bench.place.path)/policies/extra.yaml"
    let write: @Sendable (String) -> Void = { text in try? PrivateFile.replace(path, with: Array(text.utf8)) }
    // Who has departed and is mentioned is a warning for each mention.
    write("teams: {one: [bob@acme.com]}\n")
    let code = try serve(bench, doing: [{}, {}, { write("teams: {one: [bob@acme.com], two: [bob@acme.com]}\n") }, {}])
    #expect(code == 0)
    #expect(bench.errors.matches(of: #/extra.yaml:1:[0-9]+: warning/#).count == 1 + 2, "\(bench.errors)")
  }

  @Test func `a pause is a tenth more or less`() {
    #expect(DriftService.pause(.seconds(900), chance: 0) == .seconds(810))
    #expect(DriftService.pause(.seconds(900), chance: 100) == .seconds(900))
    #expect(DriftService.pause(.seconds(900), chance: 200) == .seconds(990))
  }

  @Test func `ends with 0 on SIGTERM, as the program`() throws {
    let service = try ChildProgram.service(
      ["drift", "--sandbox", "workspace.json", "--every", "1h", "--listen", "127.0.0.1:0"]
    ) { $0[0].contains("Declared: ") }
    #expect(service.code == 0)
    #expect(service.said != nil)
  }
}

/// How many requests reached the sandbox since the last time it was asked.
private final class Counts: Sendable {
  private let sandbox: Sandbox
  private let counts = Mutex([Int]())

  init(_ sandbox: Sandbox) { self.sandbox = sandbox }

  var taken: [Int] { counts.withLock { $0 } }

  func take() {
    counts.withLock { $0.append(sandbox.log.count - $0.reduce(0, +)) }
  }
}

private final class Pages: Sendable {
  private let state = Mutex([String: [HTTPResponse]]())
  subscript(path: String) -> [HTTPResponse] { state.withLock { $0[path] ?? [] } }
  func note(_ path: String, _ answer: HTTPResponse?) {
    guard let answer else { return }
    state.withLock { $0[path, default: []].append(answer) }
  }
}
