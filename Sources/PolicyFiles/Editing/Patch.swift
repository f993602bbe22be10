internal import YAML

/// One change of a file's text, in the lines and columns that are there before any other is made.
struct Patch {
  enum Change {
    case remove(ClosedRange<Int>)
    /// Whole lines behind a line, 0 for the top of the file; with where begins what they become a part of.
    case insert([String], after: Int, into: Mark)
    /// What stands between two marks of one line.
    case replace(Mark, Mark, with: String)
  }

  let change: Change
  /// The numbers of the edits that ask for it.
  let edits: [Int]

  init(_ change: Change, for edits: [Int]) {
    self.change = change
    self.edits = edits
  }
}

/// An edit that is not made, and why.
struct CannotEdit: Error {
  let why: String
  /// The line that stands against it, of the file in question.
  let mark: Mark?

  /// Two edits that are about the same characters.
  static var overlapping: CannotEdit {
    CannotEdit(why: "it is written in an unusual way; edit it by hand", mark: nil)
  }
}

/// Patches by the lines they are about.
struct PatchSheet {
  struct Insertion {
    let texts: [String]
    let into: Mark
    let edits: [Int]
  }

  struct Replacement {
    let columns: Range<Int>
    let text: String
    let edits: [Int]
  }

  private(set) var removed: [Int: [Int]] = [:]
  private(set) var insertions: [Int: [Insertion]] = [:]
  /// From the end of the line to its beginning, so that no column moves before it is used.
  private(set) var replacements: [Int: [Replacement]] = [:]

  init(_ patches: [Patch], lines: Int) throws(CannotEdit) {
    for patch in patches { try add(patch, lines) }
    for line in insertions.keys {
      // What ends on this line at different depths: the inside goes on first. The order of one list is kept.
      insertions[line] = insertions[line]?.enumerated().sorted { left, right in
        left.element.into == right.element.into
          ? left.offset < right.offset : left.element.into > right.element.into
      }.map(\.element)
    }
    for line in replacements.keys {
      guard removed[line] == nil else { throw .overlapping }
      replacements[line]?.sort {
        ($0.columns.lowerBound, $0.columns.upperBound) > ($1.columns.lowerBound, $1.columns.upperBound)
      }
      let columns = (replacements[line] ?? []).map(\.columns)
      for (later, earlier) in zip(columns, columns.dropFirst()) where earlier.upperBound > later.lowerBound {
        throw .overlapping
      }
    }
  }

  private mutating func add(_ patch: Patch, _ lines: Int) throws(CannotEdit) {
    switch patch.change {
    case .remove(let numbers):
      for number in numbers {
        guard removed.updateValue(patch.edits, forKey: number) == nil, (1...lines).contains(number) else {
          throw .overlapping
        }
      }
    case .insert(let texts, let number, let mark):
      guard (0...lines).contains(number) else { throw .overlapping }
      insertions[number, default: []].append(Insertion(texts: texts, into: mark, edits: patch.edits))
    case .replace(let start, let end, let text):
      guard start.line == end.line, start.column <= end.column, (1...lines).contains(start.line) else {
        throw .overlapping
      }
      replacements[start.line, default: []].append(
        Replacement(columns: start.column..<end.column, text: text, edits: patch.edits))
    }
  }

  /// Whose changes a line has had.
  func edits(on line: Int) -> [Int] { (removed[line] ?? []) + (replacements[line] ?? []).flatMap(\.edits) }
}
