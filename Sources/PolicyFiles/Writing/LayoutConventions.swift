internal import YAML

/// How a file is written: what new lines of it should look like.
struct LayoutConventions {
  /// How lists under one key are written.
  struct Lists {
    var isBlock: Bool
    /// Columns from the key to its dashes.
    var offset = 2
    /// Between a dash and what follows it.
    var spacing = " "
    var quotes = Layout.Quotes.none
  }

  /// Columns by which a mapping is indented below its key.
  private(set) var step = 2
  private var samples: [String: [Lists]] = [:]
  private var all: [Lists] = []

  /// Those of a file that nobody has written yet.
  init() {}

  init(_ root: Layout?, _ text: SourceText) {
    var steps: [Int] = []
    if let root { look(at: root, text, &steps) }
    step = steps.first ?? 2
  }

  /// As most lists of this key are, else as most lists of the file.
  func lists(_ key: String) -> Lists {
    let known = samples[key] ?? all
    let blocks = known.filter(\.isBlock)
    if blocks.count * 2 >= known.count { return blocks.first ?? Lists(isBlock: true, offset: step) }
    var flow = known.first { !$0.isBlock } ?? Lists(isBlock: false)
    let sample = all.first(where: \.isBlock)
    (flow.offset, flow.spacing) = (sample?.offset ?? step, sample?.spacing ?? " ")
    return flow
  }

  private mutating func look(at node: Layout, _ text: SourceText, _ steps: inout [Int]) {
    for entry in node.entries {
      if !node.isFlow, !entry.value.isFlow, !entry.value.entries.isEmpty {
        steps.append(entry.value.start.column - entry.key.start.column)
      }
      if !entry.value.items.isEmpty {
        let lists = Self.sample(entry.value, under: entry.key, text)
        samples[entry.key.text, default: []].append(lists)
        all.append(lists)
      }
      look(at: entry.value, text, &steps)
    }
    for item in node.items { look(at: item, text, &steps) }
  }

  static func sample(_ list: Layout, under key: Layout, _ text: SourceText) -> Lists {
    let quotes = quotes(of: list.items.map { $0.entries.first?.value ?? $0 })
    guard !list.isFlow else { return Lists(isBlock: false, quotes: quotes) }
    return Lists(
      isBlock: true, offset: max(0, list.start.column - key.start.column), spacing: spacing(list, text), quotes: quotes)
  }

  /// Between the last dash and what follows it on its line.
  static func spacing(_ list: Layout, _ text: SourceText) -> String {
    guard let last = list.items.last else { return " " }
    let line = text[last.start.line].text
    let between = line[..<(last.start.column - 1)].dropFirst(list.start.column)
    return !between.isEmpty && between.allSatisfy { $0 == " " } ? String(repeating: " ", count: between.count) : " "
  }

  /// The quotes that all of these have; none where they differ.
  static func quotes(of nodes: [Layout]) -> Layout.Quotes {
    let quotes = nodes.compactMap { node -> Layout.Quotes? in
      if case .scalar(_, let quotes) = node.content { quotes } else { nil }
    }
    guard let first = quotes.first, quotes.allSatisfy({ $0 == first }) else { return .none }
    return first
  }
}
