internal import CLibYAML

/// Events to nodes. What libyaml accepts and a policy does not (anchors, aliases, tags, merge keys, duplicate keys) is
/// collected and reading goes on; a second document, too much depth and a syntax error end the file.
struct TreeBuilder: ~Copyable {
  private var events: EventStream
  private let source: UnsafeBufferPointer<UInt8>
  private let swallowed: [Int: SourceScan.Swallowed]
  private let hasSwallowed: Bool
  private var items = SharedStack<Node>()
  private var pairs = SharedStack<Pair>()
  private var texts: RecurringTexts
  private var cursor = SourceLines.Cursor()
  private(set) var problems: [Problem] = []
  /// Whether something was reported since the last node began. A syntax error that follows at once has the same cause:
  /// in `Team #1:` the comment takes the colon too, and libyaml stumbles over the next line.
  private var hasFreshProblem = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ scan: SourceScan) {
    source = bytes
    swallowed = scan.swallowed
    hasSwallowed = !swallowed.isEmpty
    texts = RecurringTexts(inTextOf: bytes.count)
    events = EventStream(bytes)
  }

  /// The root of the file's one document; nil when there is none or it could not be read to its end.
  mutating func document() -> Node? {
    do throws(Problem) {
      var root: Node?
      while try advance() != YAML_STREAM_END_EVENT {
        guard events.current.pointee.type == YAML_DOCUMENT_START_EVENT else { continue }
        if root != nil { throw Problem(.secondDocument, at: mark) }
        _ = try advance()
        root = try node(depth: 1)
      }
      problems.sort { $0.mark < $1.mark }
      return root
    } catch {
      if !(hasFreshProblem && error.isSyntax) { problems.append(error) }
      return nil
    }
  }

  /// The node that the current event begins, read to its end.
  private mutating func node(depth: Int) throws(Problem) -> Node {
    hasFreshProblem = false
    switch events.current.pointee.type {
    case YAML_SCALAR_EVENT: return try scalar()
    case YAML_SEQUENCE_START_EVENT: return try sequence(depth: depth)
    case YAML_MAPPING_START_EVENT: return try mapping(depth: depth)
    default:
      // Only an alias is left where libyaml's grammar has a node.
      try report(.alias(Self.text(events.current.pointee.data.alias.anchor)), at: mark)
      return .refused(at: mark)
    }
  }

  private mutating func scalar() throws(Problem) -> Node {
    let read = try scalarText(mayRecur: true)
    if read.isPlain, hasSwallowed, let comment = swallowed[endMark.line], comment.column == endMark.column {
      try report(.swallowed(comment.text), at: read.mark)
      return .refused(at: read.mark)
    }
    if let dash = continuingDash(read) {
      try report(.dashInText, at: dash)
      return .refused(at: read.mark)
    }
    // `!shout` alone was meant to be text, not to be missing.
    if hasFreshProblem, read.isMissing { return .refused(at: read.mark) }
    return .scalar(read)
  }

  /// Where an entry that is indented too far goes on with the text before it.
  private mutating func continuingDash(_ text: Scalar) -> Mark? {
    guard text.isPlain, endMark.line > text.mark.line else { return nil }
    let dash = cursor.lines(text.mark.line...endMark.line, of: source).dropFirst().first(where: \.isEntry)
    return dash.map { Mark(line: $0.number, column: $0.indent + 1) }
  }

  private mutating func scalarText(mayRecur: Bool) throws(Problem) -> Scalar {
    let data = events.current.pointee.data.scalar
    let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
    // libyaml drops the tag `!` and leaves this trace of it.
    let lostTag = isPlain && data.plain_implicit == 0 && data.tag == nil
    if data.anchor != nil || data.tag != nil || lostTag {
      try reportProperties(anchor: data.anchor, tag: data.tag, lostTag: lostTag)
    }
    // By length: an escape in a quoted scalar may have made a NUL.
    let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
    let text = mayRecur ? texts.text(bytes) : String(decoding: bytes, as: UTF8.self)
    return Scalar(text, isPlain: isPlain, at: mark)
  }

  private mutating func sequence(depth: Int) throws(Problem) -> Node {
    let (start, data) = (mark, events.current.pointee.data.sequence_start)
    guard depth <= Document.maximumDepth else { throw Problem(.tooDeep, at: start) }
    try reportProperties(anchor: data.anchor, tag: data.tag, lostTag: false)
    let height = items.count
    while try advance() != YAML_SEQUENCE_END_EVENT {
      let item = try node(depth: depth + 1)
      items.push(item)
    }
    return .sequence(items.take(above: height), at: start)
  }

  private mutating func mapping(depth: Int) throws(Problem) -> Node {
    let (start, data) = (mark, events.current.pointee.data.mapping_start)
    let isFlow = data.style == YAML_FLOW_MAPPING_STYLE
    guard depth <= Document.maximumDepth else { throw Problem(.tooDeep, at: start) }
    try reportProperties(anchor: data.anchor, tag: data.tag, lostTag: false)
    let height = pairs.count
    while try advance() != YAML_MAPPING_END_EVENT {
      let key = try self.key(depth: depth + 1)
      _ = try advance()
      let value = try node(depth: depth + 1)
      if let key { pairs.push(Pair(key, value)) }
    }
    return .mapping(try withoutDuplicates(pairs.take(above: height)), at: start, isFlow: isFlow)
  }

  /// Nil for a key that was refused; its value is read and dropped.
  private mutating func key(depth: Int) throws(Problem) -> Scalar? {
    guard events.current.pointee.type == YAML_SCALAR_EVENT else {
      let known = problems.count
      let refused = try node(depth: depth)
      // An alias is reported as one.
      if problems.count == known { try report(.keyNotText, at: refused.mark) }
      return nil
    }
    hasFreshProblem = false
    // A key stands once in its mapping, and the words of the format need no memory.
    let scalar = try scalarText(mayRecur: false)
    if scalar.isPlain, scalar.text == "<<" {
      try report(.mergeKey, at: scalar.mark)
      return nil
    }
    return scalar
  }
}

