package import Access

/// One sentence on what was taken over from an earlier read; nil where nothing was.
package func takenOverText(_ taken: TakenOver?, style: TextStyle = TextStyle()) -> String? {
  taken?.fact.wrapped(to: style.width).map { $0.text(style) }.joined(separator: "\n")
}

extension TakenOver {
  /// `Not read again: the direct roles of 995 people and 48 groups, taken over as of 2026-11-21T08:00:00Z; …`
  var fact: Line {
    Line(
      .caution,
      "Not read again: \(what), taken over as of \(asOf.description); no event of the audit trail names them since.")
  }

  /// What the list of those who own the workspace cannot show.
  var ofOwners: Line {
    """
    Read again: whoever owned the workspace and every group that does. Not read again: \(what), as of \(asOf.description); an owner \
    made since then without an event in the audit trail is not listed.
    """
  }

  private var what: String {
    listed(
      [
        people == 0 ? nil : "the direct roles of \(counted(people, "person", "people"))",
        groups == 0 ? nil : counted(groups, "group"),
      ].compactMap(\.self))
  }
}

extension Document.Section {
  /// What was taken over, at the end of a section that says who owns the workspace.
  func noting(_ taken: TakenOver?) -> Document.Section {
    guard let taken, !entries.isEmpty else { return self }
    var section = self
    let item = Document.Item(line: taken.ofOwners, style: .caution, sign: "?")
    section.entries.append(Document.Entry(head: "", items: [item]))
    return section
  }
}
