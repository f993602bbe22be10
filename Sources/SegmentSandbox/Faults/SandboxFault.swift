/// Something that goes wrong: what, at which calls, and when.
///
/// Several faults may befall one request: administrators' changes and delays add up, the first answer given instead
/// wins, and tampering is done in the order of the list.
package struct SandboxFault: Sendable {
  /// The calls it is about; others do not count.
  package var calls: CallPattern
  /// What goes wrong.
  package var kind: Kind
  /// At which of those calls.
  package var when: When
  /// How often at most; nil is for ever.
  package var times: Int?

  package init(_ kind: Kind, at calls: CallPattern = .any, when: When = .always, times: Int? = nil) {
    self.calls = calls
    self.kind = kind
    self.when = when
    self.times = times
  }

  /// Which of the calls that match; counting starts with 1.
  package enum When: Hashable, Sendable {
    case always
    case nth(Int)
    case every(Int)
    case from(Int)
    /// Each call with that probability; the same seed makes the same choices.
    case chance(percent: Int, seed: UInt64)
  }

  /// What can go wrong.
  package enum Kind: Sendable {
    /// Answered with that status, the request not carried out.
    case status(Int, Body)
    /// Carried out, and answered with that status all the same.
    case statusAfterEffect(Int, Body)
    /// No connection: nothing reached the server. Over a socket, which is connected by then, the same as `reset`.
    case refused
    /// The connection is reset and the request was not carried out, which the client cannot know.
    case reset
    /// The connection is reset and the request was carried out.
    case lost
    /// Carried out; the answer ends within its head.
    case cutHead
    /// Carried out; the answer ends within its body.
    case cutBody
    /// Carried out; the answer takes that long to begin.
    case slow(Duration)
    /// Carried out; the answer never ends.
    case endless
    /// The last so many items of the page are missing; `totalEntries` is kept, or lowered with them.
    case shortPage(missing: Int, lowersTotal: Bool)
    /// The page's last item is the first one again, as when rows shift between two pages.
    case repeatedItem
    /// The page says `"next": null`, more pages or not.
    case nextNull
    /// The page names itself as the next one.
    case cursorLoop
    /// Status 200 with an `errors` envelope, not carried out.
    case errorsWith200
    /// 429 out of turn, with `Retry-After` or without.
    case rateLimited(retryAfter: Int?)
    /// 307 to that base URL.
    case redirect(String)
    /// 401 in the middle of everything.
    case unauthorized
    /// Somebody changes the workspace by hand just before the request.
    case administrator(AdministratorsChange)
    /// The same, as a closure: for tests in process.
    case change(@Sendable (inout World) -> Void)
    /// Carried out as asked; the answer lists more than there is.
    case widerAnswer
    /// Carried out as asked; the answer lists less than there is.
    case narrowerAnswer
  }

  /// What the body of an injected status is.
  package enum Body: String, Hashable, Sendable, CaseIterable { case json, html, empty }
}
