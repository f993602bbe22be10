internal import Access

/// An address, a name or an id stands once in a policy: as key or under `previously:`.
struct Renames {
  private let findings: Findings

  init(_ catalogue: Catalogue, _ findings: Findings) {
    self.findings = findings
    let declared = catalogue.people
    let renamed = declared.places.filter { !declared.all[$0].previously.isEmpty || declared.all[$0].id != nil }
    let people = renamed.map { declared.all[$0] }.sorted { $0.at < $1.at }
    let groups = catalogue.groups.values.filter { !$0.previously.isEmpty || $0.id != nil }.sorted { $0.at < $1.at }
    check(people.map { Named($0) }) { catalogue.people[$0].map { Named($0) } }
    check(groups.map { Named($0) }) { catalogue.groups[$0].map { Named($0) } }
    checkIDs(people.compactMap { person in person.id.map { ($0.text, person.keys[.id] ?? person.at) } })
    checkIDs(groups.compactMap { group in group.id.map { ($0.text, group.at) } })
  }

  fileprivate struct Named<Name: Hashable> {
    let name: Name
    let shown: String
    let at: Place
    let previously: [Located<Name>]
  }

  private func check<Name: Hashable>(_ objects: [Named<Name>], declared: (Name) -> Named<Name>?) {
    var firsts: [Name: Place] = [:]
    for object in objects {
      for former in object.previously {
        if let first = firsts[former.value] {
          findings.error(
            at: former.at, "\(former.value) stands under previously: twice; keep one",
            notes: [.init(at: first, "first here")])
        } else if let other = declared(former.value) {
          report(former, of: object, alsoKeyOf: other)
        }
        firsts[former.value] = firsts[former.value] ?? former.at
      }
    }
  }

  private func report<Name>(_ former: Located<Name>, of object: Named<Name>, alsoKeyOf other: Named<Name>) {
    let note = Diagnostic.Note(at: other.at, "declared here")
    guard other.name != object.name, let back = other.previously.first(where: { $0.value == object.name }) else {
      let why = "is declared itself, and a name stands once in a policy; remove it from previously:"
      return findings.error(at: former.at, "\(former.value) \(why)", notes: [note])
    }
    // Both halves come here; the later one speaks for both.
    guard former.at > back.at else { return }
    findings.error(
      at: former.at, "\(object.shown) and \(other.shown) swap names; rename one to a third name first and apply that",
      notes: [.init(at: back.at, "the other half")])
  }

  private func checkIDs(_ ids: [(id: String, at: Place)]) {
    var firsts: [String: Place] = [:]
    for (id, place) in ids {
      if let first = firsts[id] {
        findings.error(
          at: place, "the id \(id) stands twice; an id is one object's", notes: [.init(at: first, "first here")])
      }
      firsts[id] = firsts[id] ?? place
    }
  }
}

extension Renames.Named<Email> {
  fileprivate init(_ person: PersonDeclaration) {
    self.init(name: person.email, shown: person.email.written, at: person.at, previously: person.previously)
  }
}

extension Renames.Named<String> {
  fileprivate init(_ group: GroupDeclaration) {
    self.init(name: group.name, shown: group.name, at: group.at, previously: group.previously)
  }
}
