import FoundationEssentials
@preconcurrency import Glibc
package import HTTPMessages
package import Reports
import Syntax

/// The terminal, or what stands in its place: requested output goes to one descriptor, everything else to another.
///
/// The one door to the user: nothing else writes to a terminal, and what comes from a file, from Segment, from the
/// environment or from an argument can only come in a ``TerminalText``, which has made it harmless.
///
/// Descriptors and not streams: nothing is buffered that a crash could lose, and a test can hand in pipes.
package struct Console: Sendable {
  private let input: Int32
  private let output: Int32
  private let errors: Int32
  private let color: ColorChoice
  private let environment: [String: String]

  package init(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, errors: Int32 = STDERR_FILENO,
    color: ColorChoice = .auto, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.input = input
    self.output = output
    self.errors = errors
    self.color = color
    self.environment = environment
  }

  /// Makes a closed pipe and a limit on the size of files errors of `write` instead of the end of the process: an apply
  /// must outlive its reader, and say that its journal could not be written.
  package static func outliveFailingWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    standInForClosedDescriptors()
  }

  /// The number of a descriptor that was closed from the start would go to the next file that is opened, such as a
  /// journal: input becomes empty, and output a pipe whose reader went away.
  private static func standInForClosedDescriptors() {
    let isClosed = { (descriptor: Int32) in fcntl(descriptor, F_GETFD) == -1 && errno == EBADF }
    if isClosed(STDIN_FILENO) { _ = open("/dev/null", O_RDONLY) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] where isClosed(descriptor) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { continue }
      let writing = fcntl(ends[1], F_DUPFD, STDERR_FILENO + 1)
      for end in ends { close(end) }
      dup2(writing, descriptor)
      close(writing)
    }
  }

  /// Prints what the user asked for. A reader that went away (`accord plan | head`) is no error.
  /// - Throws: ``ConsoleError`` when the text did not arrive for another reason, such as a full disk: then the program
  ///   must not claim success.
  package func print(_ text: TerminalText) throws { try print(whole: text.text) }

  /// Prints a file: JSON, CSV, Markdown and the like, which escape what they quote by rules of their own. Whatever a
  /// terminal would act on is written out all the same; there is none where those rules hold.
  package func print(document: String) throws { try print(whole: document.withoutControls) }

  private func print(whole text: String) throws {
    if let code = write(text, to: output), code != EPIPE { throw ConsoleError.cannotWrite(errno: code) }
  }

  /// Whether whoever read the requested output went away or was never there, which a run that prints at its end and a
  /// service cannot know from writing nothing.
  package var hasLostItsReader: Bool {
    var reader = pollfd(fd: output, events: 0, revents: 0)
    return poll(&reader, 1, 0) > 0 && reader.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
  }

  /// Tells the user something: progress, warnings, problems. One that cannot be told is not.
  package func say(_ text: TerminalText) {
    _ = write(text.text.ends(with: "\n") ? text.text : text.text + "\n", to: errors)
  }

  /// Shows a line that the next ``clearFootnote()`` takes away; nothing where nobody watches, or where the terminal cannot.
  package func footnote(_ text: TerminalText) {
    if canRedraw { _ = write(text.text, to: errors) }
  }

  package func clearFootnote() {
    if canRedraw { _ = write("\r\u{1B}[K", to: errors) }
  }

  private var canRedraw: Bool { isWatched && environment["TERM"] != "dumb" }

  /// Says that something went wrong.
  package func complain(_ problem: TerminalText) { say("\(TerminalText.alarm("error:", errorStyle)) \(problem)") }

  /// How to write for ``print(_:)``.
  package var outputStyle: TextStyle { TextStyle(colour: usesColour(output), width: columns(of: output)) }
  /// How to write for ``say(_:)``.
  package var errorStyle: TextStyle { TextStyle(colour: usesColour(errors), width: columns(of: errors)) }
  /// Whether somebody watches what is said: progress is for them, a log wants quiet lines.
  package var isWatched: Bool { isatty(errors) == 1 }

  /// What became of a question.
  package enum Answer: Hashable, Sendable {
    case yes
    /// Anything else, the end of input and Ctrl-C included.
    case no
    /// There is nobody to ask.
    case nobody
  }

  /// Asks, and takes nothing but `yes` for a yes.
  /// - Parameter stop: raised by a signal, which ends the question whenever it came: before it, too.
  package func confirm(_ question: TerminalText, unless stop: StopFlag) -> Answer {
    guard isatty(input) == 1, isWatched else { return .nobody }
    // What was typed before the question was there to be read is no answer to it.
    tcflush(input, TCIFLUSH)
    _ = write("\n\(question.text)\n  Only 'yes' will be accepted: ", to: errors)
    return readLine(unless: stop) == "yes" ? .yes : .no
  }

  /// <https://no-color.org>: any value but an empty one; `--color` outranks it.
  func usesColour(_ descriptor: Int32) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      isatty(descriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
  }

  /// How wide a terminal is, 80 where it does not say; nil for a file or a pipe, whose reader wants whole lines.
  private func columns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// One line without its end; nil at the end of input or when a signal came. Far longer than any answer is no answer.
  private func readLine(unless stop: StopFlag) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 4096 {
      guard waitForInput(unless: stop), read(input, &byte, 1) == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  /// Waits in short steps. A `read` alone would sleep through a signal that came just before it.
  private func waitForInput(unless stop: StopFlag) -> Bool {
    while !stop.isRaised {
      var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, 100)
      if ready > 0 || (ready < 0 && errno != EINTR) { return true }
    }
    return false
  }

  /// Writes all of it; the error number of what prevented that.
  private func write(_ text: String, to descriptor: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno == EAGAIN {
        // Somebody made the terminal non-blocking, as some CI runners do.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// Why requested output did not arrive.
package enum ConsoleError: Error, Hashable, CustomStringConvertible {
  case cannotWrite(errno: Int32)

  package var description: String {
    switch self {
    case .cannotWrite(let code): "writing the output: \(String(cString: strerror(code)))"
    }
  }
}
