package import Access
import Syntax

/// Who and what a change or a hold is about, among its other keys.
extension JSON {
  /// - Throws: ``JSONFault``.
  package var personReference: PersonReference {
    get throws {
      PersonReference(
        try required("person") { try $0.email }, id: try optional("personID") { UserID(try $0.name) })
    }
  }

  /// - Throws: ``JSONFault``.
  package var groupReference: GroupReference {
    get throws {
      GroupReference(try required("group") { try $0.text }, id: try optional("groupID") { GroupID(try $0.name) })
    }
  }

  /// The one of person and group that is there.
  package var subject: Subject {
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
  package func grant(naming names: inout Names) throws -> Grant {
    let role = RoleID(try required("roleID") { try $0.name })
    let called = try required("role") { try $0.text }
    // A role that nothing names is written as its id: no name to remember.
    if called != "id/\(role.text)" {
      let known = names.role(role)
      guard known == "id/\(role.text)" || known == called else {
        throw JSONFault("calls the role \(role.text) '\(called)', which is '\(known)' elsewhere in the file")
      }
      names.name(role, called)
    }
    return Grant(role, on: try required("scope") { try $0.scope(naming: &names) })
  }

  /// - Throws: ``JSONFault``.
  package func wholeGrant(naming names: inout Names) throws -> Grant {
    try onlyKeys("role", "roleID", "scope")
    return try grant(naming: &names)
  }
}
