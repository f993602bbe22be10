import Access
package import Explaining

/// An access review as text for a terminal: what needs a look first, then everybody.
package func textReport(_ review: AccessReview, style: TextStyle = TextStyle()) -> String {
  let words = ReviewWords(review)
  let owners = TextSection(
    Line(.alarm, "! \(words.ownersTitle)"), words.owners.map { Line(.removal, "! \(words.withPerson($0))") })
  let warnings = TextSection(
    "Warnings (\(review.warnings.count))", review.warnings.flatMap(\.lines).map { $0.styled(.caution) })
  let people = words.people.map { TextSection($0.title, lines($0.rows, words)) }
  let nobody = TextSection("\(ReviewWords.nobodyTitle)", lines(words.nobody, words))
  return
    ([.missing(review.incomplete), owners, UnresolvedEntries(review.unresolved).textSection, warnings] + people + [
      nobody
    ])
    .text(head: ["\(words.title): \(words.origin)"], foot: [words.figures.styled(.strong)] + words.remarks, style)
}

private func lines(_ rows: [AccessRow], _ words: ReviewWords) -> [Line] {
  let accesses = rows.map(words.wording.access)
  let width = min(accesses.map(\.width).max() ?? 0, 72)
  return zip(rows, accesses).map { row, access in
    let line: Line = "\(row.standing.symbol) \(access.padded(to: width))  \(words.wording.standing(row))"
    return line.styled(row.standing.style)
  }
}
