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
    /// Writes a scalar anew, in quotes like those it has; with the path to what it is of.
    case replace(Layout, with: NewNode, path: [Int])
    /// Makes a mapping of an item that is text alone, which becomes the value of a key.
    case expand(Spot, under: String, [(key: NewNode, value: NewNode)])
    /// Writes a mapping in braces anew, without some of its entries and with others.
    case refill(Holder, without: Set<Int>, [(key: NewNode, value: NewNode)])
  }

  let file: String
  let action: Action

  /// Where an error about it is shown.
  var place: Place {
    let mark =
      switch action {
      case .remove(let spot): spot.parent.isList ? spot.parent.items[spot.index].start : spot.value.key?.start
      case .addItem(_, let list): list.node.end
      case .addEntry(_, _, _, let mapping): mapping.node.end
      case .replace(let scalar, _, _): scalar.start
      case .refill(let mapping, _, _): mapping.node.start
      case .expand(let spot, _, _): spot.parent.items[spot.index].start
      }
    return Place(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}

extension Layout {
  var isList: Bool {
    if case .sequence = content { true } else { false }
  }
}
