internal import Access
internal import PolicyFiles
import Syntax
internal import YAML

/// Reads the resources of an export. What is not understood is an error at its place: half of somebody's roles, read as
/// all of them, would take the other half away.
struct GitSyncReader {
  /// A block and the file it stands in.
  struct Block {
    let file: String
    let block: HCLBlock
  }

  private let findings: Findings
  /// The ids of `import` blocks, by the address they are for: `segment_user.id-razwjq`.
  private var imports: [String: String] = [:]
  private var labels: [String: Label] = [:]

  init(_ findings: Findings) { self.findings = findings }

  /// The blocks worth reading: everything else of an export says nothing about access.
  static func isWanted(_ type: String, _ labels: [String]) -> Bool {
    switch type {
    case "import", "module": true
    case "resource": ["segment_user", "segment_user_group", "segment_label"].contains(labels.first)
    default: false
    }
  }

  mutating func export(_ blocks: [Block]) -> GitSyncExport {
    for block in blocks where block.block.type == "module" { warnOfModule(block) }
    for block in blocks where block.block.type == "import" { readImport(block) }
    let resources = blocks.filter { $0.block.type == "resource" }
    for block in resources where block.block.labels.first == "segment_label" { readLabel(block) }
    var export = GitSyncExport()
    export.users = resources.filter { $0.block.labels.first == "segment_user" }.compactMap(user)
    export.groups = resources.filter { $0.block.labels.first == "segment_user_group" }.compactMap(group)
    return export
  }

  /// What it declares may be anywhere, and its files here are read as they stand.
  private func warnOfModule(_ block: Block) {
    let name = block.block.labels.first ?? ""
    findings.warning(
      at: place(block),
      "what the module \(name.debugDescription) declares is not read; its people and groups are taken from the workspace"
    )
  }

  private mutating func readImport(_ block: Block) {
    let attributes = Dictionary(block.block.attributes.map { ($0.name, $0.value) }) { first, _ in first }
    guard case .reference(let address, _)? = attributes["to"], address.first?.hasPrefix("segment_user") == true else {
      return
    }
    guard case .text(let id, _)? = attributes["id"] else {
      return error(block.block.mark, "this import has no id: in plain text; write the id itself", in: block.file)
    }
    imports[address.joined(separator: ".")] = id
  }

  private mutating func readLabel(_ block: Block) {
    var (key, value): (String?, String?)
    for attribute in block.block.attributes {
      guard case .text(let text, _) = attribute.value else { continue }
      if attribute.name == "key" { key = text }
      if attribute.name == "value" { value = text }
    }
    if let key, let value, let name = block.block.labels.last { labels[name] = Label(key, value) }
  }

  private func user(_ block: Block) -> GitSyncExport.User? {
    guard let id = id(block), let fields = fields(block, ["email", "permissions"]),
      let email = text(fields["email"], "email", of: block),
      let permissions = permissions(fields["permissions"], of: block)
    else { return nil }
    return GitSyncExport.User(id: UserID(id), email: email, permissions: permissions, at: place(block))
  }

  private func group(_ block: Block) -> GitSyncExport.Group? {
    guard let id = id(block), let fields = fields(block, ["name", "members", "permissions"]),
      let name = text(fields["name"], "name", of: block), let members = members(fields["members"], of: block),
      let permissions = permissions(fields["permissions"], of: block)
    else { return nil }
    return GitSyncExport.Group(
      id: GroupID(id), name: name, members: members, permissions: permissions, at: place(block))
  }

  /// From the `import` block, else from the resource's own name, which Git Sync makes of the id.
  private func id(_ block: Block) -> String? {
    if let id = imports[block.block.labels.joined(separator: ".")] { return id }
    if let name = block.block.labels.last, let id = Self.id(named: name) { return id }
    error(block.block.mark, "this resource has neither an import block nor a name with its id in it", in: block.file)
    return nil
  }

  private static func id(named name: String) -> String? {
    name.begins(with: "id-") && name.utf8.count > 3 ? String(name.unicodeScalars.dropFirst(3)) : nil
  }
}

// Values.
extension GitSyncReader {
  private func members(_ value: HCLValue?, of block: Block) -> [Located<GitSyncExport.Member>]? {
    guard let items = list(value, "members", of: block) else { return nil }
    let members = items.compactMap { item -> Located<GitSyncExport.Member>? in
      let at = place(item.mark, block.file)
      switch item {
      case .text(let address, _): return Located(.address(address), at: at)
      case .reference(let path, _) where path.count == 3 && path[0] == "segment_user" && path[2] == "email":
        let id = imports["segment_user.\(path[1])"] ?? Self.id(named: path[1])
        if let id { return Located(.user(UserID(id)), at: at) }
        return misunderstood(item, "a member", block)
      case .null, .list, .object, .reference, .other: return misunderstood(item, "a member", block)
      }
    }
    return members.count == items.count ? members : nil
  }

  private func permissions(_ value: HCLValue?, of block: Block) -> [GitSyncExport.Permission]? {
    guard let items = list(value, "permissions", of: block) else { return nil }
    let permissions = items.compactMap { permission($0, block) }
    return permissions.count == items.count ? permissions : nil
  }

