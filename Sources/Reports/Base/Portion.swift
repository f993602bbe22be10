import Access

/// The changes that a plan shows together: all of them, or apart those that only this policy makes and those that were
/// pending before it.
struct Portion {
  let changes: [Change]
  /// Where it stands in a page's addresses: `pending-`, or nothing.
  let anchorPrefix: String
  /// Whether what takes nothing away may be folded: never what a pull request does itself.
  let mayFold: Bool
  private let prefix: String?
  /// `new`, `already pending`: which of them it is, behind a number.
  private var tile: String? { prefix == nil ? nil : anchorPrefix.isEmpty ? "new" : "already pending" }

  /// `Takes access away`, `New here: takes access away`
  func title(_ words: String) -> String {
    guard let prefix else { return words.prefix(1).uppercased() + words.dropFirst() }
    return "\(prefix): \(words)"
  }

  /// For a page: how many take access away, and how many do not, by the words of ``figures(_:_:)``.
  var tiles: (removals: Document.Figure, additions: Document.Figure) {
    let removals = changes.count(where: \.kind.isRemoval)
    let which = tile.map { " (\($0))" } ?? ""
    return (
      Document.Figure(
        removals, "takes access away\(which)", "take access away\(which)", style: .removal,
        anchor: "\(anchorPrefix)removals"),
      Document.Figure(
        changes.count - removals, "gives access or renames\(which)", "give access or rename\(which)",
        style: .addition, anchor: "\(anchorPrefix)additions")
    )
  }

  fileprivate init(_ changes: [Change], prefix: String? = nil, anchorPrefix: String = "", mayFold: Bool = true) {
    self.changes = changes
    self.prefix = prefix
    self.anchorPrefix = anchorPrefix
    self.mayFold = mayFold
  }

  /// `22 changes, 8 take access away`, `2 new changes, none takes access away`
  func figures(_ one: String = "change", _ several: String? = nil) -> String {
    let removals = changes.count(where: \.kind.isRemoval)
    let taking = removals == 0 ? "none takes access away" : "\(counted(removals, "takes", "take")) access away"
    return "\(counted(changes.count, one, several)), \(taking)"
  }
}

extension Plan {
  /// One without a base, or with one that nothing was compared with; else what is new before what was pending.
  var portions: [Portion] {
    guard let comparison else { return [Portion(changes)] }
    guard comparison.problem == nil else { return [Portion(changes, mayFold: false)] }
    return [
      Portion(changes.filter { $0.mark != .alreadyPending }, prefix: "New here", mayFold: false),
      Portion(
        changes.filter { $0.mark == .alreadyPending }, prefix: "Already pending", anchorPrefix: "pending-"),
    ]
  }
}
