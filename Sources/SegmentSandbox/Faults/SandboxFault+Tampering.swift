extension SandboxFault {
  /// Edits what stands under `data` of a successful answer.
  func edit(_ data: inout [String: JSON], _ world: World) {
    switch kind {
    case .shortPage(let missing, let lowersTotal):
      editList(&data) { $0.removeLast(min(missing, $0.count)) }
      if lowersTotal {
        editPagination(&data) {
          $0["totalEntries"] = $0["totalEntries"]?.integer.map { .integer(max(0, $0 - missing)) }
        }
      }
    case .repeatedItem: editList(&data) { if let first = $0.first { $0[$0.count - 1] = first } }
    case .nextNull: editPagination(&data) { $0["next"] = .null }
    case .cursorLoop: editPagination(&data) { $0["next"] = $0["current"] }
    case .widerAnswer: editList(&data) { $0.append(Self.something(like: $0.last, in: world)) }
    case .narrowerAnswer: editList(&data) { if !$0.isEmpty { $0.removeLast() } }
    default: break
    }
  }

  /// The one list of an answer: `users`, `permissions`, `emails` ...
  private func editList(_ data: inout [String: JSON], _ edit: (inout [JSON]) -> Void) {
    for (key, value) in data {
      guard case .array(var items) = value else { continue }
      edit(&items)
      data[key] = .array(items)
    }
  }

  private func editPagination(_ data: inout [String: JSON], _ edit: (inout [String: JSON]) -> Void) {
    guard case .object(var pagination)? = data["pagination"] else { return }
    edit(&pagination)
    data["pagination"] = .object(pagination)
  }

  /// One entry more than asked for: ownership among permissions, a stranger among addresses, else a repeat.
  private static func something(like item: JSON?, in world: World) -> JSON {
    if case .string? = item { return "stranger@example.net" }
    guard item == nil || item?["roleId"] != nil, let owner = world.role(named: World.ownerRoleName) else {
      return item ?? .null
    }
    let workspace: JSON = ["id": .string(world.workspace.id), "type": "WORKSPACE", "labels": []]
    return ["roleId": .string(owner.id), "roleName": .string(owner.name), "resources": [workspace]]
  }
}