  private func permission(_ value: HCLValue, _ block: Block) -> GitSyncExport.Permission? {
    guard let fields = fields(value, "a permission", ["role_id", "resources"], block),
      let role = text(fields["role_id"], "role_id", of: block, at: value.mark),
      let items = list(fields["resources"], "resources", of: block, at: value.mark)
    else { return nil }
    guard !items.isEmpty else {
      error(value.mark, "a permission without resources says nothing; remove it", in: block.file)
      return nil
    }
    let resources = items.compactMap { target($0, block) }
    guard resources.count == items.count else { return nil }
    return GitSyncExport.Permission(role: RoleID(role), resources: resources, at: place(value.mark, block.file))
  }

  private func target(_ value: HCLValue, _ block: Block) -> GitSyncExport.Target? {
    guard let fields = fields(value, "a resource", ["id", "type", "labels"], block),
      let type = text(fields["type"], "type", of: block, at: value.mark)
    else { return nil }
    var id: String?
    if !Self.isWorkspace(fields["id"]) {
      guard let text = text(fields["id"], "id", of: block, at: value.mark) else { return nil }
      id = text
    }
    var labels: [Label] = []
    if let written = fields["labels"], !Self.isNull(written) {
      guard let items = list(written, "labels", of: block) else { return nil }
      labels = items.compactMap { label($0, block) }
      guard labels.count == items.count else { return nil }
    }
    return GitSyncExport.Target(type: type, id: id, labels: labels, at: place(value.mark, block.file))
  }

  private func label(_ value: HCLValue, _ block: Block) -> Label? {
    guard let fields = fields(value, "a label", ["key", "value", "description"], block),
      let key = text(fields["key"], "key", of: block, at: value.mark),
      let text = text(fields["value"], "value", of: block, at: value.mark)
    else { return nil }
    return Label(key, text)
  }

  /// `data.segment_workspace.this.id`: a token belongs to one workspace, so there is no other it could mean.
  private static func isWorkspace(_ value: HCLValue?) -> Bool {
    guard case .reference(let path, _)? = value else { return false }
    return path.count == 4 && path[0] == "data" && path[1] == "segment_workspace" && path[3] == "id"
  }

  private static func isNull(_ value: HCLValue) -> Bool {
    if case .null = value { true } else { false }
  }
}

// What every resource has.
extension GitSyncReader {
  private func place(_ mark: Mark, _ file: String) -> Place { Place(file: file, line: mark.line, column: mark.column) }
  private func place(_ block: Block) -> Place { place(block.block.mark, block.file) }

  private func error(_ mark: Mark, _ message: String, in file: String) {
    findings.error(at: place(mark, file), message)
  }

  private func misunderstood<Read>(_ value: HCLValue, _ what: String, _ block: Block) -> Read? {
    error(value.mark, "\(what) is \(value.inWords), which is not understood; write the value itself", in: block.file)
    return nil
  }

  private func fields(_ block: Block, _ known: [String]) -> [String: HCLValue]? {
    for inner in block.block.blocks {
      error(inner.mark, "a \(inner.name) block is not understood here; remove it", in: block.file)
    }
    let what = block.block.labels.first ?? "a resource"
    guard let fields = fields(block.block.attributes, what, known, block) else { return nil }
    return block.block.blocks.isEmpty ? fields : nil
  }

  private func fields(_ value: HCLValue, _ what: String, _ known: [String], _ block: Block) -> [String: HCLValue]? {
    guard case .object(let attributes, _) = value else { return misunderstood(value, what, block) }
    return fields(attributes, what, known, block)
  }

  private func fields(_ attributes: [HCLAttribute], _ what: String, _ known: [String], _ block: Block) -> [String:
    HCLValue]?
  {
    var fields: [String: HCLValue] = [:]
    for attribute in attributes {
      guard known.contains(attribute.name) else {
        error(
          attribute.mark, "\(attribute.name) in \(what) is not understood; known are \(known.joined(separator: ", "))",
          in: block.file)
        return nil
      }
      guard fields.updateValue(attribute.value, forKey: attribute.name) == nil else {
        error(attribute.mark, "\(attribute.name) stands twice in \(what); remove one", in: block.file)
        return nil
      }
    }
    return fields
  }

  private func text(_ value: HCLValue?, _ name: String, of block: Block, at mark: Mark? = nil) -> String? {
    guard let value else { return missing(name, block, mark) }
    switch value {
    case .text(let text, _): return text
    case .reference(let path, _) where path.count == 3 && path[0] == "segment_label":
      guard let label = labels[path[1]] else { return misunderstood(value, name, block) }
      if path[2] == "key" { return label.key }
      if path[2] == "value" { return label.value }
    // Every other resource of an export is named by its id.
    case .reference(let path, _) where path.count == 3 && path[0].begins(with: "segment_") && path[2] == "id":
      if let id = Self.id(named: path[1]) { return id }
    case .null, .list, .object, .reference, .other: break
    }
    return misunderstood(value, name, block)
  }

  private func list(_ value: HCLValue?, _ name: String, of block: Block, at mark: Mark? = nil) -> [HCLValue]? {
    guard let value else { return missing(name, block, mark) }
    guard case .list(let items, _) = value else { return misunderstood(value, name, block) }
    return items
  }

  private func missing<Read>(_ name: String, _ block: Block, _ mark: Mark?) -> Read? {
    error(mark ?? block.block.mark, "there is no \(name) here; write it, [] where a list is empty", in: block.file)
    return nil
  }
}
