internal import CLibYAML

/// libyaml's event parser over bytes that outlive it.
///
/// The parser points into itself, so it lives on the heap and never moves; the event of the moment is deleted before the
/// next one is asked for, and at the end.
struct EventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// `bytes` must not be empty: libyaml asserts an address.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    // Fails only without memory, and then the first `next` reports it.
    _ = yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// The event last asked for; good until the next call of ``advance()``.
  var current: UnsafePointer<yaml_event_t> { UnsafePointer(event) }

  /// False when libyaml met something it cannot read: ``failure`` says what.
  mutating func advance() -> Bool {
    yaml_event_delete(event)
    return yaml_parser_parse(parser, event) == 1
  }

  /// What libyaml says of the input after ``advance()`` returned false.
  var failure: Failure {
    let state = parser.pointee
    return Failure(
      isScan: state.error == YAML_SCANNER_ERROR,
      problem: state.problem.map { String(cString: $0) } ?? "this cannot be read",
      mark: Mark(state.problem_mark),
      context: state.context.map { String(cString: $0) },
      contextMark: state.context == nil ? nil : Mark(state.context_mark))
  }

  /// libyaml's own words. `mark` and `contextMark` mean other things for a scan error than for a parse error.
  struct Failure {
    let isScan: Bool
    let problem: String
    let mark: Mark
    let context: String?
    let contextMark: Mark?
  }
}

extension Mark {
  /// libyaml counts from 0, in code points.
  init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}
