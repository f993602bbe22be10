import Glibc
import Testing

/// Everything but Ctrl-C and SIGTERM that may hit an apply, and what a crash must not leave behind.
struct `An apply that is hit by a signal` {
  @Test(arguments: [SIGHUP, SIGQUIT, SIGXCPU, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2])
  func `finishes the request in flight, records and lists the rest`(signal: Int32) throws {
    let bench = try CrashBench()
    try bench.misbehave("POST /groups/{id}/users:slow=300ms@3")
    let ending = try bench.apply(signal: signal, at: "POST /groups/{id}/users", 3)
    #expect(ending.code == 4, "\(ending.everything)")
    #expect(ending.errors.contains("stopping; a request in flight is finished first"))
    #expect(ending.output.contains(" done, "))
    #expect(ending.output.contains("not attempted: interrupted"))
    #expect(!ending.output.contains("may not have happened"))
    let journal = try #require(bench.place.names(in: ".accord").first { $0.hasSuffix(".jsonl") })
    let lines = try bench.place.text(".accord/\(journal)").split(separator: "\n")
    #expect(lines.last?.contains(#""ended""#) == true)
    #expect(lines.count { $0.contains(#""sending""#) } == lines.count { $0.contains(#""answered""#) })
    #expect(try bench.apply().code == 0)
    #expect(bench.invited.count == Set(bench.invited).count)
  }

  @Test(arguments: [SIGHUP, SIGQUIT]) func `before its first write has changed nothing`(signal: Int32) throws {
    let bench = try CrashBench()
    let ending = try bench.apply(signal: signal, at: "GET /users")
    #expect(ending.code == 5, "\(ending.everything)")
    #expect(bench.writes == 0, "\(ending.everything)")
  }

  @Test(arguments: [#"exec "$@" >&-"#, #"{ "$@"; echo "code $?" >&2; } | true"#])
  func `nobody who reads its output: it writes nothing`(shell: String) throws {
    let bench = try CrashBench()
    var accord = bench.accord
    accord.shell = shell
    let ending = try accord.run(bench.words)
    #expect(ending.code == 5 || ending.errors.hasSuffix("code 5\n"), "\(ending.everything)")
    #expect(bench.writes == 0, "\(ending.everything)")
    #expect(ending.errors.contains("nobody reads the output any more"), "\(ending.everything)")
  }

  @Test func `a reader who goes away meanwhile ends it before the next write`() throws {
    let bench = try CrashBench()
    try bench.misbehave("POST /groups/{id}/users:slow=900ms@3")
    var accord = bench.accord
    accord.shell = #"{ "$@"; echo "code $?" >&2; } | { sleep 0.3; head -1 >/dev/null; }"#
    let ending = try accord.run(bench.words)
    #expect(ending.errors.hasSuffix("code 4\n") || ending.errors.hasSuffix("code 5\n"), "\(ending.everything)")
    let journal = try #require(bench.place.names(in: ".accord").first { $0.hasSuffix(".jsonl") })
    let lines = try bench.place.text(".accord/\(journal)").split(separator: "\n")
    #expect(lines.contains { $0.contains("not attempted") })
  }

  @Test func `nohup: a hang-up that is ignored stays so`() throws {
    let bench = try CrashBench()
    var accord = bench.accord
    accord.shell = #"trap '' HUP; exec "$@""#
    let ending = try bench.apply(signal: SIGHUP, atWrite: 3, by: accord)
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(!ending.errors.contains("stopping"))
  }

  @Test func `a plan on which the terminal hangs up ends and says so`() throws {
    let bench = try CrashBench()
    let ending = try bench.run(["plan", "policies", "--api-url", bench.url], signal: SIGHUP, at: "GET /users")
    #expect(ending.code == 5)
    #expect(ending.errors.contains("interrupted; nothing was changed"))
  }
}

/// A core has the token in it. What a shell starts beside it shows that one would be there.
@Suite struct `A program that crashes` {
  private let place: PrivatePlace
  init() throws { place = try PrivatePlace() }

  @Test func `leaves no core`() throws {
    let server = try SandboxProcess(in: place, by: #"ulimit -c unlimited; exec "$@""#)
    let limits = String(decoding: Self.bytes("/proc/\(server.child.id)/limits"), as: UTF8.self)
    #expect(limits.contains(#/Max core file size +0 +0 /#), "\(limits)")
    server.child.send(SIGSEGV)
    #expect(server.child.wait() == -SIGSEGV)
    #expect(!server.child.leftCore)
    // Swift's own report of a crash shows registers and the memory that they point to.
    #expect(!server.complaints.contains("crashed"))
    #expect(!server.complaints.contains("Backtrac"))
    #expect(!place.names(in: ".").contains { $0.hasPrefix("core") })
  }

  /// What is not dumpable belongs to root in /proc, whoever runs it: nobody of the same user can read its memory.
  @Test(.enabled(if: geteuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0))
  func `cannot be read by the same user's other processes`() throws {
    for path in [place.path, "\(place.path)/workspace.json"] { chmod(path, 0o755) }
    let become = "exec /usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups"
    let server = try SandboxProcess(in: place, by: become + #" "$@""#)
    #expect(Self.owner("/proc/\(server.child.id)/status") == 0)
    let other = try ChildProgram(
      ["/bin/sh", "-c", become + " /bin/sleep 60"], in: place.path, environment: Accord(place: place).clean,
      descriptors: [.empty, .empty, .empty])
    let end = ContinuousClock.now + .seconds(20)
    while Self.owner("/proc/\(other.id)/status") != 65534, ContinuousClock.now < end { sched_yield() }
    #expect(Self.owner("/proc/\(other.id)/status") == 65534)
    #expect(server.stop() == 0)
  }

  private static func owner(_ path: String) -> uid_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_uid : nil
  }

  private static func bytes(_ path: String) -> [UInt8] {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(file, &buffer, buffer.count)
    return Array(buffer[..<max(0, count)])
  }
}
