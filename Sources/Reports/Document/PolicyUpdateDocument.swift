import Access
package import Explaining

/// What an adoption wrote, each edit with the places where its lines begin, and what stays different and why.
extension PolicyUpdate: Documented {
  package var document: Document {
    let rest = notMade.map(\.entry) + left.map(\.entry)
    return Document(
      verdict: figures,
      sections: [
        Document.Section(anchor: "adopted", title: "Adopted", layout: .statements, entries: made.map(\.entry)),
        Document.Section(anchor: "left", title: "Not adopted", layout: .statements, entries: rest),
        UnresolvedEntries(unresolved).section,
      ])
  }

  private var figures: [Line] {
    let stays = notMade.count + left.count
    var lines: [Line] = []
    if made.isEmpty, stays == 0, unresolved.isEmpty {
      lines.append("Nothing to adopt: no difference.")
    } else {
      let edits: Line =
        made.isEmpty ? "Nothing was written" : "\(counted(made.count, "edit")) in \(counted(files, "file"))"
      lines.append(
        stays == 0 ? "\(edits)." : "\(edits); \(counted(stays, "difference was", "differences were")) not adopted.")
    }
    if undeclared > 0 {
      let what = counted(undeclared, "person or group is", "people and groups are")
      lines.append("\(what) not declared and left alone; --pick person/EMAIL or group/NAME declares one.")
    }
    if stays > 0 || !made.isEmpty {
      let whole: Line =
        isNarrowed ? "Planned again, nothing of what was picked changes." : "Planned again it changes nothing."
      lines.append(changesLeft == 0 ? whole : "Planned again it has \(counted(changesLeft, "change")).")
    }
    return lines
  }
}

extension EditOutcome {
  fileprivate var entry: Document.Entry {
    switch result {
    case .made(let places):
      let head = places.beginnings.map { "\($0)" as Line }.joined(separator: ", ")
      return Document.Entry(head: head, items: [Document.Item(line: "\("\(edit)")")])
    case .notMade(let why, let place): return .left("\(edit)", why, place)
    }
  }
}

extension Adoption.Left {
  fileprivate var entry: Document.Entry { .left(what, why, at) }
}

extension Document.Entry {
  fileprivate static func left(_ what: String, _ why: String, _ place: Place?) -> Document.Entry {
    let head: Line = "\(place.map { "\($0): " as Line } ?? "")\(what)"
    return Document.Entry(head: Line(.caution, head), items: [Document.Item(line: "\(why)", style: .caution)])
  }
}

extension [Place] {
  /// The first of every run of lines that follow each other.
  var beginnings: [Place] {
    indices.filter { at in
      at == 0 || self[at - 1].file != self[at].file || self[at - 1].line + 1 < self[at].line
    }.map { self[$0] }
  }
}
