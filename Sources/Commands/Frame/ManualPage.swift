import Syntax

/// A page for man(1), made from the table of commands: `accord-plan(1)`, or `accord(1)` where no command is named. Plain
/// ASCII, in the macros that groff and mandoc share.
struct ManualPage: Hashable, Sendable {
  /// The name of a command; nil for the program.
  let topic: String?

  var text: String {
    let lines = topic.flatMap(CommandTable.command).map(Self.page) ?? Self.overview
    return lines.joined(separator: "\n") + "\n"
  }

  private static var overview: [String] {
    head("accord", "manage access to a Twilio Segment workspace as code")
      + [".SH SYNOPSIS", ".B accord", ".I COMMAND", "[\\fIflags\\fR]", ".SH DESCRIPTION"]
      + [roff("A policy in YAML files declares who is in a Segment workspace, in which groups, and with which roles.")]
      + [roff("accord plan shows what differs, accord apply makes the workspace match.")]
      + [".SH COMMANDS"] + CommandTable.all.flatMap { entry("\\fBaccord\\-\(roff($0.name))\\fR(1)", $0.summary) }
      + [".SH ENVIRONMENT"] + environment.flatMap { entry("\\fB\(roff($0.name))\\fR", $0.meaning) }
      + exitStatus
      + [".SH SEE ALSO", roff("The reference pages and a policy to begin with are in share/doc/accord.")]
  }

  private static func page(of command: Command) -> [String] {
    let operands = command.operands.map(operand)
    var lines = head("accord-\(command.name)", command.summary)
    lines += [".SH SYNOPSIS", ".B accord \(roff(command.name))"] + operands.map(\.usage) + ["[\\fIflags\\fR]"]
    lines += [".SH DESCRIPTION", roff(command.details)]
    for operand in operands { lines += entry("\\fI\(roff(operand.name))\\fR", operand.help) }
    lines.append(".SH OPTIONS")
    for group in command.groups {
      lines.append(".SS \(quoted(group.title))")
      for flag in group.flags { lines += entry(usage(flag), flag.explanation) }
    }
    if !command.examples.isEmpty { lines += [".SH EXAMPLES"] + verbatim(command.examples) }
    if !command.appendix.isEmpty { lines += appendix(command.appendix) }
    return lines + exitStatus + [".SH SEE ALSO", ".BR accord (1)"]
  }

  /// What the program reads there besides what libcurl does.
  private static let environment = [
    (name: "SEGMENT_TOKEN", meaning: "the token of a Public API user; never an argument"),
    (name: "SEGMENT_TOKEN_FILE", meaning: "a file to read the token from instead; like --token-file"),
    (name: "SEGMENT_API_URL", meaning: "the address of the API instead of the region's; like --api-url"),
    (name: "SSL_CERT_FILE, SSL_CERT_DIR", meaning: "certificate authorities to trust instead of the system's"),
    (name: "NO_COLOR", meaning: "no colour, unless --color says otherwise"),
  ]
}

extension ManualPage {
  private static func head(_ name: String, _ summary: String) -> [String] {
    [
      ".\\\" Made by `accord help --man` from the table of commands.",
      ".TH \(name.uppercased()) 1 \"\" \(quoted("accord \(accordVersion)")) \"accord\"",
      ".SH NAME", "\(roff(name)) \\- \(roff(summary))",
    ]
  }

  private static var exitStatus: [String] {
    [".SH EXIT STATUS"] + ExitCode.allCases.flatMap { entry("\\fB\($0.rawValue)\\fR", $0.meaning) }
  }

  private static func operand(_ operand: Command.Operand) -> (name: String, help: String, usage: String) {
    switch operand {
    case .optional(let name, let help): (name, help, "[\\fI\(roff(name))\\fR]")
    case .required(let name, let help): (name, help, "\\fI\(roff(name))\\fR")
    }
  }

  private static func usage(_ flag: Flag) -> String {
    let names = [flag.short, flag.name].compactMap(\.self).map { "\\fB\(roff($0))\\fR" }.joined(separator: ", ")
    return flag.placeholder.map { "\(names) \\fI\(roff($0))\\fR" } ?? names
  }

  /// A term, and below it what it means.
  private static func entry(_ term: String, _ meaning: String) -> [String] { [".TP", term, roff(meaning)] }

  private static func verbatim(_ lines: [String]) -> [String] { [".EX"] + lines.map(roff) + [".EE"] }

  /// Titled blocks: a line that is not indented is a title.
  private static func appendix(_ text: String) -> [String] {
    let lines = text.parted(by: "\n").filter { !$0.isEmpty }
    let parts = lines.split { !$0.begins(with: " ") }
    let titles = lines.filter { !$0.begins(with: " ") }
    return zip(titles, parts).flatMap { [".SH \(quoted($0.uppercased()))"] + verbatim(Array($1)) }
  }

  private static func quoted(_ text: String) -> String { "\"\(roff(text))\"" }

  /// Text that roff prints as it stands: no escape, no request, no typographic dash or quote, ASCII alone.
  static func roff(_ text: String) -> String {
    let written = text.escaped { scalar in
      switch scalar {
      case "\\": "\\(rs"
      case "-": "\\-"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "\"": "\\(dq"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case let other where !other.isASCII: "\\[u\(hexadecimal(other))]"
      default: nil
      }
    }
    return written.begins(with: ".") ? "\\&\(written)" : written
  }

  /// At least four digits, as roff names characters.
  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
