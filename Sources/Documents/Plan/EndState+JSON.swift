package import Access
package import AccessJSON

/// What a plan leads to, of those to whom it gives anything; what `apply --reviewed` reads.
///
/// ```json
/// "leadsTo": {"people": [{"person": "…", "personID": "…", "grants": […]}],
///   "groups": [{"group": "…", "groupID": "…", "grants": […], "members": [{"person": "…", "personID": "…"}]}],
///   "ends": [{"person": "…", "personID": "…", "role": "…", "roleID": "…", "scope": {…}, "until": "2026-12-20"}]}
/// ```
extension EndState: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("people", \.people, .list(of: Person.shape)), .required("groups", \.groups, .list(of: Group.shape)),
    .optional("ends", \.ends, .list(of: End.shape)), make: Self.init(people:groups:ends:))
}

extension EndState.End: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .endingItem(\.item), .required("until", \.until, .expiry)
  ) { item, until in Self(item, until) }
}

extension EndState.Person: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .person(\.person), .required("grants", \.grants, .list(of: Grant.shape))
  ) { person, grants in Self(person, grants: grants) }
}

extension EndState.Group: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .group(\.group), .required("grants", \.grants, .list(of: Grant.shape)),
    .required("members", \.members, .list(of: PersonReference.shape))
  ) { group, grants, members in Self(group, grants: grants, members: members) }
}
