internal import Access
internal import YAML

/// Finds out which places of a policy's files say what an edit is about.
struct EditSteps {
  let files: [EditableFile]
  let declarations: Declarations
  let manner: EditManner

  func steps(for edit: PolicyEdit) throws(NotMade) -> [EditStep] {
    switch edit {
    case .addPerson(let person): try adding(person)
    case .removePerson(let email): try removing(email)
    case .changeEmail(let old, let new): try changing(old, to: new)
    case .addGrant(let subject, let grant): try adding(grant, to: subject)
    case .removeGrant(let subject, let grant): try removing(grant, from: subject)
    case .addMembership(let email, let group): try adding(email, to: group)
    case .removeMembership(let email, let group): try removing(email, from: group)
    case .addGroup(let group): try adding(group)
    case .removeGroup(let name): try removing(groupNamed: name)
    case .renameGroup(let old, let new): try renaming(old, to: new)
    }
  }

  func mark(_ place: Place) -> Mark { Mark(line: place.line, column: place.column) }

  /// The layout of a file that may be edited.
  func layout(_ place: Place) throws(NotMade) -> Layout {
    guard let file = files.first(where: { $0.path == place.file }), let layout = file.layout else {
      throw NotMade("it stands in an included file, which other workspaces share", at: place)
    }
    return layout
  }

  func removeItem(at place: Place) throws(NotMade) -> EditStep {
    guard let spot = try layout(place).item(at: mark(place)) else { throw NotMade.unusual(place) }
    return EditStep(file: place.file, action: .remove(spot))
  }

  /// Takes out a key and its value.
  func removeEntry(at place: Place) throws(NotMade) -> EditStep {
    guard let spot = try layout(place).entry(at: mark(place)) else { throw NotMade.unusual(place) }
    return EditStep(file: place.file, action: .remove(spot))
  }

  func addItem(_ node: NewNode, toListAt place: Place) throws(NotMade) -> EditStep {
    guard let list = try layout(place).list(at: mark(place)) else { throw NotMade.unusual(place) }
    return EditStep(file: place.file, action: .addItem(node, to: list))
  }

  /// Writes the name anew that stands in an entry, or the key at a place.
  func replace(at place: Place, with text: String) throws(NotMade) -> EditStep {
    guard let scalar = try layout(place).scalar(at: mark(place)) else { throw NotMade.unusual(place) }
    return EditStep(file: place.file, action: .replace(scalar, with: text))
  }

  /// Refuses to take out an entry that says why or until when it is there.
  func spare(_ until: Expiry?, _ reason: String?, at place: Place) throws(NotMade) {
    guard manner == .sparing else { return }
    if let reason { throw NotMade("its entry gives a reason that would be lost: \(reason)", at: place) }
    if let until { throw NotMade("its entry holds until \(until), which somebody decided", at: place) }
  }

  func spare(_ details: EntryDetails) throws(NotMade) { try spare(details.until, details.reason, at: details.at) }

  /// Adds an entry to a section such as `groups:`, in the file that has most of them; below a new key where none has.
  func addEntry(
    _ section: String, key: String, value: NewNode, comment: String? = nil
  ) throws(NotMade) -> EditStep {
    let sections = files.compactMap { file in
      file.layout?.value(section).map { (path: file.path, holder: $0) }
    }
    let counts = sections.map(\.holder.node.entries.count)
    if let most = counts.max(), let index = counts.firstIndex(of: most) {
      let action = EditStep.Action.addEntry(
        key: .name(key), value: value, comment: comment, to: sections[index].holder)
      return EditStep(file: sections[index].path, action: action)
    }
    guard let path = declarations.workspace?.peopleAt.file,
      let root = files.first(where: { $0.path == path })?.layout
    else { throw NotMade("no file of the policy has \(section):") }
    let holder = Holder(key: nil, node: root)
    let entry = NewNode.mapping([(.name(key), value)])
    return EditStep(file: path, action: .addEntry(key: .word(section), value: entry, comment: nil, to: holder))
  }
}

extension NotMade {
  /// Where the text is written in a way that the layout does not show.
  static func unusual(_ place: Place) -> NotMade {
    NotMade("it is written in an unusual way; edit it by hand", at: place)
  }
}
