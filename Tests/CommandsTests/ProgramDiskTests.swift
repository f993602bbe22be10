import Glibc
import Testing

/// A disk that is full: a limit on the size of files stands in for it, and `/dev/full`.
struct `On a full disk` {
  /// From a journal that has no room for the first write to one that lasts for most of the run.
  @Test(arguments: [1, 2, 4, 8, 16])
  func `an apply whose journal cannot be written sends nothing more and lists everything`(blocks: Int) throws {
    let bench = try CrashBench()
    let ending = try bench.accord.withFiles(upTo: blocks).run(bench.words)
    let writes = bench.writes
    #expect(ending.code == (writes == 0 ? 1 : 4), "\(ending.everything)")
    #expect(ending.output.contains("Stopped early: cannot write the journal .accord/apply-acme-"))
    #expect(ending.output.contains("File too large"))
    let journal = try #require(bench.place.names(in: ".accord").first { $0.hasSuffix(".jsonl") })
    let lines = try bench.place.text(".accord/\(journal)").split(separator: "\n")
    #expect(lines.count { $0.contains(#""sending""#) } >= writes)
    let figures = try #require(ending.output.firstMatch(of: /Applied ([0-9]+) of ([0-9]+) changes: .*skipped/))
    #expect(figures.1 != figures.2)
    #expect(try bench.apply().code == 0)
    #expect(bench.invited.count == Set(bench.invited).count)
  }

  @Test func `an apply whose journal goes to a full stderr sends nothing at all`() throws {
    let bench = try CrashBench()
    var accord = bench.accord
    accord.shell = #"exec "$@" 2>/dev/full"#
    let ending = try accord.run(bench.words + ["--journal", "-"])
    #expect(ending.code == 1)
    #expect(ending.output.contains("Stopped early: cannot write the journal -: No space left on device"))
    #expect(ending.output.contains("No write was sent: nothing was changed."))
    #expect(bench.writes == 0)
  }

  @Test func `an apply whose journal's directory is a file sends nothing at all`() throws {
    let bench = try CrashBench()
    try bench.place.write("journal", "")
    let ending = try bench.accord.run(bench.words + ["--journal", "journal"])
    #expect(ending.code == 1)
    #expect(ending.errors.contains("error: cannot create the journal journal/.gitignore: Not a directory"))
    #expect(bench.requests == 0)
  }

  @Test func `an undo plan that cannot be written leaves the old one, and the exit code says so`() throws {
    let bench = try CrashBench()
    try bench.place.write("undo.json", "the old one")
    let words = bench.words + ["--journal", "-", "--undo-out", "undo.json"]
    let ending = try bench.accord.withFiles(upTo: 1).run(words)
    #expect(ending.code == 4)
    #expect(ending.errors.contains("error: there is no undo plan: cannot write undo.json: File too large"))
    #expect(!ending.output.contains("Failed"))
    #expect(try bench.place.text("undo.json") == "the old one")
    #expect(bench.place.names(in: ".").filter { $0.contains(".tmp") } == [])
  }

  @Test(arguments: [
    ["plan", "--sandbox", "workspace.json", "--out", "old.json"],
    ["snapshot", "--sandbox", "workspace.json", "--out", "old.json"],
  ])
  func `a plan or a snapshot that cannot be saved leaves the old file`(words: [String]) throws {
    let accord = Accord(place: try PrivatePlace())
    try accord.place.write("old.json", "the old one")
    let ending = try accord.withFiles(upTo: 1).run(words)
    #expect(ending.code == 1)
    #expect(ending.errors.contains("error: cannot write old.json: File too large\n"))
    #expect(try accord.place.text("old.json") == "the old one")
    #expect(accord.place.names(in: ".").filter { $0.contains(".tmp") } == [])
  }

  @Test func `a device is written to and never replaced`() throws {
    let accord = Accord(place: try PrivatePlace())
    for (device, code) in [("/dev/null", 0), ("/dev/full", 1)] as [(String, Int32)] {
      try #require(symlink(device, "\(accord.place.path)/out.json") == 0)
      #expect(try accord("plan", "--sandbox", "workspace.json", "--out", "out.json").code == code)
      var status = stat()
      #expect(lstat("\(accord.place.path)/out.json", &status) == 0)
      #expect(status.st_mode & S_IFMT == S_IFLNK)
      unlink("\(accord.place.path)/out.json")
    }
  }

  @Test func `a sandbox that cannot be written back is what it was, and the apply says that nothing was changed`()
    throws
  {
    let accord = Accord(place: try PrivatePlace())
    let before = try accord.place.text("workspace.json")
    let ending = try accord.withFiles(upTo: 1).run(
      ["apply", "--yes", "--sandbox", "workspace.json", "--journal", "-"])
    #expect(ending.code == 1)
    #expect(ending.errors.contains("error: cannot write workspace.json: File too large"))
    #expect(!ending.output.contains("Applied"))
    #expect(try accord.place.text("workspace.json") == before)
  }

  @Test func `a server that cannot save says so each time, keeps the old file, and does not end well`() throws {
    let place = try PrivatePlace()
    let before = try place.text("workspace.json")
    let server = try SandboxProcess(in: place, "--save", filesUpTo: 1)
    let accord = Accord(place: place, environment: ["SEGMENT_TOKEN": "sandbox"])
    #expect(try accord("apply", "--yes", "--api-url", server.url).code == 0)
    #expect(server.stop() == 1)
    #expect(
      server.complaints.contains(
        "error: cannot write workspace.json: File too large; the change is not in it\n"))
    #expect(try place.text("workspace.json") == before)
  }

  @Test func `a report that cannot be printed is no success`() throws {
    for command in ["plan", "snapshot"] {
      var accord = Accord(place: try PrivatePlace())
      accord.shell = #"exec "$@" >/dev/full"#
      let ending = try accord(command, "--sandbox", "workspace.json")
      #expect(ending.code == 1)
      #expect(ending.errors.hasSuffix("error: writing the output: No space left on device\n"))
    }
  }

  @Test func `a plan that cannot be shown is not carried out`() throws {
    let bench = try CrashBench()
    var accord = bench.accord
    accord.shell = #"exec "$@" >/dev/full"#
    #expect(try accord.run(bench.words).code == 1)
    #expect(bench.writes == 0)
  }

  @Test func `what was done and cannot be printed is said on stderr, and is no success`() throws {
    let bench = try CrashBench()
    var accord = bench.accord
    accord.shell = #"exec "$@" >/dev/full"#
    let ending = try accord.run(bench.words + ["--format", "json"])
    #expect(ending.code == 4)
    #expect(ending.errors.contains("error: writing the output: No space left on device; what was done:\nApply to "))
    let whole = try CrashBench()
    _ = try whole.apply()
    #expect(try bench.end == whole.end)
  }
}
