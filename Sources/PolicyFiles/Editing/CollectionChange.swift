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

    /// Between brackets.
    func flowText(_ quotes: Layout.Quotes) -> String {
      guard let key else { return value.text(quotes, in: .flow) }
      return "\(key.text(quotes, in: .flow)): \(value.text(.none, in: .flow))"
    }

    /// As lines: an item of a list, or a key and its value.
    func lines(
      quotes: Layout.Quotes = .none, indentation: Int, _ lists: LayoutConventions.Lists?,
      _ conventions: LayoutConventions
    ) -> [String] {
      if let lists { return value.item(indentation: indentation, lists, conventions) }
      guard let key else { return [] }
      return NewNode.entry(
        key, value, note: comment, quotes: (quotes, .none), indentation: indentation, conventions)
    }
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
  func rewriting(_ scalar: Layout, as new: NewNode, for edit: Int) throws(CannotEdit) -> [Patch] {
    guard scalar.start.line == scalar.end.line, case .scalar(_, let quotes) = scalar.content else {
      throw CannotEdit(why: "it runs over several lines; edit it by hand", mark: scalar.start)
    }
    let text =
      if case .word(let word) = new { ScalarText.quoted(word, like: quotes) } else { new.text(quotes, in: .flow) }
    let old = self[scalar.start.line].text[(scalar.start.column - 1)..<(scalar.end.column - 1)]
    return old.elementsEqual(text.unicodeScalars) || scalar.isText(new)
      ? [] : [Patch(.replace(scalar.start, scalar.end, with: text), for: [edit])]
  }

  /// Makes `- role: X` and what else there is to say of `- X`; between brackets, `{role: X, …}`.
  func expanding(
    _ spot: Spot, under key: String, _ pairs: [(key: NewNode, value: NewNode)], for edit: Int
  ) throws(CannotEdit) -> [Patch] {
    let item = spot.parent.items[spot.index]
    guard item.start.line == item.end.line, case .scalar = item.content else {
      throw CannotEdit(why: "it runs over several lines; edit it by hand", mark: item.start)
    }
    let texts = pairs.map { "\($0.key.text(.none, in: .flow)): \($0.value.text(.none, in: .flow))" }
    if spot.parent.isFlow {
      return [
        Patch(.replace(item.start, item.start, with: "{\(key): "), for: [edit]),
        Patch(.replace(item.end, item.end, with: texts.map { ", \($0)" }.joined() + "}"), for: [edit]),
      ]
    }
    let below = blanks(item.start.column - 1)
    return [
      Patch(.replace(item.start, item.start, with: "\(key): "), for: [edit]),
      Patch(.insert(texts.map { below + $0 }, after: item.end.line, into: item.start), for: [edit]),
    ]
  }
}

extension SourceText {
  /// Writes a mapping in braces anew; what stays of it stands as it is.
  func refilling(
    _ mapping: Layout, without gone: Set<Int>, _ pairs: [(key: NewNode, value: NewNode)], for edit: Int
  ) throws(CannotEdit) -> [Patch] {
    guard mapping.start.line == mapping.end.line else {
      throw CannotEdit(why: "it runs over several lines; edit it by hand", mark: mapping.start)
    }
    let line = self[mapping.start.line].text
    let kept = mapping.entries.enumerated().filter { !gone.contains($0.offset) }.map { _, entry in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: line[(entry.key.start.column - 1)..<(entry.value.end.column - 1)])
      return String(text)
    }
    let new = pairs.map { "\($0.key.text(.none, in: .flow)): \($0.value.text(.none, in: .flow))" }
    let text = "{\((kept + new).joined(separator: ", "))}"
    return [Patch(.replace(mapping.start, mapping.end, with: text), for: [edit])]
  }
}

extension Layout {
  /// Whether a scalar says this already, however it is written.
  fileprivate func isText(_ new: NewNode) -> Bool {
    guard case .name(let text) = new else { return false }
    return self.text.unicodeScalars.elementsEqual(text.unicodeScalars)
  }
}
