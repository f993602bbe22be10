internal import Syntax
internal import YAML

/// Where new elements of a list or mapping go: where their names belong if those there are plainly sorted, else behind
/// the last.
struct SortedPlace {
  /// Two names are in order half of the time, whoever wrote them.
  private static let fewest = 3

  private struct Neighbour {
    let index: Int
    let name: String
  }

  private let neighbours: [Neighbour]
  private let last: Int
  /// Nil where the neighbours are in no order.
  private let isBefore: ((String, String) -> Bool)?

  init(in node: Layout) {
    last = node.count - 1
    let names = node.entries.map(\.key.text) + node.items.map { ($0.entries.first?.value ?? $0).text }
    neighbours = names.enumerated().filter { !Self.standsApart($0.element) }.map { Neighbour(index: $0, name: $1) }
    let sorted = neighbours.map(\.name)
    isBefore =
      sorted.count < Self.fewest
      ? nil
      : [Self.inDictionary, Self.inTable].first { order in
        zip(sorted, sorted.dropFirst()).allSatisfy { order($0, $1) }
      }
  }

  /// Teams and bundles stand together, before or behind what is sorted.
  private static func standsApart(_ name: String) -> Bool { name.begins(with: "team/") || name.begins(with: "bundle/") }

  /// Capitals beside small letters, as people sort.
  private static func inDictionary(_ left: String, _ right: String) -> Bool { left.lowercased() < right.lowercased() }
  /// As programs sort.
  private static func inTable(_ left: String, _ right: String) -> Bool { left < right }

  /// New elements that go to one place, in their order there.
  struct Slot {
    /// The element in front of them; nil in front of all.
    let behind: Int?
    fileprivate(set) var additions: [CollectionChange.Addition]
  }

  func slots(for additions: [CollectionChange.Addition]) -> [Slot] {
    let named = additions.map { (name: ($0.key ?? $0.value).sortedName, addition: $0) }
    guard let isBefore else { return [Slot(behind: last, additions: additions)] }
    let sorted = named.sorted { isBefore($0.name ?? "", $1.name ?? "") }
    var slots: [Slot] = []
    for (name, addition) in sorted {
      if let name { add(addition, behind: predecessor(of: name, isBefore), to: &slots) }
    }
    for (name, addition) in named where name == nil { add(addition, behind: last, to: &slots) }
    return slots
  }

  private func add(_ addition: CollectionChange.Addition, behind index: Int?, to slots: inout [Slot]) {
    if let at = slots.firstIndex(where: { $0.behind == index }) {
      slots[at].additions.append(addition)
    } else {
      slots.append(Slot(behind: index, additions: [addition]))
    }
  }

  private func predecessor(of name: String, _ isBefore: (String, String) -> Bool) -> Int? {
    if let index = neighbours.last(where: { !isBefore(name, $0.name) })?.index { return index }
    // In front of the first of the sorted, which need not be the first of all.
    return neighbours.first.flatMap { $0.index == 0 ? nil : $0.index - 1 }
  }
}

extension NewNode {
  /// What it is sorted by; nil for what belongs to no order, such as a word of the format.
  fileprivate var sortedName: String? {
    switch self {
    case .name(let name): name
    case .mapping(let pairs): pairs.first?.value.sortedName
    case .flow(let node), .noted(let node, _): node.sortedName
    case .word, .list: nil
    }
  }
}
