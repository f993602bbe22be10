import FoundationEssentials

extension Size {
  /// Writes the policy as YAML files, the people spread over `files` of them, and returns the size in bytes.
  @discardableResult
  func writePolicy(to directory: String, files: Int) throws -> Int {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    var bytes = try write(settings, to: "\(directory)/workspace.yaml")
    bytes += try write("groups:\n" + (0..<groups).map(groupText).joined(), to: "\(directory)/groups.yaml")
    let share = (people + files - 1) / files
    for file in 0..<files {
      let range = min(people, file * share)..<min(people, (file + 1) * share)
      guard !range.isEmpty else { continue }
      bytes += try write("people:\n" + range.map(personText).joined(), to: "\(directory)/people-\(100 + file).yaml")
    }
    return bytes
  }

  private var settings: String {
    """
    workspace:
      slug: acme
      manage: exact
    guardrails:
      - rule: maximum-removals
        count: 1000000
        percent: 90

    """
  }

  private func personText(_ person: Int) -> String {
    var text = "  \(Size.email(person)):\n    name: Person \(person)\n    roles:\n"
    if person < 3 { text += "      - Workspace Owner\n" }
    let held = (0..<grantsEach).filter { presence(person: person, grant: $0).desired }
    if held.isEmpty { return person < 3 ? text : "  \(Size.email(person)):\n    roles: []\n" }
    text += "      - role: Source Read-only\n        scope:\n"
    for grant in held { text += "          - source/\(Size.slug(source(person: person, grant: grant)))\n" }
    return text
  }

  private func groupText(_ group: Int) -> String {
    let list = members(of: group).map { "      - \(Size.email($0))\n" }.joined()
    return "  \(Size.groupName(group)):\n    members:\(list.isEmpty ? " []" : "")\n\(list)    roles: [Source Admin]\n"
  }

  private func write(_ text: String, to path: String) throws -> Int {
    try Data(text.utf8).write(to: URL(filePath: path))
    return text.utf8.count
  }
}

/// A directory of this run alone, removed when it ends.
struct PrivateDirectory {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path() + "accord-benchmark-\(UInt64.random(in: 0..<1 << 48))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
