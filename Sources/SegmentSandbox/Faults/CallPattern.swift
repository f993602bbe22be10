import Serving

/// Which calls a fault is about: a method and a path.
package struct CallPattern: Hashable, Sendable {
  enum Methods: Hashable { case any, reads, writes, one(String) }

  enum Segment: Hashable {
    case literal(String)
    /// Any one segment.
    case wildcard
    /// Any segments to the end, none included.
    case rest
  }

  let methods: Methods
  let segments: [Segment]

  /// Every call.
  package static let any = CallPattern(methods: .any, segments: [.rest])
  /// Every `GET`.
  package static let anyRead = CallPattern(methods: .reads, segments: [.rest])
  /// Everything but `GET`.
  package static let anyWrite = CallPattern(methods: .writes, segments: [.rest])

  private init(methods: Methods, segments: [Segment]) {
    self.methods = methods
    self.segments = segments
  }

  /// Every call of that endpoint, whatever its parameters.
  package init(_ endpoint: Endpoint) {
    methods = .one(endpoint.method)
    segments = endpoint.segments.map(Segment.init)
  }

  /// Reads `*`, `read`, `write`, `POST`, `/users` or `POST /users/{userId}/permissions`; nil for anything else.
  ///
  /// A segment that is `*` or stands in braces is any one segment; a last `**` is any number of them.
  package init?(parsing text: String) {
    let words = text.split(separator: " ").map(String.init)
    let paths = words.filter { $0.hasPrefix("/") }
    let heads = words.filter { !$0.hasPrefix("/") }
    guard !words.isEmpty, paths.count <= 1, heads.count <= 1, let methods = Methods(heads.first ?? "*") else {
      return nil
    }
    let segments = paths.first.map { $0.split(separator: "/").map(Segment.init) } ?? [.rest]
    guard !segments.dropLast().contains(.rest) else { return nil }
    self.methods = methods
    self.segments = segments
  }

  func matches(_ request: RawRequest) -> Bool {
    guard methods.include(request.method) else { return false }
    var path = request.target.prefix { $0 != "?" }.split(separator: "/")[...]
    for segment in segments {
      switch segment {
      case .rest: return true
      case .wildcard: if path.popFirst() == nil { return false }
      case .literal(let text): if path.popFirst().map(String.init) != text { return false }
      }
    }
    return path.isEmpty
  }
}

extension CallPattern.Methods {
  init?(_ word: String) {
    switch word {
    case "*": self = .any
    case "read": self = .reads
    case "write": self = .writes
    default:
      guard !word.isEmpty, word.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
        return nil
      }
      self = .one(word)
    }
  }

  func include(_ method: String) -> Bool {
    switch self {
    case .any: true
    case .reads: method == "GET"
    case .writes: method != "GET"
    case .one(let name): method == name
    }
  }
}

extension CallPattern.Segment {
  init(_ text: Substring) {
    self =
      switch text {
      case "**": .rest
      case "*": .wildcard
      case _ where text.hasPrefix("{") && text.hasSuffix("}"): .wildcard
      default: .literal(String(text))
      }
  }
}
