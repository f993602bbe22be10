/// What accounts and groups were called before, by id: all that a record or a snapshot of then says of who is who. It
/// gives nobody anything and protects nobody.
package struct Baseline: Hashable, Sendable {
  package var people: [UserID: Email]
  package var groups: [GroupID: String]

  package init(_ state: ActualState) {
    people = Dictionary(state.people.map { ($0.id, $0.email) }) { first, _ in first }
    groups = Dictionary(state.groups.map { ($0.id, $0.name) }) { first, _ in first }
  }
}
