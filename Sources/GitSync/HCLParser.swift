internal import YAML

/// Tokens to the blocks that somebody wants; the others are only found their end.
struct HCLParser {
  private let tokens: [HCLToken]
  private let isWanted: (_ type: String, _ labels: [String]) -> Bool
  private var at = 0

  /// Collections inside collections.
  private static let maximumDepth = 32

  static func blocks(
    of text: String, where isWanted: @escaping (_ type: String, _ labels: [String]) -> Bool
  ) throws(HCLProblem) -> [HCLBlock] {
    var parser = HCLParser(tokens: try HCLLexer.tokens(text), isWanted: isWanted)
    var blocks: [HCLBlock] = []
    while true {
      parser.skipNewlines()
      if parser.current.kind == .end { return blocks }
      if let block = try parser.block() { blocks.append(block) }
    }
  }

  private init(tokens: [HCLToken], isWanted: @escaping (String, [String]) -> Bool) {
    self.tokens = tokens
    self.isWanted = isWanted
  }

  private var current: HCLToken { tokens[at] }

  private mutating func advance() { if at + 1 < tokens.count { at += 1 } }

  private mutating func skipNewlines() { while current.kind == .newline { advance() } }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard current.kind == .sign(sign) else { return false }
    advance()
    return true
  }

  /// Nil for one that nobody wants.
  private mutating func block() throws(HCLProblem) -> HCLBlock? {
    let start = current.mark
    guard case .identifier(let type) = current.kind else { throw HCLProblem("a block was expected here", at: start) }
    advance()
    var labels: [String] = []
    while !take("{") {
      switch current.kind {
      case .text(let label), .identifier(let label): labels.append(label)
      case .template, .heredoc, .number, .sign, .newline, .end:
        throw HCLProblem("the { of a block was expected here", at: current.mark)
      }
      advance()
    }
    guard isWanted(type, labels) else {
      try skipToEnd(of: start)
      return nil
    }
    return try body(of: type, labels, start)
  }

  private mutating func body(of type: String, _ labels: [String], _ start: Mark) throws(HCLProblem) -> HCLBlock {
    var (attributes, blocks) = ([HCLAttribute](), [(name: String, mark: Mark)]())
    while true {
      skipNewlines()
      if take("}") {
        return HCLBlock(type: type, labels: labels, attributes: attributes, blocks: blocks, mark: start)
      }
      let mark = current.mark
      guard case .identifier(let name) = current.kind else {
        throw HCLProblem(
          current.kind == .end ? "the block has no end" : "an attribute was expected here",
          at: current.kind == .end ? start : mark)
      }
      advance()
      if take("=") {
        attributes.append(HCLAttribute(name: name, value: try value(depth: 1), mark: mark))
      } else {
        while !take("{") {
          guard current.kind != .newline, current.kind != .end else {
            throw HCLProblem("= or { was expected here", at: current.mark)
          }
          advance()
        }
        try skipToEnd(of: mark)
        blocks.append((name, mark))
      }
    }
  }

  /// Behind the `}` that closes the `{` just taken.
  private mutating func skipToEnd(of start: Mark) throws(HCLProblem) {
    var depth = 1
    while depth > 0 {
      switch current.kind {
      case .sign("{"): depth += 1
      case .sign("}"): depth -= 1
      case .end: throw HCLProblem("the block has no end", at: start)
      case .identifier, .text, .template, .heredoc, .number, .sign, .newline: break
      }
      advance()
    }
  }
}

// Values.
extension HCLParser {
  private mutating func value(depth: Int) throws(HCLProblem) -> HCLValue {
    let start = current.mark
    guard depth <= Self.maximumDepth else { throw HCLProblem("more than \(Self.maximumDepth) levels deep", at: start) }
    let value = try simpleValue(depth: depth)
    guard !endsValue(current.kind) else { return value }
    try skipExpression(from: start)
    return .other("an expression", at: start)
  }

  private mutating func simpleValue(depth: Int) throws(HCLProblem) -> HCLValue {
    let token = current
    switch token.kind {
    case .text(let text):
      advance()
      return .text(text, at: token.mark)
    case .identifier(let name):
      advance()
      return word(name, token.mark)
    case .sign("["):
      advance()
      return .list(try list(from: token.mark, depth: depth + 1), at: token.mark)
    case .sign("{"):
      advance()
      return .object(try object(from: token.mark, depth: depth + 1), at: token.mark)
    case .template, .heredoc, .number:
      advance()
      return .other(
        token.kind == .template ? "a template" : token.kind == .heredoc ? "a heredoc" : "a number", at: token.mark)
    case .sign, .newline, .end: return .other("an expression", at: token.mark)
    }
  }

  private mutating func word(_ name: String, _ mark: Mark) -> HCLValue {
    if name == "null" { return .null(at: mark) }
    if name == "true" || name == "false" { return .other(name, at: mark) }
    var path = [name]
    while current.kind == .sign("."), at + 1 < tokens.count, case .identifier(let part) = tokens[at + 1].kind {
      path.append(part)
      advance()
      advance()
    }
    return .reference(path, at: mark)
  }

  private mutating func list(from start: Mark, depth: Int) throws(HCLProblem) -> [HCLValue] {
    var items: [HCLValue] = []
    while true {
      skipNewlines()
      if take("]") { return items }
      guard current.kind != .end else { throw HCLProblem("the list has no end", at: start) }
      items.append(try value(depth: depth))
      skipNewlines()
      guard take(",") || current.kind == .sign("]") else {
        throw HCLProblem("a comma or ] was expected here", at: current.mark)
      }
    }
  }

  private mutating func object(from start: Mark, depth: Int) throws(HCLProblem) -> [HCLAttribute] {
    var items: [HCLAttribute] = []
    while true {
      skipNewlines()
      if take("}") { return items }
      let mark = current.mark
      let name: String
      switch current.kind {
      case .identifier(let text), .text(let text): name = text
      case .end: throw HCLProblem("the object has no end", at: start)
      case .template, .heredoc, .number, .sign, .newline: throw HCLProblem("a key was expected here", at: mark)
      }
      advance()
      guard take("=") || take(":") else { throw HCLProblem("= was expected here", at: current.mark) }
      items.append(HCLAttribute(name: name, value: try value(depth: depth), mark: mark))
      guard take(",") || current.kind == .newline || current.kind == .sign("}") else {
        throw HCLProblem("a new line or } was expected here", at: current.mark)
      }
    }
  }

  private func endsValue(_ kind: HCLToken.Kind) -> Bool {
    switch kind {
    case .newline, .end, .sign(","), .sign("]"), .sign("}"): true
    case .identifier, .text, .template, .heredoc, .number, .sign: false
    }
  }

  /// To the end of a value that has more to it than is read here: operators, calls, `for`.
  private mutating func skipExpression(from start: Mark) throws(HCLProblem) {
    var depth = 0
    while depth > 0 || !endsValue(current.kind) {
      switch current.kind {
      case .sign("{"), .sign("["), .sign("("): depth += 1
      case .sign("}"), .sign("]"), .sign(")"): depth -= 1
      case .end: throw HCLProblem("the value that begins here has no end", at: start)
      case .identifier, .text, .template, .heredoc, .number, .sign, .newline: break
      }
      advance()
    }
  }
}
