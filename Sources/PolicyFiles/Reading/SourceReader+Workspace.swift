internal import Access
internal import YAML

extension SourceReader {
  func workspace(_ pair: Pair) -> WorkspaceDeclaration {
    let at = place(pair.key.mark)
    var workspace = WorkspaceDeclaration(peopleAt: at)
    if case .scalar(let scalar) = pair.value, scalar.isNull {
      error(pair.key.mark, "workspace: has no value; write slug: below it")
      return workspace
    }
    guard let fields: Fields<WorkspaceKey> = fields(pair.value, of: "a workspace") else { return workspace }
    // People in the wrong place are declared all the same, when it comes to who is unknown.
    if !fields.isWhole { findings.contentIsHidden = true }
    if let slug = fields[.slug] {
      let text = identity(slug, "a workspace's slug")
      workspace.desired = text.map { DesiredWorkspace(slug: $0, region: .us, at: at) }
    } else if fields.isWhole {
      error(pair.key.mark, "workspace: has no slug:; a token is refused that belongs to any other workspace")
    }
    if let region = fields[.region], let word = word(region, DesiredWorkspace.Region.self) {
      workspace.desired?.region = word
    }
    workspace.include = located(fields[.include], "a path")
    if let manage = fields[.manage] { read(manage, into: &workspace) }
    return workspace
  }

  private func read(_ pair: Pair, into workspace: inout WorkspaceDeclaration) {
    guard case .mapping = pair.value else {
      guard let extent = word(pair, Manage.Extent.self, also: Self.onlyForPeople) else { return }
      let people: Manage.People = extent == .exact ? .exact : .atLeast
      workspace.manage = Manage(people: people, directRoles: extent, groups: extent)
      workspace.peopleAt = place(pair.value.mark)
      return
    }
    guard let fields: Fields<ManageKey> = fields(pair.value, of: "manage") else { return }
    if let people = fields[.people], let word = word(people, Manage.People.self) {
      workspace.manage.people = word
      workspace.peopleAt = place(people.value.mark)
    }
    for (key, path) in [(ManageKey.directRoles, \Manage.directRoles), (.groups, \Manage.groups)] {
      if let pair = fields[key], let word = word(pair, Manage.Extent.self, also: Self.onlyForPeople) {
        workspace.manage[keyPath: path] = word
      }
    }
  }

  /// A word that is right elsewhere, and what to say of it here.
  private static let onlyForPeople = (
    word: "unmanaged", message: "unmanaged is a word for people: alone; write exact or at-least"
  )

  /// One of a few words.
  func word<Word: RawRepresentable<String> & CaseIterable>(
    _ pair: Pair, _ type: Word.Type, also misplaced: (word: String, message: String)? = nil
  ) -> Word? {
    guard let scalar = scalar(pair.value, "\(pair.key.text):", key: pair.key.mark) else { return nil }
    if let word = Word(rawValue: scalar.text) { return word }
    if let misplaced, scalar.text == misplaced.word {
      error(scalar.mark, misplaced.message)
    } else {
      let known = Word.allCases.map(\.rawValue)
      error(
        scalar.mark, "\(pair.key.text): cannot be \(scalar.text.debugDescription)\(Self.wayOut(scalar.text, known))")
    }
    return nil
  }
}
