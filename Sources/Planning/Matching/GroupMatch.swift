package import Access

/// A declared group and what the workspace has of it.
package struct GroupMatch {
  /// As the policy has it.
  package let desired: DesiredGroup
  /// As the workspace has it; nil for one that is to be created.
  package var actual: ActualGroup?
  /// Why nothing on it is changed: ids and names, in words.
  package var trouble: String?
  /// It has another name than the baseline knows and the policy writes; found by its id.
  var moved: Moved<GroupID, String>.Bearer?

  /// How changes name it.
  package var reference: GroupReference { GroupReference(desired.name, id: actual?.id) }
  /// Whether the baseline, and nothing else, says which group it is.
  package var isMoved: Bool { moved != nil }
  /// Whether an identity provider has its members, so that it is never created, renamed or deleted.
  package var isUnmanaged: Bool {
    switch desired.members {
    case .unmanaged: true
    case .written: false
    }
  }
}

/// Which group is which: every declared group with its id, and whatever the policy does not know.
package struct GroupsMatching {
  /// Every group of the policy, in its order.
  package private(set) var declared: [GroupMatch] = []
  /// Groups no declared group is, sorted by name and id; those that may be a declared one under a doubtful name excluded.
  package private(set) var undeclared: [ActualGroup] = []
  /// Groups whose tombstone the policy has, each once.
  private(set) var deleted: [(group: ActualGroup, tombstone: DeletedGroup)] = []
  /// Groups in doubt: every change on them is a hold that names the ids.
  private(set) var doubtful: [(group: ActualGroup, why: String, tombstone: DeletedGroup?)] = []
  /// Which have another name than the baseline's.
  let moved: Moved<GroupID, String>

  init(
    _ desired: [DesiredGroup], deleted tombstones: [DeletedGroup], _ actual: [ActualGroup], _ baseline: Baseline?
  ) {
    moved = Moved(desired, tombstones, actual, baseline)
    let byName = Dictionary(grouping: actual, by: \.name)
    let byID = Dictionary(actual.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let pinned = Set(desired.compactMap(\.id) + tombstones.compactMap(\.id))
    var claimed: Set<GroupID> = []
    for group in desired {
      var match = GroupMatch(desired: group)
      if let id = group.id {
        match.actual = byID[id]
        if match.actual == nil { match.trouble = Self.missing(id, byName[group.name] ?? []) }
      } else if let bearer = moved.certain[declared.count] {
        (match.actual, match.moved) = (actual[bearer.place], bearer)
      } else {
        Self.matchByName(&match, byName, pinned)
      }
      if match.trouble == nil, let found = match.actual { claimed.insert(found.id) }
      declared.append(match)
    }
    for (place, tombstone) in tombstones.enumerated() {
      let found: [ActualGroup]
      if let id = tombstone.id {
        found = byID[id].map { [$0] } ?? []
      } else {
        let movers = moved.certain[desired.count + place].map { [$0] } ?? moved.doubtful[desired.count + place] ?? []
        let named = ([tombstone.name] + tombstone.previously).flatMap { byName[$0] ?? [] }
        found = named.filter { !pinned.contains($0.id) } + movers.map { actual[$0.place] }
      }
      bury(
        tombstone, found.filter { claimed.insert($0.id).inserted },
        isCertain: moved.doubtful[desired.count + place] == nil)
    }
    sortOut(actual, claimed, tombstones)
  }

  /// One that is gone already is nobody's trouble.
  private mutating func bury(_ tombstone: DeletedGroup, _ found: [ActualGroup], isCertain: Bool) {
    if found.count > 1 || !isCertain {
      let list = found.map { "'\($0.name)' (\($0.id.text))" }.sorted().joined(separator: " and ")
      let verb = found.count > 1 ? "may all be meant" : "may be meant"
      doubtful += found.map { ($0, "\(list) \(verb); give the group that is deleted an `id:`", tombstone) }
    } else if let group = found.first {
      deleted.append((group, tombstone))
    }
  }

  private static func missing(_ id: GroupID, _ named: [ActualGroup]) -> String {
    let others = named.map(\.id.text).sorted().joined(separator: ", ")
    return "no group has the pinned id \(id.text)"
      + (others.isEmpty ? "; drop the id to create it anew" : ", but \(others) has this name; correct or drop the id")
  }

  private static func matchByName(
    _ match: inout GroupMatch, _ byName: [String: [ActualGroup]], _ pinned: Set<GroupID>
  ) {
    let candidates = [match.desired.name] + match.desired.previously
    let found = candidates.flatMap { byName[$0] ?? [] }.filter { !pinned.contains($0.id) }
    if found.count > 1 {
      let list = found.map { "'\($0.name)' (\($0.id.text))" }.sorted().joined(separator: " and ")
      match.trouble = "\(list) may all be meant; give the group an `id:`"
    } else {
      match.actual = found.first
    }
  }

  /// Divides what nobody claimed into plainly undeclared and doubtful: one that differs from a declared name only in
  /// case or spaces is more likely a slip than another group.
  private mutating func sortOut(_ actual: [ActualGroup], _ claimed: Set<GroupID>, _ tombstones: [DeletedGroup]) {
    let buried = Dictionary(
      tombstones.filter { $0.id == nil }.flatMap { grave in
        ([grave.name] + grave.previously).map { (Self.folded($0), grave) }
      }, uniquingKeysWith: { first, _ in first })
    // A pinned id decides which group is meant: then no other is in doubt because of its name.
    let byName = declared.indices.filter { declared[$0].desired.id == nil || declared[$0].trouble != nil }
    let names = byName.map { (index: $0, all: [declared[$0].desired.name] + declared[$0].desired.previously) }
    let loose = Dictionary(
      names.flatMap { name in name.all.map { (Self.folded($0), name.index) } }, uniquingKeysWith: { first, _ in first })
    let exact = Set(names.flatMap(\.all))
    for group in actual.filter({ !claimed.contains($0.id) }).sorted(by: { ($0.name, $0.id) < ($1.name, $1.id) }) {
      if exact.contains(group.name) {
        doubtful.append((group, "its name is declared, and more than one group may be meant (\(group.id.text))", nil))
      } else if let near = loose[Self.folded(group.name)] {
        let why =
          "'\(group.name)' (\(group.id.text)) differs from '\(declared[near].desired.name)' only in case or spaces"
        doubtful.append((group, why, nil))
        if declared[near].actual == nil, declared[near].trouble == nil {
          declared[near].trouble = "\(why); rename one of them, or give the group an `id:`"
        }
      } else if let grave = buried[Self.folded(group.name)] {
        let why = "'\(group.name)' (\(group.id.text)) differs from '\(grave.name)' only in case or spaces"
        doubtful.append((group, "\(why); write the name as Segment has it, or give the group an `id:`", grave))
      } else {
        undeclared.append(group)
      }
    }
  }

  /// The groups that go by a name, or went by it before the plan's renames.
  func keys(named name: String) -> Set<GroupIdentity> {
    let known = declared.filter { match in
      match.desired.name == name || match.actual?.name == name || match.desired.previously.contains(name)
    }.map(\.reference.key)
    let others = (undeclared + doubtful.map(\.group)).filter { $0.name == name }.map { GroupIdentity.existing($0.id) }
    let buried = deleted.filter { $0.group.name == name || $0.tombstone.name == name }.map {
      GroupIdentity.existing($0.group.id)
    }
    return Set(known + others + buried)
  }

  /// Groups whose pinned ids make them take each other's names in a ring, so that no rename can be the first.
  var rings: [[GroupMatch]] {
    let renamed = Dictionary(
      declared.compactMap { match -> (String, GroupMatch)? in
        guard let actual = match.actual, match.trouble == nil, !match.isUnmanaged, actual.name != match.desired.name
        else { return nil }
        return (actual.name, match)
      }, uniquingKeysWith: { first, _ in first })
    var (rings, seen) = ([[GroupMatch]](), Set<String>())
    for start in renamed.keys.sorted() where !seen.contains(start) {
      var (path, name) = ([GroupMatch](), start)
      while let match = renamed[name], seen.insert(name).inserted {
        path.append(match)
        name = match.desired.name
      }
      if name == start, !path.isEmpty { rings.append(path) }
    }
    return rings
  }

  private static func folded(_ name: String) -> String { String(name.lowercased().filter { !$0.isWhitespace }) }
}
