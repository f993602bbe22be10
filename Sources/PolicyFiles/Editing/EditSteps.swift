internal import Access
internal import YAML

/// Finds out which places of a policy's files say what an edit is about.
struct EditSteps {
  let index: DeclarationIndex
  let conventions: EditManner
  /// Where new entries go if there is a choice; nil for no preference.
  let preferred: String?
  let layouts: [String: LayoutIndex]
  /// For each section the file that has most of it.
  private let sections: [String: (file: String, holder: Holder)]

  init(
    _ files: [EditableFile], _ index: DeclarationIndex, _ conventions: EditManner, preferring preferred: String? = nil
  ) {
    self.index = index
    self.conventions = conventions
    self.preferred = preferred
    let own = files.compactMap { file in file.layout.map { (file.path, $0) } }
    layouts = Dictionary(own, uniquingKeysWith: { first, _ in first })
    var sections: [String: (file: String, holder: Holder)] = [:]
    for (path, layout) in own {
      for key in layout.root.entries.map(\.key.text) {
        guard let holder = layout.section(key) else { continue }
        if let most = sections[key], most.file == preferred { continue }
        if path != preferred, let most = sections[key], most.holder.node.entries.count >= holder.node.entries.count {
          continue
        }
        sections[key] = (path, holder)
      }
    }
    self.sections = sections
  }

  func steps(for edit: PolicyEdit) throws(NotMade) -> [EditStep] {
    switch edit {
    case .addPerson(let person): try adding(person)
    case .removePerson(let email): try removing(email)
    case .depart(let email): try departing(email)
    case .changeEmail(let old, let new, let isRemembered): try changing(old, to: new, isRemembered)
    case .addGrant(let subject, let grant): try adding(grant, to: subject)
    case .removeGrant(let subject, let grant): try removing(grant, from: subject)
    case .addMembership(let email, let group): try adding(email, to: group)
    case .removeMembership(let email, let group): try removing(email, from: group)
    case .addGroup(let group): try adding(group)
    case .removeGroup(let name): try removing(groupNamed: name)
    case .renameGroup(let old, let new, let isRemembered): try renaming(old, to: new, isRemembered)
    case .give(.grant(let subject, let grant), let terms): try giving(grant, to: subject, terms)
    case .give(.membership(let email, let group), let terms): try adding(email, to: group, terms)
    case .end(.grant(let subject, let grant), let until): try ending(grant, of: subject, until)
    case .end(.membership(let email, let group), let until): try ending(email, in: group, until)
    case .extend(.grant(let subject, let grant), let until, let reason):
      try extending(grant, of: subject, .init(until: until, reason: reason))
    case .extend(.membership(let email, let group), let until, let reason):
      try extending(email, in: group, .init(until: until, reason: reason))
    case .extendPerson(let email, let until): try extending(email, to: until)
    }
  }

  func mark(_ place: Place) -> Mark { Mark(line: place.line, column: place.column) }

  /// The layout of a file that may be edited.
  func layout(_ place: Place) throws(NotMade) -> LayoutIndex {
    guard let layout = layouts[place.file] else {
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
    EditStep(file: place.file, action: .remove(try entry(at: place)))
  }

  /// The entry whose key stands at a place.
  func entry(at place: Place) throws(NotMade) -> Spot {
    guard let spot = try layout(place).entry(at: mark(place)) else { throw NotMade.unusual(place) }
    return spot
  }

  /// Writes an old name of whoever stands at a place under `previously:`.
  func remember(_ name: String, at place: Place) throws(NotMade) -> EditStep {
    let holder = try entry(at: place).value
    guard let previously = holder.node.value("previously") else {
      return EditStep(
        file: place.file,
        action: .addEntry(key: .word("previously"), value: .list([.name(name)]), comment: nil, to: holder))
    }
    guard let names = try layout(place).entry(at: previously.key.start)?.value else { throw NotMade.unusual(place) }
    return EditStep(file: place.file, action: .addItem(.name(name), to: names))
  }

  func addItem(_ node: NewNode, toListAt place: Place) throws(NotMade) -> EditStep {
    guard let list = try layout(place).list(at: mark(place)) else { throw NotMade.unusual(place) }
    return EditStep(file: place.file, action: .addItem(node, to: list))
  }

  /// Writes the name anew that stands in an entry, or the key at a place.
  func replace(at place: Place, with text: String) throws(NotMade) -> EditStep {
    guard let (scalar, path) = try layout(place).scalar(at: mark(place)) else { throw NotMade.unusual(place) }
    return EditStep(file: place.file, action: .replace(scalar, with: .name(text), path: path))
  }

  /// Refuses to take out an entry that says why or until when it is there.
  func spare(_ until: Expiry?, _ reason: String?, at place: Place) throws(NotMade) {
    guard conventions == .sparing else { return }
    if let reason { throw NotMade("its entry gives a reason that would be lost: \(reason)", at: place) }
    if let until { throw NotMade("its entry holds until \(until), which somebody decided", at: place) }
  }

  func spare(_ details: EntryDetails) throws(NotMade) { try spare(details.until, details.reason, at: details.at) }

  /// Adds an entry to a section such as `groups:`, in the file that has most of them if no other is preferred; below a new
  /// key where none has.
  func addEntry(
    _ section: String, key: String, value: NewNode, comment: String? = nil
  ) throws(NotMade) -> EditStep {
    if let most = sections[section], preferred == nil || most.file == preferred {
      let action = EditStep.Action.addEntry(key: .name(key), value: value, comment: comment, to: most.holder)
      return EditStep(file: most.file, action: action)
    }
    guard let path = preferred ?? index.declarations.workspace?.peopleAt.file, let root = layouts[path]?.root
    else { throw NotMade("no file of the policy has \(section):") }
    let holder = Holder(key: nil, node: root, path: [])
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
