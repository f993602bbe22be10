/// A section as a table of a page, its entries one below the other, each under its head.
extension Document.Section {
  func table(_ anchors: inout Anchors) -> HTML {
    let rows = entries.map { $0.items.map(\.tableCells) }
    let needed = columns.indices.filter { at in rows.contains { $0.contains { !$0[at].isEmpty } } }
    let titles = needed.map { "<th scope=\"col\">\(text: columns[$0])</th>" as HTML }
    let bodies = zip(entries, rows).map { entry, rows -> HTML in
      let id = anchors.unused(entry.anchor ?? "\(anchor).\(entry.head.plain.anchor)")
      let lines = zip(entry.items, rows).map { item, cells -> HTML in
        let style = item.style.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
        let row = needed.map { "<td data-label=\"\(text: columns[$0])\">\(cells[$0])</td>" as HTML }
        return "<tr\(style)>\(row.joined())</tr>\n"
      }
      return """
        <tbody id="\(text: id)">
        <tr class="group"><th colspan="\(needed.count)" scope="rowgroup">\(entry.head)</th></tr>
        \(lines.joined())</tbody>

        """
    }
    return """
      <div class="wide">
      <table>
      <thead>
      <tr>\(titles.joined())</tr>
      </thead>
      \(bodies.joined())</table>
      </div>

      """
  }
}

extension Document.Item {
  /// What stands in each of the ``Document/Section/columns``.
  fileprivate var tableCells: [HTML] {
    let below = particulars.map { "<small>\($0)</small>" as HTML }.joined()
    return ["\(sign?.html ?? "")\(line)\(below)", "\(explanation)"] + cells().map { "\($0)" }
  }
}
