import Access
import Planning

// What is kept.
extension Deciding {
  mutating func keep(_ decision: Decision) {
    let row = decision.row
    if let leaving = row.person.flatMap({ rows.accountRemoval(of: declared.identity($0)) }) {
      doubt(decision, "kept, while line \(leaving.line) takes the whole account; decide one of them otherwise")
    } else if row.outlook != .goes {
      settle(decision, row.outlook == .comes ? "the next apply gives it" : "it stays")
    } else {
      adopt(decision)
    }
  }

  /// To keep what the policy takes away, the policy has to say so.
  private mutating func adopt(_ decision: Decision) {
    let row = decision.row
    let wayOut = "the policy takes it away: \(row.detail.isEmpty ? row.standing.rawValue : row.detail)"
    guard row.standing == .undeclared, let person = row.person, let email = declared.address(person),
      rows.person(person)?.link?.standing == .declared
    else {
      return doubt(decision, "kept, but \(wayOut); change the policy there, or decide remove")
    }
    switch (row.gain, row.group) {
    case (.grant(let grant), nil):
      do throws(GrantWords.Unsayable) {
        let written = try review.words.written(grant)
        guard !declared.isListed(written, of: email) else {
          return doubt(decision, "kept, but \(wayOut); the policy gives it under another address already")
        }
        edit(.addGrant(.person(email), written), for: decision)
      } catch {
        doubt(decision, "kept, but no policy can write this grant: \(error.why)")
      }
    case (.grant, let group?), (.membership, let group?):
      guard let name = declared.name(group), row.isDeclaredButForItsMember, !declared.isListed(email, in: name) else {
        return doubt(decision, "kept, but \(wayOut); accord import --update writes it into the policy")
      }
      let seats = rows.seats(of: declared.identity(person), in: group.key)
      let others = seats.filter { rows.decision(on: $0)?.word != .keep && $0.holding != .notHeld }
      guard others.isEmpty else { return doubt(decision, whatElse("stays", with: others, name)) }
      edit(.addMembership(email, group: name), for: decision)
    case (.account, _), (.invite, _), (.notUnderstood, _), (.membership, nil):
      doubt(decision, "kept, but \(wayOut); accord import --update writes it into the policy")
    }
  }
}
