import Dispatch
import Glibc
import HTTPMessages
import Testing

@testable import Commands

@Suite struct `The console` {
  @Test func `keeps what was asked for apart from everything else`() throws {
    let (output, errors) = (try Pipe(), try Pipe())
    let console = Console(input: -1, output: output.writing, errors: errors.writing, environment: [:])
    try console.print("the plan\n")
    console.say("reading")
    console.complain("\("a \u{1b}[2K name\n")note")
    #expect(output.text() == "the plan\n")
    #expect(errors.text() == "reading\nerror: a \\u{1b}[2K name\\u{a}note\n")
  }

  @Test func `outlives a reader that went away`() throws {
    Console.outliveFailingWrites()
    let output = try Pipe()
    close(output.reading)
    try Console(input: -1, output: output.writing, errors: -1, environment: [:]).print("the plan\n")
    close(output.writing)
  }

  @Test func `says when requested output did not arrive`() throws {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    #expect(throws: ConsoleError.cannotWrite(errno: ENOSPC)) {
      try Console(input: -1, output: full, errors: -1, environment: [:]).print("the plan\n")
    }
  }

  @Test(
    arguments: [
      ("always", [:], true), ("always", ["NO_COLOR": "1"], true), ("never", [:], false), ("auto", [:], true),
      ("auto", ["NO_COLOR": "1"], false), ("auto", ["NO_COLOR": ""], true), ("auto", ["TERM": "dumb"], false),
    ] as [(String, [String: String], Bool)])
  func `uses colour on a terminal`(choice: String, environment: [String: String], colours: Bool) throws {
    let (terminal, pipe) = (try PseudoTerminal(), try Pipe())
    let console = Console(
      input: -1, output: terminal.inside, errors: -1, color: try #require(ColorChoice(rawValue: choice)),
      environment: environment)
    #expect(console.usesColour(terminal.inside) == colours)
    #expect(console.usesColour(pipe.writing) == (choice == "always"))
  }

  @Test(arguments: [
    ("yes\n", Console.Answer.yes), ("y\n", .no), ("YES\n", .no), ("\n", .no), ("yes please\n", .no), ("\u{4}", .no),
  ])
  func `takes nothing but yes for a yes`(typed: String, answer: Console.Answer) throws {
    let terminal = try PseudoTerminal()
    let console = Console(input: terminal.inside, output: -1, errors: terminal.inside, environment: [:])
    terminal.type("yes\n")
    terminal.type(typed, whenAsked: "accepted: ")
    #expect(console.confirm("Apply these 3 changes?", unless: StopFlag()) == answer)
  }

  @Test func `a stop that came just before the question ends it, although yes was typed`() throws {
    let terminal = try PseudoTerminal()
    let console = Console(input: terminal.inside, output: -1, errors: terminal.inside, environment: [:])
    let stop = StopFlag()
    stop.raise()
    terminal.type("yes\n")
    #expect(console.confirm("Apply these 3 changes?", unless: stop) == .no)
  }

  @Test func `asks nobody where nobody is`() throws {
    let pipe = try Pipe()
    let console = Console(input: pipe.reading, output: -1, errors: pipe.writing, environment: [:])
    #expect(console.confirm("Apply?", unless: StopFlag()) == .nobody)
    close(pipe.writing)
    #expect(pipe.text() == "")
  }
}

private final class Pipe {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    (reading, writing) = (ends[0], ends[1])
  }

  /// What was written; closes the pipe.
  func text() -> String {
    close(writing)
    defer { close(reading) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(reading, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A terminal with nobody but the test in front of it.
private final class PseudoTerminal {
  private let outside: Int32
  let inside: Int32

  init() throws {
    outside = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(outside >= 0)
    // `grantpt`, `unlockpt` and `ptsname` are hidden from Swift; these are what they do on Linux (ioctl_tty(2)).
    let (setLock, openPeer): (UInt, UInt) = (0x4004_5431, 0x5441)
    var unlocked: Int32 = 0
    try #require(ioctl(outside, setLock, &unlocked) == 0)
    inside = ioctl(outside, openPeer, O_RDWR | O_NOCTTY)
    try #require(inside >= 0)
  }

  deinit {
    close(inside)
    close(outside)
  }

  func type(_ text: String) { _ = write(outside, text, text.utf8.count) }

  /// Types as soon as that stands on the screen.
  func type(_ text: String, whenAsked question: String) {
    let outside = outside
    DispatchQueue.global().async {
      var (shown, byte) = ("", UInt8(0))
      while !shown.hasSuffix(question), read(outside, &byte, 1) == 1 { shown.append(Character(Unicode.Scalar(byte))) }
      _ = write(outside, text, text.utf8.count)
    }
  }
}
