internal import Access
internal import YAML

/// Why an edit is not made, and the place that stands against it.
struct NotMade: Error {
  let why: String
  let at: Place?

  init(_ why: String, at place: Place? = nil) {
    self.why = why
    at = place
  }
}

/// One thing done to one file; an edit is made of a few.
struct EditStep {
  enum Action {
    case remove(Spot)
    case addItem(NewNode, to: Holder)
    case addEntry(key: NewNode, value: NewNode, comment: String?, to: Holder)
    /// Writes a scalar anew, in quotes like those it has.
    case replace(Layout, with: String)
  }

  let file: String
  let action: Action

  /// Steps are taken from the end of a file to its beginning, so that no mark moves before it is used.
  var anchor: Mark {
    switch action {
    case .remove(let spot):
      spot.parent.items.isEmpty
        ? spot.parent.entries[spot.index].key.start : spot.parent.items[spot.index].start
    case .addItem(_, let list): list.node.end
    case .addEntry(_, _, _, let mapping): mapping.node.end
    case .replace(let scalar, _): scalar.start
    }
  }
}

/// One file of the policy, open for editing.
struct EditableFile {
  let path: String
  let systemPath: String
  let isIncluded: Bool
  var text: SourceText
  /// Of the text as it is between two edits.
  var layout: Layout?

  init(_ file: PolicyText.File) {
    (path, systemPath, isIncluded) = (file.path, file.systemPath, file.isIncluded)
    text = SourceText(file.bytes)
    layout = file.isIncluded ? nil : Layout(of: file.bytes)
  }

  mutating func take(_ step: EditStep, _ manner: Manner) throws(CannotEdit) {
    switch step.action {
    case .remove(let spot): try text.remove(spot)
    case .addItem(let node, let list): try text.add(node, to: list, manner)
    case .addEntry(let key, let value, let comment, let mapping):
      try text.add((key, value), comment: comment, to: mapping, manner)
    case .replace(let scalar, let new):
      guard scalar.start.line == scalar.end.line, case .scalar(_, let quotes) = scalar.content else {
        throw CannotEdit(why: "it runs over several lines; edit it by hand", mark: scalar.start)
      }
      text.replace(scalar.start, scalar.end, with: ScalarText.written(new, like: quotes, in: .flow))
    }
  }
}
