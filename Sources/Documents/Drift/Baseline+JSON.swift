package import Access
package import AccessJSON

/// Names of before, by id: `{"people": [{"person": "lin@acme.com", "personID": "u1"}], "groups": [{"group": "Analytics",
/// "groupID": "g1"}]}`
extension Baseline: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("people", \.knownPeople, .list(of: PersonReference.shape)),
    .required("groups", \.knownGroups, .list(of: GroupReference.shape))
  ) { people, groups in
    Self(
      people: Dictionary(people.compactMap { person in person.id.map { ($0, person.email) } }) { first, _ in first },
      groups: Dictionary(groups.compactMap { group in group.id.map { ($0, group.name) } }) { first, _ in first })
  }

  private var knownPeople: [PersonReference] {
    people.sorted { $0.key < $1.key }.map { PersonReference($0.value, id: $0.key) }
  }

  private var knownGroups: [GroupReference] {
    groups.sorted { $0.key < $1.key }.map { GroupReference($0.value, id: $0.key) }
  }
}
