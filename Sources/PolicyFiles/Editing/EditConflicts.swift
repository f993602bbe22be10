internal import Syntax
internal import YAML

/// What edits change in the files, so that two that are made together are never about the same characters.
struct EditConflicts {
  /// A spot of a file; nil for its root.
  private struct Ground: Hashable {
    let file: String
    let spot: Int?
  }

  private struct NewKey: Hashable {
    let ground: Ground
    let key: String
  }

  private var removed: Set<Ground> = []
  /// What must stay, because something in it is changed.
  private var kept: Set<Ground> = []
  private var rewritten: Set<Ground> = []
  private var newKeys: Set<NewKey> = []
  /// By what holds them: how many elements go, and whether any come.
  private var losses: [Ground: Int] = [:]
  private var gains: Set<Ground> = []

  func admits(_ steps: [EditStep]) -> Bool { steps.allSatisfy { admits($0) } }

  private func admits(_ step: EditStep) -> Bool {
    guard removed.isDisjoint(with: step.path.map { Ground(file: step.file, spot: $0) }) else { return false }
    switch step.action {
    case .remove(let spot):
      let holder = Ground(file: step.file, spot: spot.holder.path.first)
      // The last scope takes the whole entry along, so it waits for the others.
      let isLast = (losses[holder] ?? 0) + 1 == spot.parent.count
      return !kept.contains(Ground(file: step.file, spot: spot.path.first))
        && !(spot.parent.isFlow && gains.contains(holder)) && !(isLast && spot.key?.text == "scope")
    case .addItem(_, let list): return admitsGain(in: list, of: step.file)
    case .addEntry(let key, _, _, let mapping):
      let holder = Ground(file: step.file, spot: mapping.path.first)
      return admitsGain(in: mapping, of: step.file) && !newKeys.contains(NewKey(ground: holder, key: key.written))
    case .replace(_, _, let path): return !rewritten.contains(Ground(file: step.file, spot: path.first))
    case .expand(let spot, _, _): return !rewritten.contains(Ground(file: step.file, spot: spot.path.first))
    case .refill(let mapping, _, _): return !kept.contains(Ground(file: step.file, spot: mapping.path.first))
    }
  }

  /// Between brackets commas are shared, so that what comes waits for what goes.
  private func admitsGain(in holder: Holder, of file: String) -> Bool {
    !holder.node.isFlow || losses[Ground(file: file, spot: holder.path.first)] == nil
  }

  mutating func take(_ steps: [EditStep]) {
    for step in steps {
      var path = step.path[...]
      switch step.action {
      case .remove(let spot):
        losses[Ground(file: step.file, spot: spot.holder.path.first), default: 0] += 1
        if let first = path.popFirst() { removed.insert(Ground(file: step.file, spot: first)) }
      case .addItem(_, let list): gains.insert(Ground(file: step.file, spot: list.path.first))
      case .addEntry(let key, _, _, let mapping):
        let holder = Ground(file: step.file, spot: mapping.path.first)
        gains.insert(holder)
        newKeys.insert(NewKey(ground: holder, key: key.written))
      case .replace, .expand: rewritten.insert(Ground(file: step.file, spot: path.first))
      // Whatever else is in it waits for another round.
      case .refill(let mapping, _, _): removed.insert(Ground(file: step.file, spot: mapping.path.first))
      }
      kept.formUnion(path.map { Ground(file: step.file, spot: $0) })
    }
  }
}

extension EditStep {
  /// What it changes, and what that stands in.
  fileprivate var path: [Int] {
    switch action {
    case .remove(let spot), .expand(let spot, _, _): spot.path
    case .addItem(_, let holder), .addEntry(_, _, _, let holder), .refill(let holder, _, _): holder.path
    case .replace(_, _, let path): path
    }
  }
}

extension NewNode {
  fileprivate var written: String { text(.none, in: .block) }
}
