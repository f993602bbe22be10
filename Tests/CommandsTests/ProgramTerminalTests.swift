import Glibc
import Testing

/// The question before an apply, asked at a terminal.
@Suite struct `At a terminal` {
  private let place: PrivatePlace
  init() throws { place = try PrivatePlace() }

  @Test func `yes applies`() throws {
    let session = try TerminalSession(["apply", "--sandbox", "workspace.json"], in: place)
    try session.awaitText("Only 'yes' will be accepted: ")
    session.type("yes\n")
    #expect(session.end() == 0)
    #expect(session.shown.contains("Applied 22 of 22 changes."))
  }

  @Test func `a plan is as wide as the terminal, and a terminal that does not say is 80 columns wide`() throws {
    let session = try TerminalSession(["plan", "--sandbox", "workspace.json", "--color", "never"], in: place)
    #expect(session.end() == 0)
    let lines = session.shown.split(whereSeparator: \.isNewline)
    #expect(lines.count > 40, "\(lines.filter { $0.count > 80 })")
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
    let piped = try Accord(place: place)("plan", "--sandbox", "workspace.json")
    #expect(piped.output.split(separator: "\n").contains { $0.count > 80 })
  }

  @Test(arguments: ["y\n", "\n", "no\n", "\u{4}"])
  func `anything else declines, and nothing is changed`(typed: String) throws {
    let before = try place.text("workspace.json")
    let session = try TerminalSession(["apply", "--sandbox", "workspace.json"], in: place)
    try session.awaitText("Only 'yes' will be accepted: ")
    session.type(typed)
    #expect(session.end() == 5)
    #expect(session.shown.contains("not applied; nothing was changed"))
    #expect(try place.text("workspace.json") == before)
  }

  @Test func `Ctrl-C at the question ends it, and nothing is changed`() throws {
    let before = try place.text("workspace.json")
    let session = try TerminalSession(["apply", "--sandbox", "workspace.json"], in: place)
    try session.awaitText("Only 'yes' will be accepted: ")
    session.type("\u{3}")
    #expect(session.end() == 5)
    #expect(try place.text("workspace.json") == before)
  }

  @Test func `an apply that must wait shows how far it is and what is left, and is taken up again after Ctrl-C`() throws
  {
    let bench = try CrashBench()
    try bench.misbehave("PUT /users/{id}/permissions:rate-limited=60@1")
    let session = try TerminalSession(bench.words, in: bench.place, ["SEGMENT_TOKEN": "sandbox"])
    try session.awaitText("waiting 60 s")
    try session.awaitText(" left")
    session.type("\u{3}")
    #expect(session.end() == 4)
    let shown = session.shown
    // The line at the foot is taken away before anything else is said, and for good at the end.
    #expect(shown.contains(/[0-9]+ of [0-9]+ changes; .* left/), "\(shown.debugDescription)")
    #expect(shown.contains("\r\u{1B}[K"))
    #expect(shown.contains("not attempted: interrupted"))
    let first = bench.writes
    #expect(first > 0)
    #expect(bench.answers(429) == 1)
    #expect(try bench.apply().code == 0)
    #expect(bench.invited.count == Set(bench.invited).count)
    #expect(try bench.apply().output.contains("No changes"))
  }

  /// The slug stands in the question, groups and people in the plan, in what was done and in the line at the foot.
  @Test(arguments: ["workspace.slug", "workspace.name", "groups.name"])
  func `a hostile name acts neither in the question nor in what follows a yes`(path: String) throws {
    #expect(try Accord(place: place)("plan", "--sandbox", "workspace.json", "--out", "plan.json").code == 0)
    let workspace = HostileDocument(try place.text("workspace.json"))
    try place.write("workspace.json", workspace.poisoned(path))
    var words = ["apply", "--sandbox", "workspace.json"]
    if path == "workspace.slug" {
      try place.write("plan.json", HostileDocument(try place.text("plan.json")).sealed(path))
      words.insert("plan.json", at: 1)
    }
    let session = try TerminalSession(words, in: place)
    try session.awaitText("Only 'yes' will be accepted: ")
    session.type("yes\n")
    _ = session.end()
    #expect(session.shown.contains("INJECTED"))
    // What the terminal makes of a line end, our colours, and the line at the foot that is taken away.
    var shown = HostileBench.withoutOurColours(session.shown)
    for (code, text) in [("\r\n", "\n"), ("\r\u{1B}[K", "")] { shown = shown.replacing(code, with: text) }
    #expect(Hostile.offence(in: shown) == nil)
  }

