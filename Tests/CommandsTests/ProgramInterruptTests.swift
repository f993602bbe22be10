import Glibc
import Testing

/// Ctrl-C and SIGTERM at every stage of an apply; the question at the terminal is in `At a terminal`.
struct `An apply that is interrupted` {
  @Test(arguments: ["GET /", "GET /roles", "GET /users", "GET /invites", "GET /groups", "GET /groups/{id}/users"])
  func `while it reads has changed nothing and says so`(calls: String) throws {
    for signal in [SIGINT, SIGTERM] {
      let bench = try CrashBench()
      let ending = try bench.apply(signal: signal, at: calls)
      #expect(ending.code == 5, "\(ending.everything)")
      // One that comes with the very last answer is met before the first write.
      #expect(ending.everything.contains("interrupted"))
      #expect(ending.everything.contains("nothing was changed"))
      #expect(bench.writes == 0)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `terraform: during a wait for a rate limit ends at once, not minutes later`(signal: Int32) throws {
    for (calls, code) in [("GET /users", 5), ("POST /groups", 5), ("PUT /users/{id}/permissions", 4)] as [(_, Int32)] {
      let bench = try CrashBench()
      try bench.misbehave("\(calls):rate-limited=60")
      let start = ContinuousClock.now
      let ending = try bench.accord.run(
        bench.words,
        saying: { said, process in if said.contains("waiting 60 s") { kill(process, signal) } })
      #expect(ending.code == code, "\(calls): \(ending.everything)")
      #expect(ContinuousClock.now - start < .seconds(30), "\(calls)")
      #expect(bench.answers(429) == 1, "\(calls)")
      #expect((bench.writes == 0) == (code == 5), "\(calls)")
      if calls != "GET /users" { #expect(ending.output.contains("not attempted: interrupted")) }
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `while a write is answered slowly waits for the answer, and lists the rest`(signal: Int32) throws {
    let bench = try CrashBench()
    try bench.misbehave("POST /groups/{id}/users:slow=300ms@3")
    let ending = try bench.apply(signal: signal, at: "POST /groups/{id}/users", 3)
    #expect(ending.code == 4)
    #expect(bench.writes > 3)
    #expect(ending.output.contains(" done, "))
    #expect(!ending.output.contains("Failed"))
    #expect(!ending.output.contains("may not have happened"))
    #expect(ending.output.contains("not attempted: interrupted"))
  }

  @Test func `while it looks what became of a lost answer leaves it unknown`() throws {
    let bench = try CrashBench()
    try bench.misbehave("POST /invites:reset")
    let ending = try bench.apply(signal: SIGINT, at: "GET /invites", 3)
    #expect(ending.code == 4)
    #expect(ending.output.contains("May or may not have happened (10)"), "\(ending.everything)")
    #expect(bench.invited.isEmpty)
  }

  /// The way back is wanted most when somebody stops a run; a second signal gives it up, as below.
  @Test(arguments: [SIGINT, SIGTERM])
  func `half-way still writes the undo plan of what was done, and the record`(signal: Int32) throws {
    let bench = try CrashBench()
    let more = ["--undo-out", "undo.json", "--record", "record.json"]
    let ending = try bench.apply(signal: signal, at: "PUT /users/{id}/permissions", 3, more)
    #expect(ending.code == 4, "\(ending.everything)")
    #expect(ending.output.contains("not attempted: interrupted"))
    #expect(ending.errors.contains("reading the workspace once more for --undo-out and --record; interrupt again"))
    #expect(ending.errors.contains("undo plan: undo.json ("))
    #expect(ending.errors.contains("record: record.json"))
    let undo = try bench.accord("show", "undo.json")
    #expect(undo.code == 0, "\(undo.everything)")
    #expect(undo.output.contains("puts back what was taken away"), "\(undo.everything)")
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `during the last read, for the undo plan, has done everything and says what is missing`(signal: Int32) throws {
    let bench = try CrashBench()
    let ending = try bench.apply(signal: signal, at: "GET /", 2, ["--undo-out", "undo.json"])
    #expect(ending.code == 4)
    #expect(
      ending.errors.contains("error: there is no undo plan: interrupted before the workspace could be read again"))
    #expect(ending.output.contains("Applied \(try Self.changes) of \(try Self.changes) changes."))
    #expect(!bench.place.names(in: ".").contains { $0.hasPrefix("undo.json") })
  }

  private static var changes: Int {
    get throws {
      let bench = try CrashBench()
      let figures = try #require(try bench.apply().output.firstMatch(of: /Applied ([0-9]+) of/))
      return try #require(Int(figures.1))
    }
  }
}
