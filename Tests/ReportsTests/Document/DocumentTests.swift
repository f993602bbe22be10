import RandomWorlds
import Testing

@testable import Reports

/// One report, one order, whatever it is set as.
@Suite struct `A document` {
  @Test(arguments: Situation.ten)
  func `has the same sections in the same order in every format`(situation: Situation) throws {
    for document in try situation.documents {
      let shown = document.shown
      let titles = shown.map(\.title.plain)
      let text = document.text().split(separator: "\n").map { $0.hasPrefix("! ") ? $0.dropFirst(2) : $0 }
      let texts = zip(shown, titles).map { $0.inBrief?.plain ?? $1 }
      #expect(texts == text.map(String.init).filter(texts.contains))
      let comment = try Reader.comment(document.markdown(limit: .max).joined()).all
      #expect(texts.filter { !titles.contains($0) }.allSatisfy(comment.contains))
      let headings = comment.filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
      let open = shown.filter { !$0.isFolded && $0.inBrief == nil }
      #expect(headings == open.map(\.title.plain))
      let sections = try Reader.page(document.html()).tags.filter { $0.hasPrefix("section ") }
      let ids = sections.map { (tag: String) -> String in String(tag.split(separator: "\"")[1]) }
      #expect(ids == shown.map(\.anchor))
    }
  }

  @Test(arguments: Situation.ten)
  func `begins with what must not be overlooked, and folds none of it`(situation: Situation) throws {
    for document in try situation.documents {
      let rank = { (section: Document.Section) in section.style == .alarm ? 0 : section.style == .removal ? 1 : 2 }
      let ranks = document.shown.map(rank)
      #expect(ranks.prefix { $0 < 2 } == ranks.prefix { $0 < 2 }.sorted()[...], "\(document.shown.map(\.anchor))")
      #expect(!ranks.drop { $0 < 2 }.contains(0), "\(document.shown.map(\.anchor))")
      #expect(document.shown.allSatisfy { rank($0) == 2 || !$0.isFolded && $0.inBrief == nil })
    }
  }

  /// The columns of text are for eyes; what is said must not depend on them.
  @Test func `of each layout has a line an item in text`() {
    let items = [
      Document.Item(line: "gets a role", note: "why", style: .addition, sign: "+", particulars: ["and more"]),
      Document.Item(line: "leaves", sign: "-"),
    ]
    let entries = [Document.Entry(head: "ada", items: items), Document.Entry(head: "a longer name", items: [items[1]])]
    let text = { (layout: Document.Layout) in
      Document(sections: [Document.Section(anchor: "x", title: "T", layout: layout, entries: entries)]).text()
    }
    #expect(
      text(.sentences) == """
        T
          + ada            gets a role  why
                and more
          - ada            leaves
          - a longer name  leaves

        """)
    #expect(
      text(.statements) == """
        T
          + ada: gets a role  why
                and more
          - ada: leaves
          - a longer name: leaves

        """)
    #expect(
      text(.lists) == """
        T
          ada
            + gets a role  why
                  and more
            - leaves
          a longer name
            - leaves

        """)
  }
}

extension Situation {
  fileprivate var documents: [Document] {
    get throws {
      let review = try review
      return [try plan.document, try drift.document, review.document, try explanation(of: review).document]
    }
  }
}
