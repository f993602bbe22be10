import Access
package import Explaining

extension Drift {
  /// What of it is told, ways to Workspace Owner and too much access first.
  package var news: [News] {
    let wording = DriftWording(self)
    return owners + drifted.map { $0.news(wording) }
      + endedIgnoreRules.map { News(.drift, "Ignore rule past its until: \(wording.pattern($0))") }
      + idleProtections.map { News(.drift, "Protected address that nobody has: \(name: $0.person.written)") }
      + expiring.compactMap { $0.news(at: checkedAt, wording) }
  }

  private var owners: [News] {
    plan.undeclaredOwners.map { owner in
      let through: Line = owner.group.map { " through group \(name: $0)" } ?? ""
      return News(
        .owner, "Undeclared Workspace Owner: \(name: owner.person.written)\(through) (\(owner.detail))",
        key: "Undeclared Workspace Owner: \(name: owner.person.written)\(through)")
    }
  }
}

extension Finding {
  fileprivate func news(_ wording: DriftWording) -> News {
    let key: Line = "\(kind.title): \(wording.subject(of: self)) \(wording.predicate(of: self))"
    let author: Line = wording.author(of: self).map { "; \($0)" } ?? ""
    return News(Finding.Class.surplus.contains(kind) ? .surplus : .drift, "\(key)\(author)", key: key)
  }
}

extension Expiring {
  /// How many days ahead it is told; at the last of them once more.
  private static let stages = [2, 14]

  /// Nil before the first of the days. Another stage is another thing to tell.
  fileprivate func news(at now: Moment, _ wording: DriftWording) -> News? {
    let left = until.last.seconds + 1 - now.seconds
    guard let stage = Self.stages.first(where: { left <= Int64($0) * 86_400 }) else { return nil }
    let what: Line = "Ends \(until.written): \(wording.subject(of: self)), \(wording.what(self))"
    let manager: Line = manager.map { "; manager \(name: $0)" } ?? ""
    return News(.endsSoon, "\(what)\(manager)", key: "\(stage) \(what)")
  }
}
