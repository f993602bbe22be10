internal import YAML

/// Text to tokens. Whatever a file holds besides people and groups (function code above all) must pass through it, so it
/// knows all quoting that Terraform has, nested templates and heredocs included, and keeps the text of plain ones alone.
struct HCLLexer {
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var line = 1
  private var lineStart = 0
  /// Templates inside quoted text inside templates: where there are more, somebody wants the stack to end.
  private var templates = 0
  private static let mostTemplates = 32

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// Every token up to and with the end.
  static func tokens(_ text: String) throws(HCLProblem) -> [HCLToken] {
    var lexer = HCLLexer(text)
    var tokens: [HCLToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private var mark: Mark { Mark(line: line, column: at - lineStart + 1) }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? { at + ahead < scalars.count ? scalars[at + ahead] : nil }

  private mutating func step() {
    if scalars[at] == "\n" {
      line += 1
      lineStart = at + 1
    }
    at += 1
  }

  private mutating func next() throws(HCLProblem) -> HCLToken {
    try skipBlanks()
    let start = mark
    guard let scalar = peek() else { return HCLToken(kind: .end, mark: start) }
    switch scalar {
    case "\n":
      step()
      return HCLToken(kind: .newline, mark: start)
    case "\"": return HCLToken(kind: try quoted(), mark: start)
    case "<" where peek(1) == "<" && (peek(2).map(Self.isLetter) == true || peek(2) == "-"):
      try heredoc()
      return HCLToken(kind: .heredoc, mark: start)
    case _ where Self.isLetter(scalar): return HCLToken(kind: .identifier(word()), mark: start)
    case "0"..."9":
      _ = word()
      return HCLToken(kind: .number, mark: start)
    default:
      step()
      return HCLToken(kind: .sign(scalar), mark: start)
    }
  }

  private mutating func skipBlanks() throws(HCLProblem) {
    while let scalar = peek() {
      switch scalar {
      case " ", "\t", "\r": step()
      case "#": skipLine()
      case "/" where peek(1) == "/": skipLine()
      case "/" where peek(1) == "*": try skipComment()
      default: return
      }
    }
  }

  private mutating func skipLine() { while let scalar = peek(), scalar != "\n" { step() } }

  private mutating func skipComment() throws(HCLProblem) {
    let start = mark
    step()
    step()
    while peek() != nil {
      if peek() == "*", peek(1) == "/" {
        step()
        return step()
      }
      step()
    }
    throw HCLProblem("a comment begins here and does not end", at: start)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  private mutating func word() -> String {
    var word = String.UnicodeScalarView()
    while let scalar = peek(), Self.isLetter(scalar) || ("0"..."9").contains(scalar) || scalar == "-" {
      word.append(scalar)
      step()
    }
    return String(word)
  }
}

// Quoted text.
extension HCLLexer {
  private mutating func quoted() throws(HCLProblem) -> HCLToken.Kind {
    let start = mark
    step()
    var (text, isTemplate) = (String.UnicodeScalarView(), false)
    while let scalar = peek() {
      switch scalar {
      case "\"":
        step()
        return isTemplate ? .template : .text(String(text))
      case "\n": throw HCLProblem("the quoted text has no end on its line", at: start)
      case "\\": text.append(try escape())
      // `$${` is the text `${`.
      case _ where isMarker(scalar) && peek(1) == scalar && peek(2) == "{":
        text.append(contentsOf: [scalar, "{"])
        for _ in 0..<3 { step() }
      case _ where isMarker(scalar) && peek(1) == "{":
        isTemplate = true
        try skipTemplate()
      default:
        text.append(scalar)
        step()
      }
    }
    throw HCLProblem("the quoted text has no end", at: start)
  }

  /// With these a template begins.
  private func isMarker(_ scalar: Unicode.Scalar) -> Bool { scalar == "$" || scalar == "%" }

  private mutating func escape() throws(HCLProblem) -> Unicode.Scalar {
    let start = mark
    step()
    guard let letter = peek() else { throw HCLProblem("the quoted text has no end", at: start) }
    step()
    switch letter {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "\"", "\\": return letter
    case "u": return try scalar(digits: 4, start)
    case "U": return try scalar(digits: 8, start)
    default: throw HCLProblem("unknown escape \\\(letter)", at: start)
    }
  }

  private mutating func scalar(digits: Int, _ start: Mark) throws(HCLProblem) -> Unicode.Scalar {
    var hex = ""
    while hex.utf8.count < digits, let scalar = peek(), scalar.properties.isASCIIHexDigit {
      hex.unicodeScalars.append(scalar)
      step()
    }
    guard hex.utf8.count == digits, let scalar = UInt32(hex, radix: 16).flatMap(Unicode.Scalar.init) else {
      throw HCLProblem("not a character: \\u\(hex)", at: start)
    }
    return scalar
  }

  /// From `${` to its `}`, quoted text inside included.
  private mutating func skipTemplate() throws(HCLProblem) {
    let start = mark
    guard templates < Self.mostTemplates else { throw HCLProblem("templates nested too deep", at: start) }
    templates += 1
    defer { templates -= 1 }
    step()
    step()
    var depth = 1
    while let scalar = peek() {
      switch scalar {
      case "{": depth += 1
      case "}": depth -= 1
      case "\"":
        _ = try quoted()
        continue
      default: break
      }
      step()
      if depth == 0 { return }
    }
    throw HCLProblem("the template has no end", at: start)
  }

  /// From `<<EOT` to the line that holds `EOT` alone.
  private mutating func heredoc() throws(HCLProblem) {
    let start = mark
    step()
    step()
    if peek() == "-" { step() }
    let name = word()
    skipLine()
    while peek() != nil {
      step()
      let lineStart = at
      skipLine()
      let line = String(String.UnicodeScalarView(scalars[lineStart..<at]))
      if line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }).elementsEqual([Substring(name)]) {
        return
      }
    }
    throw HCLProblem("the text that <<\(name) begins has no end", at: start)
  }
}
