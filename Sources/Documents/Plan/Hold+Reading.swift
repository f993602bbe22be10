import Access
import AccessJSON
import Syntax

extension Hold {
  init(json: JSON, naming names: inout Names) throws {
    try json.onlyKeys("kind", "person", "group", "role", "roleID", "scope", "why", "detail", "at")
    let holdsGrant = try json.members.contains { ["role", "roleID", "scope"].contains($0.key) }
    self.init(
      try json.required("kind") { try $0.word() }, person: try json.optional("person") { try $0.email },
      group: try json.optional("group") { try $0.text }, grant: holdsGrant ? try json.grant(naming: &names) : nil,
      why: try json.required("why") { try $0.word() }, detail: try json.required("detail") { try $0.text },
      at: try json.optional("at") { try $0.place })
  }
}
