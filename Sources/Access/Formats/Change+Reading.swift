extension Change {
  init(json: JSON, naming names: inout Names) throws {
    let action = try Action(json: json, naming: &names)
    self.init(
      action, reason: try json.required("reason") { try $0.text }, at: try json.optional("at") { try $0.place },
      cause: try json.required("cause") { try $0.word() }, loses: try json.optional("loses") { try $0.strings } ?? [],
      precedesReplacement: try json.optional("precedesReplacement") { try $0.flag } ?? false,
      successor: try json.optional("successor") { try $0.email })
  }
}

extension Change.Action {
  fileprivate init(json: JSON, naming names: inout Names) throws {
    let kind: Change.Kind = try json.required("kind") { try $0.word() }
    func known(_ keys: [String]) throws {
      let shared = ["kind", "reason", "at", "cause", "loses", "precedesReplacement", "successor"]
      for member in try json.members where !(shared + keys).contains(member.key) {
        throw JSONFault("is a key that \(kind.rawValue) does not have").inside(.key(member.key))
      }
    }
    func email() throws -> Email { try json.required("person") { try $0.email } }
    switch kind {
    case .renameGroup:
      try known(["group", "groupID", "from"])
      self = .renameGroup(try json.groupReference, from: try json.required("from") { try $0.text })
    case .createGroup, .deleteGroup:
      try known(["group", "groupID"])
      self = kind == .createGroup ? .createGroup(try json.groupReference) : .deleteGroup(try json.groupReference)
    case .invite:
      try known(["person", "grants"])
      self = .invite(
        try email(), carrying: try json.required("grants") { try $0.list { try $0.wholeGrant(naming: &names) } })
    case .cancelInvite:
      try known(["person"])
      self = .cancelInvite(try email())
    case .deprovision:
      try known(["person", "personID"])
      self = .deprovision(try json.personReference)
    case .grant, .revoke:
      let subject = try json.subject
      try known(Self.keys(of: subject) + ["role", "roleID", "scope"])
      let held = try json.grant(naming: &names)
      self = kind == .grant ? .grant(subject, held) : .revoke(subject, held)
    case .join, .leave:
      try known(["person", "personID", "group", "groupID"])
      let (person, group) = (try json.personReference, try json.groupReference)
      self = kind == .join ? .join(person, group) : .leave(person, group)
    }
  }

  private static func keys(of subject: Subject) -> [String] {
    switch subject {
    case .person: ["person", "personID"]
    case .group: ["group", "groupID"]
    }
  }
}

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

extension JSON {
  var strings: [String] { get throws { try list { try $0.text } } }

  fileprivate var personReference: PersonReference {
    get throws {
      PersonReference(
        try required("person") { try $0.email }, id: try optional("personID") { UserID(try $0.name) })
    }
  }

  fileprivate var groupReference: GroupReference {
    get throws {
      GroupReference(try required("group") { try $0.text }, id: try optional("groupID") { GroupID(try $0.name) })
    }
  }

  /// The one of person and group that is there.
  fileprivate var subject: Subject {
    get throws {
      let keys = try members.map(\.key)
      switch (keys.contains("person"), keys.contains("group")) {
      case (true, false): return .person(try personReference)
      case (false, true): return .group(try groupReference)
      case (true, true), (false, false): throw JSONFault("expected either person or group")
      }
    }
  }

  /// `role`, `roleID` and `scope` among the keys of a larger object.
  fileprivate func grant(naming names: inout Names) throws -> Grant {
    let role = RoleID(try required("roleID") { try $0.name })
    let called = try required("role") { try $0.text }
    // A role that nothing names is written as its id: no name to remember.
    if called != "id/\(role.text)" { names.name(role, called) }
    return Grant(role, on: try required("scope") { try $0.scope(naming: &names) })
  }

  fileprivate func wholeGrant(naming names: inout Names) throws -> Grant {
    try onlyKeys("role", "roleID", "scope")
    return try grant(naming: &names)
  }
}
