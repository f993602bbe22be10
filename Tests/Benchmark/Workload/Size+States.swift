import Access

extension Size {
  static let now = Moment(seconds: 1_795_248_000)
  private static let place = Place(file: "people-01.yaml", line: 1, column: 1)

  /// The workspace as a read would give it: ids shared as a decoder that interns them shares them.
  var actual: ActualState {
    var state = ActualState(
      workspace: Workspace(id: Size.id(0, of: 1), slug: "acme", name: "Acme"), readAt: Size.now, roles: Size.roles)
    state.resources = (0..<sources).map { number in
      Resource(
        .source, id: ResourceID(Size.id(number, of: 2)), slug: Size.slug(number), name: "Source \(number)")
    }
    state.resourceKindsRead = [.source]
    let readers = state.resources.map { Grant(Size.reader.id, on: .resource(.source, $0.id)) }
    state.people = (0..<people).map { person in
      let grants = (0..<grantsEach).filter { presence(person: person, grant: $0).actual }.map {
        readers[source(person: person, grant: $0)]
      }
      return ActualPerson(
        id: UserID(Size.id(person, of: 3)), email: Email(Size.email(person)), name: "Person \(person)",
        grants: (grants + (person < 3 ? [Grant(Size.owner.id)] : [])).sorted())
    }
    state.groups = (0..<groups).map { number in
      ActualGroup(
        id: GroupID(Size.id(number, of: 4)), name: Size.groupName(number), grants: [Grant(Size.admin.id)],
        members: members(of: number).map { Email(Size.email($0)) })
    }
    return state
  }

  /// The policy as the loader would give it.
  var desired: DesiredState {
    var state = DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: Size.place),
      manage: Manage(people: .exact, directRoles: .exact, groups: .exact),
      guardrails: [Guardrail(.maximumRemovals(count: 1_000_000, percent: 90), at: Size.place)], digest: "sha256:",
      files: 50)
    let slugs = (0..<sources).map(Size.slug)
    state.people = (0..<people).map { person in
      let grants = (0..<grantsEach).filter { presence(person: person, grant: $0).desired }.map {
        DesiredGrant(
          .name(Size.reader.name), on: .resource(.source, slugs[source(person: person, grant: $0)]), at: Size.place)
      }
      let owner = person < 3 ? [DesiredGrant(.name(Role.ownerName), at: Size.place)] : []
      return DesiredPerson(Email(Size.email(person)), roles: .written(owner + grants, at: Size.place), at: Size.place)
    }
    state.groups = (0..<groups).map { number in
      DesiredGroup(
        Size.groupName(number),
        members: .written(
          members(of: number).map { DesiredMembership(Email(Size.email($0)), at: Size.place) }, at: Size.place),
        roles: .written([DesiredGrant(.name(Size.admin.name), at: Size.place)], at: Size.place), at: Size.place)
    }
    return state
  }

  func members(of group: Int) -> StrideTo<Int> { stride(from: group, to: people, by: groups) }
}
