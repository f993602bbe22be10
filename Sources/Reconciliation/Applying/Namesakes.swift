import Access
import SegmentAPI

/// Several groups of one name, which Segment allows and no policy can tell apart by name: what is in each, and the way
/// out.
struct Namesakes {
  let name: String
  let groups: [Group]

  /// One of them, as far as it could be read.
  struct Group {
    let id: String
    /// Members and pending ones; nil where they could not be read.
    let people: Int?
    /// By their names, the base grant left out; nil where they could not be read.
    let roles: [String]?

    var isEmpty: Bool { people == 0 && roles == [] }

    fileprivate var inWords: String {
      guard let people, let roles else { return "\(id) (what is in it could not be read)" }
      if isEmpty { return "\(id) (empty)" }
      let who = people == 0 ? "nobody in it" : people == 1 ? "1 person" : "\(people) people"
      return "\(id) (\(([who] + roles).joined(separator: ", ")))"
    }
  }

  var words: String {
    let count = groups.count == 2 ? "two" : "\(groups.count)"
    let listed = groups.map(\.inWords).joined(separator: " and ")
    return "\(count) groups are called '\(name)' now: \(listed); \(wayOut)"
  }

  /// What a user can do about it today.
  private var wayOut: String {
    let kept = groups.first { !$0.isEmpty } ?? groups[0]
    let empty = groups.filter { $0.isEmpty && $0.id != kept.id }.map(\.id)
    guard !empty.isEmpty else {
      return "write the `id:` of the one that is meant on the group in the policy, and see to the other in Segment"
    }
    let others = empty.joined(separator: " and ")
    return "delete \(others) in Segment, or write `id: \(kept.id)` on the group in the policy, "
      + "and where groups are exact the next apply deletes \(others)"
  }
}

extension Applier {
  /// Looks at each of several groups of one name.
  func namesakes(_ name: String, _ groups: [SegmentGroup]) -> Namesakes {
    let looks = groups.sorted { $0.id < $1.id }.map { group in
      (
        id: group.id, item: ItemRead<SegmentGroup>.group(group.id, named: name),
        who: PresenceLook(ofGroup: group.id, name)
      )
    }
    reader.run(looks.flatMap { [$0.item] + $0.who.reads })
    return Namesakes(
      name: name,
      groups: looks.map { look in
        let reading = look.item.item?.permissions.map { PermissionReading($0, workspace: before.workspace.id) }
        let roles = reading.map { $0.sorted.filter(isNotBase).map(names.grant) + $0.notUnderstood }
        let people = look.who.presence.map { $0.everybody.count }
        return Namesakes.Group(id: look.id, people: people, roles: roles)
      })
  }
}
