import Access

/// A report for reading, before it is text, Markdown or HTML: three ways to set one document, so that none can lose what
/// another shows, and what stands first in one stands first in all of them.
///
/// To add a section to a report, add it to the list of its document (`PlanDocument`, `AppliedDocument`, `DriftDocument`,
/// `ReviewDocument`, `ExplanationDocument`), where its importance puts it; all formats then show it.
///
/// ```swift
/// Document.Section(
///   anchor: "new-owners", title: "Become Workspace Owner (\(gains.count))", style: .alarm,
///   entries: gains.map { person in
///     Document.Entry(
///       head: "\(name: person.email.written)",
///       items: [Document.Item(line: "becomes Workspace Owner", note: "\(reason)", places: [place], sign: "!")])
///   })
/// ```
package struct Document {
  /// `Plan for acme: 22 changes, 8 take access away`; empty in what stands below another report.
  var title: Line = ""
  /// Where it comes from and what it leaves out, a line each.
  var facts: [Line] = []
  /// What it comes to: right below the title of a page, at the very end of a text, which is read from there.
  var verdict: [Line] = []
  /// The numbers a reader looks for, each leading to its section; for a page.
  var figures: [Figure] = []
  /// In the order of importance: what must not be overlooked first.
  var sections: [Section] = []
  /// The figures in detail.
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
    /// Of this target's own words where it is folded: that is HTML in the middle of Markdown, where a name would ping.
    let title: Line
    /// What the links of a page call it, where the title is long.
    var short: Line?
    /// An `alarm` is what stops an apply or must be looked at whatever else there is: nothing hides it.
    var style: Style = .plain
    var layout: Layout = .sentences
    /// Whether Markdown may fold it: never what takes access away or stops an apply.
    var isFolded = false
    /// What text and a comment say in place of the entries: long lists of what is no difference are only counted there.
    var inBrief: Line?
    /// What a page calls the columns of its table: of ``Item/line``, of ``Item/note`` with the places, and of each of
    /// ``Item/cells``. Without these it is a list; columns that would be empty are left out.
    var columns: [String] = []
    var entries: [Entry]
  }

  /// How the head of an entry and its items belong together.
  enum Layout {
    /// Subject and predicates: `ada@acme.com joins group Analytics`. Text has a line an item, in columns, each with the
    /// head, so that every line can be found and understood by itself.
    case sentences
    /// What is said of something: `guardrail limits: 4 of 13 would go`. Text has a line an item.
    case statements
    /// A heading and what belongs under it: `ada@acme.com (Ada): member`, and each access. Text has the head on a line of
    /// its own, and the items below it in columns.
    case lists
  }

  /// One person, group or statement: one bullet of a comment.
  struct Entry {
    /// Who or what it is about.
    let head: Line
    /// All that is said of it, in the order of the sentence.
    var items: [Item] = []
    var style: Style = .plain
    /// As of an item, where what the head says has one.
    var sign: Character?
    /// What text and a comment say in place of head and items, where all of them would hide what matters.
    var inBrief: Line?
    /// The `id` of it on a page, where that must stay the same whatever section it is in.
    var anchor: String?
  }

  /// Something that happens to the subject of an entry, or is said of it.
  struct Item {
    let line: Line
    /// Why.
    var note: Line = ""
    /// Where the policy says so.
    var places: [Place] = []
    var style: Style = .plain
    /// `+`, `-`, `~`, `!`, `>`, `?`, `=`, `x`: what a line of text begins with.
    var sign: Character?
    /// What goes with it, such as what is lost; a list of its own.
    var particulars: [Line] = []
    /// What stands in further columns of a page's table; made only for a page.
    var cells: () -> [Line] = { [] }

    /// Why and where, in one.
    var explanation: Line {
      ((note.isEmpty ? [] : [note]) + places.map { "\($0)" }).joined(separator: ", ")
    }
  }

  var shown: [Section] { sections.filter { !$0.entries.isEmpty } }
}
