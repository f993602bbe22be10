internal import Access

/// Which declaration goes into which file: one file for a handful of people, one a kind for a company, one a group and
/// one a letter for a large one, so that a change touches a file that somebody can own.
struct PolicyLayout {
  private let policy: ImportedPolicy

  /// Up to so many people and groups together one file is read from top to bottom.
  private static let oneFile = 20
  private static let peopleInOneFile = 300
  private static let groupsInOneFile = 25
  /// The reader takes 10,000 files, and nobody looks through a directory of that many.
  private static let groupFiles = 1000

  init(_ policy: ImportedPolicy) { self.policy = policy }

  func files() -> [ImportedFiles.File] {
    guard policy.people.count + policy.groups.count > Self.oneFile else { return [onlyFile] }
    let others = teamFiles + peopleFiles + groupFiles
    return others.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map(Self.file)
      + [Self.file(("workspace.yaml", workspace))]
  }

  private typealias Draft = (path: String, text: PolicyLines)

  /// Each begins with the line by which an editor finds the schema, which lies beside the files.
  private static func file(_ draft: Draft) -> ImportedFiles.File {
    let up = String(repeating: "../", count: draft.path.utf8.count { $0 == UInt8(ascii: "/") })
    return ImportedFiles.File(
      path: draft.path, text: "# yaml-language-server: $schema=\(up)\(PolicySchema.fileName)\n" + draft.text.text)
  }

  private var onlyFile: ImportedFiles.File {
    var text = workspaceAndGuardrails
    for part in [people(policy.people), teams, bundles, groups(policy.groups)].compactMap(\.self) {
      text.blank()
      text.append(part)
    }
    text.addLeftOut(policy.leftOut)
    return Self.file(("policy.yaml", text))
  }

  private var workspace: PolicyLines {
    var text = workspaceAndGuardrails
    text.addLeftOut(policy.leftOut)
    return text
  }

  private var workspaceAndGuardrails: PolicyLines {
    var text = PolicyLines()
    text.addHeader(of: policy)
    text.blank()
    text.addWorkspace(of: policy)
    text.blank()
    text.addGuardrails(of: policy)
    return text
  }

  private var teamFiles: [Draft] {
    [("teams.yaml", teams), ("bundles.yaml", bundles)].compactMap { path, text in text.map { (path, $0) } }
  }

  private var teams: PolicyLines? {
    guard !policy.teams.isEmpty else { return nil }
    var text = PolicyLines()
    text.comment("Memberships that several groups share. Segment knows nothing of teams: rename them as you like.")
    text.section("teams")
    for team in policy.teams { text.add(team) }
    return text
  }

  private var bundles: PolicyLines? {
    guard !policy.bundles.isEmpty else { return nil }
    var text = PolicyLines()
    text.comment(
      "Roles that several people or groups share. Segment knows nothing of bundles: rename them as you like.")
    text.section("bundles")
    for bundle in policy.bundles { text.add(bundle) }
    return text
  }

  private var peopleFiles: [Draft] {
    guard policy.people.count > Self.peopleInOneFile else {
      return people(policy.people).map { [("people.yaml", $0)] } ?? []
    }
    return byLetter(policy.people) { $0.email.key }.compactMap { letter, people in
      self.people(people, isAll: false).map { ("people/\(letter).yaml", $0) }
    }
  }

  private var groupFiles: [Draft] {
    if policy.groups.count > Self.groupFiles {
      return byLetter(policy.groups) { $0.name.lowercased() }.compactMap { letter, groups in
        self.groups(groups, isAll: false).map { ("groups/\(letter).yaml", $0) }
      }
    }
    guard policy.groups.count > Self.groupsInOneFile else {
      return groups(policy.groups).map { [("groups.yaml", $0)] } ?? []
    }
    var names = UniqueNames()
    return policy.groups.compactMap { group in
      let name = names.name(group.name)
      return groups([group], isAll: false).map { ("groups/\(name).yaml", $0) }
    }
  }

  /// By first letter: `a` to `z`, `0-9` and `other`.
  private func byLetter<Object>(_ objects: [Object], _ key: (Object) -> String) -> [(String, [Object])] {
    let grouped = Dictionary(grouping: objects) { object -> String in
      switch key(object).utf8.first {
      case let byte? where (97...122).contains(byte): String(Unicode.Scalar(byte))
      case let byte? where (48...57).contains(byte): "0-9"
      case _: "other"
      }
    }
    return grouped.sorted { $0.key < $1.key }
  }

  private func people(_ people: [ImportedPolicy.Person], isAll: Bool = true) -> PolicyLines? {
    guard !people.isEmpty else { return nil }
    var text = PolicyLines()
    if isAll {
      let who =
        policy.isProviders
        ? "Only those of whom there is something to say; who is here, the identity provider decides."
        : "Who is in the workspace or invited."
      text.comment("\(who) A list of roles is exact, for direct roles alone.")
    }
    text.section("people")
    for person in people { text.add(person) }
    return text
  }

  private func groups(_ groups: [ImportedPolicy.Group], isAll: Bool = true) -> PolicyLines? {
    guard !groups.isEmpty else { return nil }
    var text = PolicyLines()
    if isAll {
      let lists = policy.isProviders ? "A list is exact." : "Both lists are exact."
      text.comment("Segment's user groups: who is in each, and what it may do. \(lists)")
    }
    text.section("groups")
    for (at, group) in groups.enumerated() {
      if at > 0 { text.blank() }
      text.add(group)
    }
    return text
  }
}
