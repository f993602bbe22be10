import Access
import AccessJSON
import Syntax

/// What a plan leads to, of those to whom it gives anything; what `apply --reviewed` reads.
///
/// ```json
/// "leadsTo": {"people": [{"person": "…", "personID": "…", "grants": […]}],
///   "groups": [{"group": "…", "groupID": "…", "grants": […], "members": [{"person": "…", "personID": "…"}]}]}
/// ```
extension EndState {
  func json(_ names: Names) -> JSON {
    let people = people.map { JSON.object($0.person.members + [$0.grants.member(names)]) }
    let groups = groups.map { group in
      let members = JSON.array(group.members.map { .object($0.members) })
      return JSON.object(group.group.members + [group.grants.member(names), .init("members", members)])
    }
    return .object(of: .init("people", .array(people)), .init("groups", .array(groups)))
  }

  init(json: JSON, naming names: inout Names) throws {
    try json.onlyKeys("people", "groups")
    let people = try json.required("people") { people in
      try people.list { person in
        try person.onlyKeys("person", "personID", "grants")
        return Person(try person.personReference, grants: try person.grants(naming: &names))
      }
    }
    let groups = try json.required("groups") { groups in
      try groups.list { group in
        try group.onlyKeys("group", "groupID", "grants", "members")
        return Group(
          try group.groupReference, grants: try group.grants(naming: &names),
          members: try group.required("members") { members in
            try members.list { member in
              try member.onlyKeys("person", "personID")
              return try member.personReference
            }
          })
      }
    }
    self.init(people: people, groups: groups)
  }
}

extension [Grant] {
  fileprivate func member(_ names: Names) -> JSON.Member {
    .init("grants", .array(map { .object($0.members(names)) }))
  }
}

extension JSON {
  fileprivate func grants(naming names: inout Names) throws -> [Grant] {
    try required("grants") { try $0.list { try $0.wholeGrant(naming: &names) } }
  }
}