  @Test func `a terminal that goes away in the middle ends an apply as Ctrl-C does, with everything recorded`() throws {
    let bench = try CrashBench()
    try bench.misbehave("PUT /users/{id}/permissions:rate-limited=60@1")
    let session = try TerminalSession(bench.words, in: bench.place, ["SEGMENT_TOKEN": "sandbox"])
    try session.awaitText("waiting 60 s")
    session.hangUp()
    #expect(session.wait() == 4)
    let journal = try #require(bench.place.names(in: ".accord").first { $0.hasSuffix(".jsonl") })
    #expect(try bench.place.text(".accord/\(journal)").split(separator: "\n").last?.contains(#""ended""#) == true)
    #expect(bench.writes > 0)
    #expect(bench.answers(429) == 1)
    #expect(try bench.apply().code == 0)
    #expect(bench.invited.count == Set(bench.invited).count)
  }

  @Test func `a yes that was typed before the question is none`() throws {
    let before = try place.text("workspace.json")
    let session = try TerminalSession(["apply", "--sandbox", "workspace.json"], in: place)
    session.type("yes\nyes\n")
    try session.awaitText("Only 'yes' will be accepted: ")
    session.type("no\n")
    #expect(session.end() == 5)
    #expect(try place.text("workspace.json") == before)
  }

  @Test func `a terminal that goes away at the question is no yes`() throws {
    let before = try place.text("workspace.json")
    let session = try TerminalSession(["apply", "--sandbox", "workspace.json"], in: place)
    try session.awaitText("Only 'yes' will be accepted: ")
    session.hangUp()
    #expect(session.wait() == 5)
    #expect(try place.text("workspace.json") == before)
  }

  @Test func `a sandbox's file that somebody changes meanwhile is left as it is, and nothing was changed`() throws {
    let session = try TerminalSession(["apply", "--sandbox", "workspace.json"], in: place)
    try session.awaitText("Only 'yes' will be accepted: ")
    try place.edit("workspace.json", "Ada Okonjo", "Ada, by hand")
    let changed = try place.text("workspace.json")
    session.type("yes\n")
    #expect(session.end() == 1)
    #expect(session.shown.contains("workspace.json was changed meanwhile by somebody else, and is left as it is"))
    #expect(try place.text("workspace.json") == changed)
  }

  @Test func `nothing to do is nothing to ask`() throws {
    #expect(try Accord(place: place)("apply", "--sandbox", "workspace.json", "--yes").code == 0)
    let session = try TerminalSession(["apply", "--sandbox", "workspace.json"], in: place)
    #expect(session.end() == 0)
    #expect(session.shown.contains("No changes"))
    #expect(!session.shown.contains("Only 'yes'"))
  }

  @Test func `a plan is in colour, unless NO_COLOR says otherwise`() throws {
    let coloured = try TerminalSession(["plan", "--sandbox", "workspace.json"], in: place)
    #expect(coloured.end() == 0)
    #expect(coloured.shown.contains("\u{1b}["))
    let plain = try TerminalSession(["plan", "--sandbox", "workspace.json"], in: place, ["NO_COLOR": "1"])
    #expect(plain.end() == 0)
    #expect(plain.shown.contains("Plan"))
    #expect(!plain.shown.contains("\u{1b}["))
  }
}

/// The program with a terminal in front of it, and the test at the keyboard.
final class TerminalSession {
  private(set) var shown = ""
  private var keyboard: Int32
  private let child: ChildProgram

  init(_ words: [String], in place: PrivatePlace, _ environment: [String: String] = [:]) throws {
    keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(keyboard >= 0)
    // `unlockpt` and `ptsname` are hidden from Swift; these are what they do on Linux (ioctl_tty(2)).
    let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    var (unlocked, number): (Int32, Int32) = (0, 0)
    try #require(ioctl(keyboard, setLock, &unlocked) == 0 && ioctl(keyboard, getNumber, &number) == 0)
    let terminal = ChildProgram.Descriptor.terminal("/dev/pts/\(number)")
    child = try ChildProgram(
      [Accord.path] + words, in: place.path,
      environment: Accord(place: place, environment: ["TERM": "xterm"].merging(environment) { $1 }).clean,
      descriptors: [terminal, terminal, terminal])
  }

  deinit { hangUp() }

  /// The window is closed, the connection is lost.
  func hangUp() {
    if keyboard >= 0 { close(keyboard) }
    keyboard = -1
  }

  func wait() -> Int32 { child.wait() }

  func type(_ text: String) { _ = write(keyboard, text, text.utf8.count) }

  /// Reads on until the terminal shows the text.
  func awaitText(_ text: String) throws {
    let end = ContinuousClock.now + .seconds(60)
    while !shown.contains(text) {
      try #require(ContinuousClock.now < end && look(), "the terminal shows \(shown)")
    }
  }

  /// Reads to the end; the exit code.
  func end() -> Int32 {
    let end = ContinuousClock.now + .seconds(60)
    while look() {
      if ContinuousClock.now > end { child.send(SIGKILL) }
    }
    return child.wait()
  }

  /// One look at the terminal; false once the program has let go of it.
  private func look() -> Bool {
    guard let chunk = OneWay.chunk(from: keyboard) else { return true }
    shown += String(decoding: chunk, as: UTF8.self)
    return !chunk.isEmpty
  }
}
