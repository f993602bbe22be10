package import Access

/// What a reviewer decided about one row of a review.
package struct Decision: Hashable, Sendable {
  package enum Word: String, Hashable, Sendable, CaseIterable {
    case keep
    case remove
  }

  package let row: AccessRow
  package let word: Word
  /// Where it stands in the reviewer's file, counted from 1.
  package let line: Int

  package init(_ row: AccessRow, _ word: Word, line: Int) {
    self.row = row
    self.word = word
    self.line = line
  }
}

/// Something in the reviewer's file that is not clear, in words; nothing is guessed.
package struct UnclearDecision: Hashable, Sendable, Comparable {
  package let line: Int
  package let message: String

  package init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }

  package static func < (left: UnclearDecision, right: UnclearDecision) -> Bool {
    (left.line, left.message) < (right.line, right.message)
  }
}

/// What a reviewer's decisions come to.
package struct DecidedReview: Hashable, Sendable {
  /// An edit of the policy and the decisions that ask for it.
  package struct Step: Hashable, Sendable {
    package let edit: PolicyEdit
    package let lines: [Int]
    /// What the people concerned keep by other ways, in words.
    package let notes: [String]
  }

  /// A decision that needs no edit, and why.
  package struct Settled: Hashable, Sendable {
    package let decision: Decision
    package let why: String
  }

  package var steps: [Step]
  package var settled: [Settled]
  package var unclear: [UnclearDecision]
}