extension TreeBuilder {
  private mutating func withoutDuplicates(_ pairs: [Pair]) throws(Problem) -> [Pair] {
    let duplicates = DuplicateKeys.find(in: pairs)
    guard !duplicates.isEmpty else { return pairs }
    for duplicate in duplicates {
      let (key, first) = (pairs[duplicate.at].key, pairs[duplicate.first].key)
      try report(.duplicateKey(key.text, first: first.mark), at: key.mark)
    }
    let dropped = Set(duplicates.map(\.at))
    return pairs.indices.filter { !dropped.contains($0) }.map { pairs[$0] }
  }

  private mutating func reportProperties(
    anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, lostTag: Bool
  ) throws(Problem) {
    if anchor != nil { try report(.anchor(Self.text(anchor)), at: mark) }
    if tag != nil || lostTag { try report(.tag(lostTag ? "!" : Self.shortened(Self.text(tag))), at: mark) }
  }

  private mutating func report(_ kind: Problem.Kind, at mark: Mark) throws(Problem) {
    guard problems.count < Document.maximumProblems else { throw Problem(.tooManyProblems, at: mark) }
    problems.append(Problem(kind, at: mark))
    hasFreshProblem = true
  }

  private mutating func advance() throws(Problem) -> yaml_event_type_t {
    guard events.advance() else { throw Problem(events.failure, swallowed: swallowed, source: source) }
    return events.current.pointee.type
  }

  private var mark: Mark { Mark(events.current.pointee.start_mark) }
  private var endMark: Mark { Mark(events.current.pointee.end_mark) }

  /// `!!str`, as it was written.
  private static func shortened(_ tag: String) -> String {
    let standard = "tag:yaml.org,2002:"
    return tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
