import Access
package import Explaining

/// What an adoption wrote, each edit with the places where its lines begin, and what stays different and why.
package func textReport(_ update: PolicyUpdate, style: TextStyle = TextStyle()) -> String {
  let adopted = TextSection("Adopted", update.made.map(\.line))
  let left = TextSection(
    "Not adopted", (update.notMade.map(\.line) + update.left.map(\.line)).map { $0.styled(.caution) })
  return [adopted, left, UnresolvedEntries(update.unresolved).textSection].text(head: [], foot: update.figures, style)
}

extension PolicyUpdate {
  fileprivate var figures: [Line] {
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
  fileprivate var line: Line {
    switch result {
    case .made(let places): "\(places.beginnings.map { "\($0)" as Line }.joined(separator: ", ")): \("\(edit)")"
    case .notMade(let why, let place): "\(place.map { "\($0): " as Line } ?? "")\("\(edit)"): \(why)"
    }
  }
}

extension Adoption.Left {
  fileprivate var line: Line { "\(at.map { "\($0): " as Line } ?? "")\(what): \(why)" }
}

extension [Place] {
  /// The first of every run of lines that follow each other.
  var beginnings: [Place] {
    indices.filter { at in
      at == 0 || self[at - 1].file != self[at].file || self[at - 1].line + 1 < self[at].line
    }.map { self[$0] }
  }
}
