import Access
import AccessJSON
import Syntax

extension Plan.ActualMark {
  init(json: JSON) throws {
    try json.onlyKeys("digest", "readAt", "complete", "source", "incomplete")
    self.init(
      digest: try json.required("digest") { try $0.text }, readAt: try json.required("readAt") { try $0.moment },
      source: try json.required("source") { try $0.word() },
      incomplete: try json.optional("incomplete") { try $0.list { try $0.incompleteRead } } ?? [])
  }
}

extension PlanOptions {
  /// Without the overrides, which stand beside the options.
  init(json: JSON) throws {
    try json.onlyKeys("only", "noRemovals", "expiredOnly", "reinvite", "cancelInvites")
    self.init(
      only: try json.required("only") { try $0.list(of: Selection.init(json:)) },
      noRemovals: try json.required("noRemovals") { try $0.flag },
      expiredOnly: try json.required("expiredOnly") { try $0.flag },
      reinvite: try json.optional("reinvite") { try $0.list { try $0.email } } ?? [],
      cancelInvites: try json.optional("cancelInvites") { try $0.list { try $0.email } } ?? [])
  }
}

extension PlanOptions.Selection {
  fileprivate init(json: JSON) throws {
    guard let selection = Self(try json.text) else { throw JSONFault("expected person/EMAIL or group/NAME") }
    self = selection
  }
}

extension PlanOptions.Override {
  init(json: JSON) throws {
    try json.onlyKeys("name", "reason")
    self.init(name: try json.required("name") { try $0.name }, reason: try json.required("reason") { try $0.text })
  }
}

extension SubjectMark {
  init(json: JSON) throws {
    try json.onlyKeys("person", "group", "id", "before")
    let person = try json.optional("person") { try $0.email }
    let group = try json.optional("group") { try $0.text }
    let id = try json.optional("id") { try $0.name }
    let before = try json.required("before") { try $0.text }
    switch (person, group) {
    case (let email?, nil): self.init(.person(email, id.map { UserID($0) }), before: before)
    case (nil, let name?): self.init(.group(name, id.map { GroupID($0) }), before: before)
    case (nil, nil), (_?, _?): throw JSONFault("expected either person or group")
    }
  }
}

extension UndeclaredOwner {
  init(json: JSON) throws {
    try json.onlyKeys("person", "group", "detail")
    self.init(
      person: try json.required("person") { try $0.email }, group: try json.optional("group") { try $0.text },
      detail: try json.required("detail") { try $0.text })
  }
}

extension GuardrailViolation {
  init(json: JSON) throws {
    try json.onlyKeys("rule", "name", "enforce", "detail", "details", "wayPast", "overridable", "overridden", "at")
    let detail = try json.required("detail") { try $0.text }
    let details = try json.optional("details") { try $0.strings } ?? [detail]
    self.init(
      rule: try json.required("rule") { try $0.name }, name: try json.required("name") { try $0.name },
      enforce: try json.required("enforce") { try $0.word() }, details: details,
      remedy: try json.required("wayPast") { try $0.text },
      isOverridable: try json.required("overridable") { try $0.flag },
      overridden: try json.optional("overridden") { try $0.text }, at: try json.optional("at") { try $0.place })
    if self.detail != detail { throw JSONFault("is not what details comes to").inside(.key("detail")) }
  }
}

extension Diagnostic {
  init(json: JSON) throws {
    try json.onlyKeys("at", "message", "severity", "notes")
    self.init(
      try json.optional("severity") { try $0.word() } ?? .warning, at: try json.optional("at") { try $0.place },
      try json.required("message") { try $0.text },
      notes: try json.optional("notes") { try $0.list(of: Note.init(json:)) } ?? [])
  }
}

extension Diagnostic.Note {
  fileprivate init(json: JSON) throws {
    try json.onlyKeys("at", "message")
    self.init(at: try json.required("at") { try $0.place }, try json.required("message") { try $0.text })
  }
}
