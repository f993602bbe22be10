internal import YAML

extension EditableFile {
  /// What edits do to this file.
  func patches(_ planned: [EditBatch.Planned]) throws(CannotEdit) -> [Patch] {
    var (patches, changes, order) = ([Patch](), [Int?: CollectionChange](), [Int?]())
    for edit in planned {
      for step in edit.steps where step.file == path {
        guard let holder = step.holder else {
          patches += try rewriting(step, for: edit.unit[0])
          continue
        }
        if changes[holder.path.first] == nil { order.append(holder.path.first) }
        changes[holder.path.first, default: CollectionChange(of: holder)].take(step, for: edit.unit[0])
      }
    }
    for holder in order {
      if let change = changes[holder] { patches += try text.patches(for: change, conventions) }
    }
    return patches
  }

  /// What a step does to one scalar.
  private func rewriting(_ step: EditStep, for edit: Int) throws(CannotEdit) -> [Patch] {
    switch step.action {
    case .replace(let scalar, let new, _): try text.rewriting(scalar, as: new, for: edit)
    case .expand(let spot, let key, let pairs): try text.expanding(spot, under: key, pairs, for: edit)
    case .refill(let mapping, let gone, let pairs): try text.refilling(mapping.node, without: gone, pairs, for: edit)
    case .remove, .addItem, .addEntry: []
    }
  }
}

extension EditStep {
  /// The list or mapping that gains or loses an element; nil where none does.
  fileprivate var holder: Holder? {
    switch action {
    case .remove(let spot): spot.holder
    case .addItem(_, let list): list
    case .addEntry(_, _, _, let mapping): mapping
    case .replace, .expand, .refill: nil
    }
  }
}

extension CollectionChange {
  fileprivate mutating func take(_ step: EditStep, for edit: Int) {
    switch step.action {
    case .remove(let spot): removals.append(Removal(index: spot.index, edit: edit))
    case .addItem(let node, _): additions.append(Addition(key: nil, value: node, comment: nil, edit: edit))
    case .addEntry(let key, let value, let comment, _):
      additions.append(Addition(key: key, value: value, comment: comment, edit: edit))
    case .replace, .expand, .refill: return
    }
  }
}
