internal import CLibYAML

/// A node with where it begins and ends and how it is written: what an edit of the text cuts along.
///
/// Besides ``Node``, which is read thousands of times more often than a policy is edited and stays small for that.
package struct Layout: Sendable {
  package enum Content: Sendable {
    case scalar(String, Quotes)
    case sequence([Layout])
    case mapping([Entry])
  }

  package enum Quotes: Sendable {
    case none
    case single
    case double
    /// `|` or `>`, which runs over whole lines.
    case block
  }

  /// One entry of a mapping.
  package struct Entry: Sendable {
    package let key: Layout
    package let value: Layout
  }

  package let content: Content
  /// Whether it is a list in `[ ]` or a mapping in `{ }`.
  package let isFlow: Bool
  /// A block list begins at its first dash, a block mapping at its first key.
  package let start: Mark
  /// Behind the last character of it; nothing of a block collection's comments or blank lines is inside.
  package let end: Mark

  /// The root of a text that ``Document`` found nothing wrong with; nil for any other and for one with no content.
  package init?(of bytes: [UInt8]) {
    let document = Document(reading: bytes)
    guard document.problems.isEmpty, document.root != nil else { return nil }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let root = bytes[start...].withUnsafeBufferPointer { bytes -> Layout? in
      var events = EventStream(bytes)
      while events.advance() {
        let type = events.current.pointee.type
        if type == YAML_DOCUMENT_START_EVENT { return events.advance() ? Layout(&events) : nil }
        if type == YAML_STREAM_END_EVENT { return nil }
      }
      return nil
    }
    guard let root else { return nil }
    self = root
  }

  /// The node that the current event begins, read to its end; nil where the text cannot be read.
  private init?(_ events: inout EventStream) {
    start = Mark(events.current.pointee.start_mark)
    switch events.current.pointee.type {
    case YAML_SCALAR_EVENT:
      let data = events.current.pointee.data.scalar
      let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
      content = .scalar(text, Quotes(data.style))
      isFlow = false
      end = Mark(events.current.pointee.end_mark)
    case YAML_SEQUENCE_START_EVENT:
      isFlow = events.current.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      var items: [Layout] = []
      while events.advance(), events.current.pointee.type != YAML_SEQUENCE_END_EVENT {
        guard let item = Layout(&events) else { return nil }
        items.append(item)
      }
      content = .sequence(items)
      end = isFlow ? Mark(events.current.pointee.end_mark) : items.last?.end ?? start
    case YAML_MAPPING_START_EVENT:
      isFlow = events.current.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      var entries: [Entry] = []
      while events.advance(), events.current.pointee.type != YAML_MAPPING_END_EVENT {
        guard let key = Layout(&events), events.advance(), let value = Layout(&events) else { return nil }
        entries.append(Entry(key: key, value: value))
      }
      content = .mapping(entries)
      end = isFlow ? Mark(events.current.pointee.end_mark) : entries.last?.value.end ?? start
    default: return nil
    }
  }
}

extension Layout.Quotes {
  init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .single
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .double
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
    default: self = .none
    }
  }
}
