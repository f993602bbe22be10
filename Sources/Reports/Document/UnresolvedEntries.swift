import Access

/// Entries that lead to nothing, each once, with all who have it.
struct UnresolvedEntries {
  private let gathered: [(first: UnresolvedReference, owners: [Line])]
  /// A bundle may be everybody's: past so many the rest is counted, and JSON names them.
  private static let mostNamed = 20

  init(_ references: [UnresolvedReference]) {
    var order: [Entry] = []
    var all: [Entry: [UnresolvedReference]] = [:]
    for reference in references {
      let entry = Entry(written: reference.written, at: reference.at, detail: reference.detail)
      if all[entry] == nil { order.append(entry) }
      all[entry, default: []].append(reference)
    }
    gathered = order.compactMap { entry in
      all[entry].flatMap { references in references.first.map { ($0, references.map(\.ownerInWords)) } }
    }
  }

  var count: Int { gathered.count }

  static let title = "Entries that name what the workspace does not have"

  var section: Document.Section {
    Document.Section(
      anchor: "unresolved", title: "\(Self.title) (\(count))", short: "Unresolved", style: .alarm, layout: .statements,
      entries: entries)
  }

  var entries: [Document.Entry] {
    gathered.map { reference, owners in
      let item = Document.Item(
        line: "\(reference.detail)", places: [reference.at], style: reference.style, sign: reference.sign,
        particulars: Self.named(owners))
      return Document.Entry(head: "\(reference.written.description)", items: [item])
    }
  }

  /// Each as a heading, for a section of lists.
  var listed: [Document.Entry] {
    gathered.map { reference, owners in
      Document.Entry(
        head: "\(reference.written.description): \(reference.detail)",
        items: Self.named(owners).map { Document.Item(line: $0, places: [reference.at]) }, style: reference.style,
        sign: reference.sign)
    }
  }

  private static func named(_ owners: [Line]) -> [Line] {
    let rest = owners.count - mostNamed
    return owners.prefix(mostNamed) + (rest > 0 ? ["and \(rest) more"] : [])
  }

  private struct Entry: Hashable {
    let written: WrittenGrant
    let at: Place
    let detail: String
  }
}

extension UnresolvedReference {
  fileprivate var sign: Character { isError ? "!" : "?" }
  fileprivate var style: Style { isError ? .alarm : .caution }

  /// `lin@acme.com`, `group Analytics, through bundle source-reader`
  fileprivate var ownerInWords: Line {
    let through: Line = bundle.map { ", through bundle \(name: $0)" } ?? ""
    return switch owner {
    case .subject(.person(let person)): "of \(name: person.email.written)\(through)"
    case .subject(.group(let group)): "of group \(name: group.name)\(through)"
    case .bundle(let name): "of bundle \(name: name), which nobody has"
    }
  }
}

extension Plan {
  /// Entries that lead to nothing, but for those that the base has too.
  var unresolvedHere: UnresolvedEntries { UnresolvedEntries(unresolved.filter { $0.mark != .alreadyPending }) }
}
