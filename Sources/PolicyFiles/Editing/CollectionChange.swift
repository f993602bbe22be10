internal import Syntax
internal import YAML

/// All that edits take out of one list or mapping, and all that they add to it.
struct CollectionChange {
  struct Removal {
    let index: Int
    let edit: Int
  }

  struct Addition {
    /// Nil for an item of a list.
    let key: NewNode?
    let value: NewNode
    let comment: String?
    let edit: Int
  }

  let holder: Holder
  var removals: [Removal] = []
  var additions: [Addition] = []

  init(of holder: Holder) { self.holder = holder }

  /// Whether nothing is left of what it holds.
  var isEmptied: Bool { removals.count == holder.node.count && additions.isEmpty }
}

extension SourceText {
  func patches(for change: CollectionChange, _ conventions: LayoutConventions) throws(CannotEdit) -> [Patch] {
    try removing(change) + (change.additions.isEmpty ? [] : try adding(change, conventions))
  }

  /// Writes a scalar that stands on one line anew.
  func rewriting(_ scalar: Layout, as new: String, for edit: Int) throws(CannotEdit) -> [Patch] {
    guard scalar.start.line == scalar.end.line, case .scalar(let old, let quotes) = scalar.content else {
      throw CannotEdit(why: "it runs over several lines; edit it by hand", mark: scalar.start)
    }
    if old.unicodeScalars.elementsEqual(new.unicodeScalars) { return [] }
    let text = ScalarText.written(new, like: quotes, in: .flow)
    return [Patch(.replace(scalar.start, scalar.end, with: text), for: [edit])]
  }
}
