/// A report for reading, before it is Markdown or HTML: both are two ways to set the same document, so that neither can
/// lose what the other shows.
package struct Document {
  /// `Plan for acme: 22 changes, 8 take access away`
  var title: Line
  /// Where it comes from and what it leaves out, a line each.
  var facts: [Line] = []
  /// The numbers a reader looks for, each leading to its section.
  var figures: [Figure] = []
  /// In the order of importance: what must not be overlooked first.
  var sections: [Section] = []
  /// What it comes to.
  var foot: [Line] = []

  /// One number of the summary.
  struct Figure {
    let number: Int
    /// What is counted: `take access away`.
    let label: String
    let style: Style
    /// The ``Section/anchor`` it leads to.
    let anchor: String?

    init(_ number: Int, _ one: String, _ several: String? = nil, style: Style = .plain, anchor: String? = nil) {
      self.number = number
      label = number == 1 ? one : several ?? one
      self.style = style
      self.anchor = anchor
    }
  }

  /// A titled part; one without entries is not shown.
  struct Section {
    /// Letters, digits and dashes; the same on every run.
    let anchor: String
    /// Of this target's own words: a folded title is HTML in the middle of Markdown, where a name would ping.
    let title: Line
    /// What the links of a page call it, where the title is long.
    var short: Line?
    var style: Style = .plain
    /// Whether Markdown may fold it: never what takes access away or stops an apply.
    var isFolded = false
    /// What a comment says in place of the entries: long lists of what is no difference are only counted there.
    var inBrief: Line?
    var entries: [Entry]
  }

  /// One person, group or statement: one bullet, one sentence.
  struct Entry {
    /// Who or what it is about.
    let head: Line
    /// All that is said of it, in the order of the sentence.
    var items: [Item] = []
  }

  /// Something that happens to the subject of an entry, or is said of it.
  struct Item {
    let line: Line
    /// Why and where, in parentheses.
    var note: Line = ""
    var style: Style = .plain
    /// `+`, `-`, `~`, `!`, `>`, `?`: what the text report begins its line with.
    var sign: Character?
    /// What goes with it, such as what is lost; a list of its own.
    var particulars: [Line] = []
  }

  var shown: [Section] { sections.filter { !$0.entries.isEmpty } }
}
