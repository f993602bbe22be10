package import Access
import Explaining
package import Planning

/// An end that is due and not made, and why.
package struct EndLeft: Hashable, Sendable {
  package enum Why: Hashable, Sendable {
    case held(Hold)
    /// Nobody has the address, or no group the name: what the entry means may be there under another one.
    case subjectNotFound
    /// The same of the role or what it is narrowed to.
    case grantNotFound
  }

  package let end: PolicyEnd
  package let why: Why

  package init(_ end: PolicyEnd, _ why: Why) {
    self.end = end
    self.why = why
  }
}

extension Applied {
  /// What is said of ends that are due and not made.
  package func news(of left: [EndLeft]) -> [News] {
    let wording = Wording(plan)
    var said: Set<News> = []
    return left.map(wording.news).filter { said.insert($0).inserted }
  }
}

extension Wording {
  /// `Has ended and stays: ada@acme.com losing Workspace Owner`
  func stays(_ hold: Hold) -> Line { "Has ended and stays: \(prevented(by: hold))" }

  fileprivate func news(_ left: EndLeft) -> News {
    let what = left.end.what
    switch left.why {
    case .held(let hold) where hold.why == .refused: return News(.refused, "\(stays(hold)): \(hold.detail)")
    case .held(let hold):
      let cause = HoldEntries.Cause(why: hold.why, detail: hold.detail).line
      // One that keeps everything of a subject does not say what of it has ended.
      if case .roles = hold.item { return News(.stays, "Has ended and stays: \(lost(what)): \(cause)") }
      return News(.stays, "\(stays(hold)): \(cause)")
    case .subjectNotFound:
      let reason: Line =
        what.group.map { "no group is called \(name: $0)" } ?? "nobody in the workspace has this address"
      return News(.stays, "Has ended and may still be there: \(lost(what)): \(reason)")
    case .grantNotFound:
      return News(
        .stays, "Has ended and may still be there: \(lost(what)): the workspace does not have what this entry names")
    }
  }

  private func lost(_ what: PolicyEnd.What) -> Line {
    let person: Line? = what.person.map(person)
    let group: Line? = what.group.map { self.group(GroupReference($0)) }
    switch (person, group, what.grant) {
    case (let who?, _, let grant?): return "\(who) losing \(name: grant.description)"
    case (nil, let who?, let grant?): return "\(who) losing \(name: grant.description)"
    case (let who?, let group?, nil): return "\(who) leaving \(group)"
    case (let who?, nil, nil): return "\(who) leaving the workspace"
    case (nil, _, _): return group ?? ""
    }
  }
}
