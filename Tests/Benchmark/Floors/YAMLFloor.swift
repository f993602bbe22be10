import CLibYAML

/// libyaml's events, drained and dropped: nobody reads YAML with it faster.
enum YAMLFloor {
  /// - Throws: when libyaml cannot read the text.
  static func drain(_ files: [[UInt8]]) throws {
    for file in files { try file.withUnsafeBufferPointer(drain) }
  }

  private static func drain(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    var parser = yaml_parser_t()
    var event = yaml_event_t()
    // It points into itself and must not move.
    try withUnsafeMutablePointer(to: &parser) { parser in
      yaml_parser_initialize(parser)
      defer { yaml_parser_delete(parser) }
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
      var type = YAML_NO_EVENT
      while type != YAML_STREAM_END_EVENT {
        guard yaml_parser_parse(parser, &event) == 1 else { throw BenchmarkProblem("libyaml cannot read the workload") }
        type = event.type
        yaml_event_delete(&event)
      }
    }
  }
}
