import Access
import Explaining

/// Findings as lines: one each in columns, below it what comes with it and who made it so.
struct FindingLines {
  private let wording: DriftWording
  /// As in ``ChangeLines``: one long name must not push every line's reason off the screen.
  private static let (widestSubject, widestPredicate) = (30, 44)

  init(_ drift: Drift) { wording = DriftWording(drift) }

  func lines(_ findings: [Finding]) -> [Line] {
    let subject = min(findings.map { wording.subject(of: $0).width }.max() ?? 0, Self.widestSubject)
    let predicate = min(findings.map { wording.predicate(of: $0).width }.max() ?? 0, Self.widestPredicate)
    return findings.flatMap { finding -> [Line] in
      let (who, what) = (wording.subject(of: finding), wording.predicate(of: finding))
      let place: Line = finding.place.map { "  \($0)" } ?? ""
      let sentence: Line = "\(String(finding.sign)) \(who.padded(to: subject))  \(what.padded(to: predicate))"
      let line: Line = "\(sentence.styled(finding.style))  \(wording.reason(of: finding))\(place)"
      let below = wording.particulars(of: finding).map { Line(finding.style, "      \($0)") }
      let author = wording.author(of: finding).map { [Line(.faint, "      \($0)")] } ?? []
      return [line] + below + author
    }
  }
}

extension Finding {
  /// Where the policy says otherwise.
  var place: Place? {
    switch parts[0] {
    case .change(let change): change.at
    case .hold(let hold): hold.at
    case .unresolved(let reference, _): reference.at
    }
  }

  /// `-` for what is too much, `+` for what is missing: the signs that a plan's changes would carry.
  var sign: Character {
    switch kind {
    case .undeclaredPerson, .undeclaredGroup, .strayInvite, .widened, .unexpected, .expired: isDifference ? "-" : ">"
    case .narrowed, .missing: "+"
    case .renamed: "~"
    case .unresolved: "?"
    case .undeclaredRole, .undeclaredMembership, .pendingInvite, .addressChanges, .protected, .unmanaged, .ignored: ">"
    }
  }

  var style: Style {
    switch kind {
    case .strayInvite: isDifference ? .removal : .caution
    case .undeclaredPerson, .undeclaredGroup, .widened, .unexpected, .expired: isDifference ? .removal : .plain
    case .narrowed, .missing: .addition
    case .renamed: .caution
    case .unresolved: .alarm
    case .undeclaredRole, .undeclaredMembership, .pendingInvite, .addressChanges, .protected, .unmanaged, .ignored:
      .plain
    }
  }
}
